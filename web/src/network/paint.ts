// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Draws discs and lines with WebGL 2: everybody in one call, all ties in another, whatever their
// number. Knows nothing of people. Each row stands four times, for the four corners of its square:
// drawing one square many times over (instances) is as quick on a graphics card, and many times
// slower where a machine without one draws by its processor.
import type { Camera } from './camera'
import type { Colour } from './palette'

export type Discs = {
  /** x, y and radius of each */
  places: Float32Array
  /** fill and rim of each, four bytes and four bytes */
  colours: Uint8Array
  /** 255 for those that stand in the light, 0 for those that step back */
  lit: Uint8Array
  count: number
}

export type Lines = {
  /** x, y of both ends of each */
  ends: Float32Array
  /** how dense, 255 is whole */
  dense: Uint8Array
  count: number
}

const CORNER = `
vec2 corner = vec2(float(gl_VertexID & 1) * 2.0 - 1.0, float(gl_VertexID & 2) - 1.0);`

const DISC_VERTEX = `#version 300 es
in vec3 place; in vec4 fill; in vec4 rim; in float lit;
uniform vec3 camera; uniform vec2 size; uniform float least;
out vec2 at; out float radius; out vec4 inside; out vec4 edge; out float light;
void main() {${CORNER}
  radius = max(place.z * camera.z, least);
  at = corner * (radius + 1.0);
  inside = fill; edge = rim; light = lit;
  gl_Position = vec4(((place.xy - camera.xy) * camera.z + at) / (0.5 * size) * vec2(1.0, -1.0), 0.0, 1.0);
}`

const DISC_FRAGMENT = `#version 300 es
precision highp float;
in vec2 at; in float radius; in vec4 inside; in vec4 edge; in float light;
uniform float ratio; uniform float rimWidth; uniform float back;
out vec4 colour;
void main() {
  float far = length(at);
  float whole = clamp((radius - far) * ratio + 0.5, 0.0, 1.0);
  float inner = clamp((radius - rimWidth - far) * ratio + 0.5, 0.0, 1.0);
  vec4 mixed = mix(edge, inside, inner);
  float alpha = mixed.a * whole * mix(back, 1.0, light);
  colour = vec4(mixed.rgb * alpha, alpha);
}`

const LINE_VERTEX = `#version 300 es
in vec4 ends; in float dense;
uniform vec3 camera; uniform vec2 size; uniform float width;
out float across; out float density;
void main() {${CORNER}
  vec2 from = (ends.xy - camera.xy) * camera.z;
  vec2 to = (ends.zw - camera.xy) * camera.z;
  vec2 way = to - from;
  vec2 aside = vec2(-way.y, way.x) / max(length(way), 0.001);
  across = corner.y * (0.5 * width + 1.0);
  density = dense;
  vec2 at = mix(from, to, 0.5 * corner.x + 0.5) + aside * across;
  gl_Position = vec4(at / (0.5 * size) * vec2(1.0, -1.0), 0.0, 1.0);
}`

const LINE_FRAGMENT = `#version 300 es
precision highp float;
in float across; in float density;
uniform float ratio; uniform float width; uniform vec4 ink;
out vec4 colour;
void main() {
  float alpha = clamp((0.5 * width - abs(across)) * ratio + 0.5, 0.0, 1.0) * density * ink.a;
  colour = vec4(ink.rgb * alpha, alpha);
}`

type Places = Record<string, WebGLUniformLocation | null>

function compile(gl: WebGL2RenderingContext, kind: number, text: string): WebGLShader {
  const shader = gl.createShader(kind)!
  gl.shaderSource(shader, text)
  gl.compileShader(shader)
  return shader
}

type Field = { buffer: string; name: string; size: number; bytes: boolean; stride: number; from: number }
type Rows = Float32Array | Uint8Array

/** Each row of so many values four times. */
function atCorners<T extends Rows>(rows: T, size: number): T {
  const all = new (rows.constructor as new (length: number) => T)(4 * rows.length)
  for (let at = 0; at < rows.length; at += size) {
    const row = rows.subarray(at, at + size)
    for (let corner = 0; corner < 4; corner++) all.set(row, 4 * at + corner * size)
  }
  return all
}

/** The two triangles of each square. */
function triangles(count: number): Uint32Array {
  const all = new Uint32Array(6 * count)
  for (let at = 0; at < count; at++) all.set([4 * at, 4 * at + 1, 4 * at + 2, 4 * at + 2, 4 * at + 1, 4 * at + 3], 6 * at)
  return all
}

/** A program that draws a square for each row of its fields. */
class Stamp {
  readonly program: WebGLProgram
  readonly uniforms: Places = {}
  readonly #array: WebGLVertexArrayObject
  readonly #corners: WebGLBuffer
  readonly #buffers = new Map<string, { buffer: WebGLBuffer; row: number }>()
  #room = 0

  constructor(
    readonly gl: WebGL2RenderingContext,
    vertex: string,
    fragment: string,
    fields: Field[],
    uniforms: string[],
  ) {
    this.program = gl.createProgram()
    gl.attachShader(this.program, compile(gl, gl.VERTEX_SHADER, vertex))
    gl.attachShader(this.program, compile(gl, gl.FRAGMENT_SHADER, fragment))
    gl.linkProgram(this.program)
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS) && !gl.isContextLost())
      throw new Error(gl.getProgramInfoLog(this.program) ?? 'no program')
    for (const name of uniforms) this.uniforms[name] = gl.getUniformLocation(this.program, name)

    this.#array = gl.createVertexArray()
    this.#corners = gl.createBuffer()
    gl.bindVertexArray(this.#array)
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#corners)
    for (const field of fields) {
      const row = field.bytes ? field.stride : field.stride / 4
      if (!this.#buffers.has(field.buffer)) this.#buffers.set(field.buffer, { buffer: gl.createBuffer(), row })
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers.get(field.buffer)!.buffer)
      const place = gl.getAttribLocation(this.program, field.name)
      gl.enableVertexAttribArray(place)
      const kind = field.bytes ? gl.UNSIGNED_BYTE : gl.FLOAT
      gl.vertexAttribPointer(place, field.size, kind, field.bytes, field.stride, field.from)
    }
    gl.bindVertexArray(null)
  }

  fill(name: string, rows: Rows): void {
    const { buffer, row } = this.#buffers.get(name)!
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer)
    this.gl.bufferData(this.gl.ARRAY_BUFFER, atCorners(rows, row), this.gl.DYNAMIC_DRAW)
  }

  draw(count: number): void {
    if (count === 0) return
    this.gl.bindVertexArray(this.#array)
    if (count > this.#room) {
      this.#room = count
      this.gl.bufferData(this.gl.ELEMENT_ARRAY_BUFFER, triangles(count), this.gl.STATIC_DRAW)
    }
    this.gl.drawElements(this.gl.TRIANGLES, 6 * count, this.gl.UNSIGNED_INT, 0)
  }
}

const discStamp = (gl: WebGL2RenderingContext): Stamp =>
  new Stamp(
    gl,
    DISC_VERTEX,
    DISC_FRAGMENT,
    [
      { buffer: 'places', name: 'place', size: 3, bytes: false, stride: 12, from: 0 },
      { buffer: 'colours', name: 'fill', size: 4, bytes: true, stride: 8, from: 0 },
      { buffer: 'colours', name: 'rim', size: 4, bytes: true, stride: 8, from: 4 },
      { buffer: 'lit', name: 'lit', size: 1, bytes: true, stride: 1, from: 0 },
    ],
    ['camera', 'size', 'least', 'ratio', 'rimWidth', 'back'],
  )

const lineStamp = (gl: WebGL2RenderingContext): Stamp =>
  new Stamp(
    gl,
    LINE_VERTEX,
    LINE_FRAGMENT,
    [
      { buffer: 'ends', name: 'ends', size: 4, bytes: false, stride: 16, from: 0 },
      { buffer: 'dense', name: 'dense', size: 1, bytes: true, stride: 1, from: 0 },
    ],
    ['camera', 'size', 'ratio', 'width', 'ink'],
  )

export type Layer = 'cups' | 'ties' | 'way' | 'people'

/** A canvas with these layers, each filled once and drawn at every frame. */
export class Painter {
  readonly #gl: WebGL2RenderingContext
  readonly #discs: Record<'cups' | 'people', Stamp>
  readonly #lines: Record<'ties' | 'way', Stamp>
  readonly #counts: Record<Layer, number> = { cups: 0, ties: 0, way: 0, people: 0 }
  #ratio = 1

  /** Fails where the browser has no WebGL 2. */
  constructor(readonly canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, premultipliedAlpha: true })
    if (!gl) throw new Error('no WebGL 2')
    this.#gl = gl
    this.#discs = { cups: discStamp(gl), people: discStamp(gl) }
    this.#lines = { ties: lineStamp(gl), way: lineStamp(gl) }
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  }

  resize(width: number, height: number, ratio: number): void {
    this.#ratio = ratio
    this.canvas.width = Math.round(width * ratio)
    this.canvas.height = Math.round(height * ratio)
    this.#gl.viewport(0, 0, this.canvas.width, this.canvas.height)
  }

  setDiscs(layer: 'cups' | 'people', discs: Discs): void {
    this.#discs[layer].fill('places', discs.places)
    this.#discs[layer].fill('colours', discs.colours)
    this.setLit(layer, discs.lit)
    this.#counts[layer] = discs.count
  }

  setLit(layer: 'cups' | 'people', lit: Uint8Array): void {
    this.#discs[layer].fill('lit', lit)
  }

  setLines(layer: 'ties' | 'way', lines: Lines): void {
    this.#lines[layer].fill('ends', lines.ends)
    this.#lines[layer].fill('dense', lines.dense)
    this.#counts[layer] = lines.count
  }

  clear(): void {
    this.#gl.clearColor(0, 0, 0, 0)
    this.#gl.clear(this.#gl.COLOR_BUFFER_BIT)
  }

  /** `back`: how much of what is not lit is still seen; `least`: the smallest radius in pixels. */
  discs(layer: 'cups' | 'people', camera: Camera, rimWidth: number, back: number, least: number): void {
    const stamp = this.#discs[layer]
    this.#use(stamp, camera)
    this.#gl.uniform1f(stamp.uniforms.rimWidth!, rimWidth)
    this.#gl.uniform1f(stamp.uniforms.back!, back)
    this.#gl.uniform1f(stamp.uniforms.least!, least)
    stamp.draw(this.#counts[layer])
  }

  lines(layer: 'ties' | 'way', camera: Camera, width: number, ink: Colour, alpha: number, most = Infinity): void {
    const stamp = this.#lines[layer]
    this.#use(stamp, camera)
    this.#gl.uniform1f(stamp.uniforms.width!, width)
    this.#gl.uniform4f(stamp.uniforms.ink!, ink[0] / 255, ink[1] / 255, ink[2] / 255, alpha)
    stamp.draw(Math.min(this.#counts[layer], most))
  }

  #use(stamp: Stamp, camera: Camera): void {
    this.#gl.useProgram(stamp.program)
    this.#gl.uniform3f(stamp.uniforms.camera!, camera.x, camera.y, camera.zoom)
    this.#gl.uniform2f(stamp.uniforms.size!, camera.width, camera.height)
    this.#gl.uniform1f(stamp.uniforms.ratio!, this.#ratio)
  }

  end(): void {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext()
  }
}
