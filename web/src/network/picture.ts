// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The network as one looks at it. Draws only when something has changed. While it moves it draws as
// many ties as go into a frame, the strongest first; at rest all of them. What pointer, wheel,
// fingers and keys do to it stands in hands.ts.
import type { Network } from '../api'
import { Camera, type View } from './camera'
import { hear } from './hands'
import type { Cup, Layout } from './layout'
import { MY_RADIUS } from './layout'
import { type Label, Labels } from './labels'
import { Nearest } from './nearest'
import { Painter } from './paint'
import { type Colour, css, cupOf, mix, type Palette, readPalette } from './palette'

export const ME = -1

export type Hooks = {
  /** Somebody (or -1: nobody) under the pointer, whose dot stands at (x, y) of the picture's box. */
  hover: (person: number, x: number, y: number) => void
  /** Somebody was chosen; -1: nobody any more. */
  choose: (person: number) => void
  /** The keyboard went on to somebody. */
  focus: (person: number) => void
}

const FRAME_LONG = 20
const TIES_FEWEST = 500
const REST_AFTER = 140
const NAMES_FROM = 3
const NAMES_MOST = 60
const NAMED_ALWAYS = 12
const RATIO_MOST = 2
/* What is in my own cup, as in the sign of the page. */
const COFFEE: Colour = [107, 66, 38]

const bytes = ([red, green, blue]: Colour, alpha = 255): number[] => [red, green, blue, alpha]

export class Picture {
  readonly camera = new Camera()
  #painter: Painter
  #labels: Labels
  #palette: Palette = readPalette()
  #network: Network | null = null
  #cups: Cup[] = []
  #x: Float32Array = new Float32Array()
  #y: Float32Array = new Float32Array()
  #half = { width: 100, height: 100 }
  #nearest = new Nearest([], [], 0)
  #meSays = ''
  /** on the lit ways, the best one first; ME is where each begins */
  #ways: number[][] = []
  #chosen = -1
  #focused = -1
  #hovered = -1
  #asked = 0
  #moved = 0
  #frameAt = 0
  #budget = 8000
  #inTime = 0
  #fitted = false
  #covered = { right: 0, below: 0 }
  readonly #end = new AbortController()
  readonly #watch: ResizeObserver
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)')

  /** Fails where the browser has no WebGL 2. */
  constructor(
    readonly box: HTMLElement,
    paint: HTMLCanvasElement,
    text: HTMLCanvasElement,
    readonly hooks: Hooks,
  ) {
    this.#painter = new Painter(paint)
    this.#labels = new Labels(text)
    const on = { signal: this.#end.signal }
    hear(box, this, this.#end.signal)
    paint.addEventListener('webglcontextlost', event => event.preventDefault(), on)
    paint.addEventListener('webglcontextrestored', () => this.#again(paint), on)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.recolour(), on)
    this.#watch = new ResizeObserver(() => this.#resize())
    this.#watch.observe(box)
    this.#resize()
  }

  end(): void {
    this.#end.abort()
    this.#watch.disconnect()
    cancelAnimationFrame(this.#asked)
    this.#painter.end()
  }

  /* --- what is shown --- */

  show(network: Network, layout: Layout, me: string): void {
    this.#network = network
    this.#cups = layout.cups
    this.#x = layout.x
    this.#y = layout.y
    this.#half = { width: layout.width, height: layout.height }
    this.#meSays = me
    this.#nearest = new Nearest(this.#x, this.#y, network.people.id.length)
    this.#fill()
    if (!this.#fitted) this.camera.go(this.#whole())
    this.#fitted = true
    this.ask()
  }

  place(person: number): { x: number; y: number } {
    return person === ME ? { x: 0, y: 0 } : { x: this.#x[person] ?? 0, y: this.#y[person] ?? 0 }
  }

  /** Lights the ways up, each a list of people that begins with ME; none: everybody stands in the
   * same light. */
  light(ways: number[][], chosen: number): void {
    this.#ways = ways
    this.#chosen = chosen
    this.#fillLight()
    this.ask()
  }

  /** Parts of the box that something else lies over. */
  cover(right: number, below: number): void {
    this.#covered = { right, below }
  }

  fit(): void {
    this.#fly(this.#whole())
  }

  /** Everybody on the lit ways, or the chosen one, comes into sight. */
  frame(people: number[]): void {
    const places = people.map(each => this.place(each))
    const margin = 26
    const box = {
      left: Math.min(...places.map(each => each.x)) - margin,
      right: Math.max(...places.map(each => each.x)) + margin,
      top: Math.min(...places.map(each => each.y)) - margin,
      bottom: Math.max(...places.map(each => each.y)) + margin,
    }
    this.#fly(this.camera.framing(box, 4, this.#covered.right, this.#covered.below))
  }

  zoom(factor: number): void {
    const { x, y, zoom } = this.camera
    this.#fly({ x, y, zoom: zoom * factor })
  }

  recolour(): void {
    this.#palette = readPalette()
    if (this.#network) this.#fill()
    this.ask()
  }

  #whole(): View {
    const { width, height } = this.#half
    return this.camera.framing(
      { left: -width, right: width, top: -height, bottom: height },
      3,
      this.#covered.right,
      this.#covered.below,
    )
  }

  #fly(view: View): void {
    if (this.#calm.matches) this.camera.go(view)
    else this.camera.fly(view, performance.now())
    this.#moved = performance.now()
    this.ask()
  }

  #resize(): void {
    const { width, height } = this.box.getBoundingClientRect()
    const ratio = Math.min(devicePixelRatio, RATIO_MOST)
    if (width === 0 || height === 0) return
    const whole = this.#fitted && this.camera.width === 1
    this.camera.width = width
    this.camera.height = height
    this.#painter.resize(width, height, ratio)
    this.#labels.resize(width, height, ratio)
    if (whole) this.camera.go(this.#whole())
    this.ask()
  }

  #again(paint: HTMLCanvasElement): void {
    this.#painter = new Painter(paint)
    this.#resize()
    if (this.#network) this.#fill()
  }

  /* --- the layers --- */

  #fill(): void {
    const network = this.#network!
    const count = network.people.id.length
    const places = new Float32Array(3 * (count + 2))
    const colours = new Uint8Array(8 * (count + 2))
    const words = new Map<string, ReturnType<typeof cupOf>>()

    network.people.tie.forEach((tie, at) => {
      let look = words.get(tie)
      if (!look) words.set(tie, (look = cupOf(tie, this.#palette)))
      places.set([this.#x[at]!, this.#y[at]!, look.radius], 3 * at)
      colours.set([...bytes(look.fill), ...bytes(look.rim)], 8 * at)
    })
    places.set([0, 0, MY_RADIUS], 3 * count)
    places.set([0, 0, MY_RADIUS * 0.66], 3 * (count + 1))
    colours.set([...bytes(this.#palette.sheet), ...bytes(this.#palette.accent)], 8 * count)
    colours.set([...bytes(COFFEE), ...bytes(COFFEE)], 8 * (count + 1))
    this.#painter.setDiscs('people', { places, colours, lit: new Uint8Array(count + 2), count: count + 2 })
    this.#fillCups()
    this.#fillTies()
    this.#fillLight()
  }

  #fillCups(): void {
    const shown = this.#cups.filter(cup => cup.radius > 0)
    const { sheet, milk, edge } = this.#palette
    const rim = mix(milk, edge, 0.35)

    this.#painter.setDiscs('cups', {
      places: new Float32Array(shown.flatMap(cup => [cup.x, cup.y, cup.radius])),
      colours: new Uint8Array(shown.flatMap(() => [...bytes(sheet), ...bytes(rim)])),
      lit: new Uint8Array(shown.length).fill(255),
      count: shown.length,
    })
  }

  #fillTies(): void {
    const { from, to, strength } = this.#network!.ties
    const ends = new Float32Array(4 * from.length)
    const dense = new Uint8Array(from.length)

    for (let at = 0; at < from.length; at++) {
      const one = from[at]!
      const two = to[at]!
      ends.set([this.#x[one]!, this.#y[one]!, this.#x[two]!, this.#y[two]!], 4 * at)
      dense[at] = Math.round(70 + 1.85 * strength[at]!)
    }
    this.#painter.setLines('ties', { ends, dense, count: from.length })
  }

  /** Who stands in the light, and the lines that are drawn over the others: the lit ways, or else
   * the ties of whom one points at. */
  #fillLight(): void {
    const count = this.#network?.people.id.length ?? 0
    const lit = new Uint8Array(count + 2)
    lit.fill(255, count)
    const lines: { one: number; two: number; dense: number }[] = []

    this.#ways.forEach((way, rank) => {
      way.forEach((person, at) => {
        lit[person === ME ? count : person] = 255
        if (at > 0) lines.push({ one: way[at - 1]!, two: person, dense: rank === 0 ? 255 : 110 })
      })
    })
    if (this.#ways.length === 0) {
      lit.fill(255)
      const centre = this.#hovered >= 0 ? this.#hovered : this.#focused
      const { from, to } = this.#network?.ties ?? { from: [], to: [] }
      for (let at = 0; centre >= 0 && at < from.length; at++)
        if (from[at] === centre || to[at] === centre) lines.push({ one: from[at]!, two: to[at]!, dense: 170 })
    }
    if (this.#chosen >= 0) lit[this.#chosen] = 255
    // The best way lies on top.
    lines.reverse()
    this.#painter.setLit('people', lit)
    this.#painter.setLines('way', {
      ends: new Float32Array(
        lines.flatMap(({ one, two }) => [this.place(one), this.place(two)].flatMap(({ x, y }) => [x, y])),
      ),
      dense: new Uint8Array(lines.map(each => each.dense)),
      count: lines.length,
    })
  }

  /* --- one frame --- */

  ask(): void {
    if (this.#asked) return
    this.#asked = requestAnimationFrame(now => {
      this.#asked = 0
      this.#draw(now)
    })
  }

  #draw(now: number): void {
    const flying = this.camera.step(now)
    const moving = flying || now - this.#moved < REST_AFTER
    const { coffee, accent, line, edge } = this.#palette
    const painter = this.#painter
    const dimmed = this.#ways.length > 0
    const zoom = this.camera.zoom

    this.#balance(now, moving)
    painter.clear()
    painter.discs('cups', this.camera, 1.25, 1, 0)
    painter.lines(
      'ties',
      this.camera,
      1,
      mix(edge, line, 0.1),
      this.#density() * (dimmed ? 0.25 : 1),
      moving ? this.#budget : Infinity,
    )
    const pointing = !dimmed && (this.#hovered >= 0 || this.#focused >= 0)
    painter.lines('way', this.camera, dimmed ? 3 : 1.5, dimmed ? accent : coffee, pointing ? 0.8 : 1)
    painter.discs('people', this.camera, Math.min(Math.max(zoom, 0.8), 2), dimmed ? 0.28 : 1, 1.1)
    const [x, y] = this.camera.toScreen(0, 0)
    this.#labels.draw(this.#names(), [{ x, y, radius: MY_RADIUS * zoom }], this.camera, this.#palette)
    this.#rings()
    if (moving) this.ask()
  }

  /** Fewer ties where the last frame took too long, a few more after many that did not. */
  #balance(now: number, moving: boolean): void {
    const took = now - this.#frameAt
    this.#frameAt = now
    if (!moving || took > 250) return
    this.#inTime = took > FRAME_LONG ? 0 : this.#inTime + 1
    if (took > FRAME_LONG) this.#budget = Math.max(TIES_FEWEST, Math.round(this.#budget * 0.6))
    else if (this.#inTime > 60) this.#budget = Math.min(40_000, this.#budget + 100)
  }

  /** The more ties on the less room, the paler each. */
  #density(): number {
    const count = Math.max(this.#network?.ties.from.length ?? 0, 1)
    const room = Math.sqrt((this.camera.width * this.camera.height) / 1e6)
    return Math.min(0.9, Math.max(0.05, (700 * room) / count) + 0.025 * Math.min(this.camera.zoom, 3))
  }

  *#names(): Generator<Label> {
    const network = this.#network
    if (!network) return
    const camera = this.camera
    const label = (person: number, strong: boolean, colour: Label['colour']): Label => {
      const { x, y } = this.place(person)
      const [left, top] = camera.toScreen(x, y)
      const radius = person === ME ? MY_RADIUS : 4
      const text = person === ME ? this.#meSays : (network.people.name[person] ?? '')
      return { text, x: left, y: top - radius * camera.zoom - 4, size: strong ? 14 : 12, strong, colour }
    }

    if (this.#chosen >= 0) yield label(this.#chosen, true, 'accent')
    for (const person of new Set(this.#ways.flat())) if (person !== this.#chosen) yield label(person, true, 'ink')
    if (this.#focused >= 0) yield label(this.#focused, true, 'ink')
    if (this.#ways.length === 0) yield label(ME, true, 'accent')
    yield* this.#cupNames()
    if (camera.zoom < NAMES_FROM || this.#ways.length > 0) return
    let count = 0
    for (let at = 0; at < network.people.id.length && count < NAMES_MOST; at++) {
      const [left, top] = camera.toScreen(this.#x[at]!, this.#y[at]!)
      if (left < 0 || top < 0 || left > camera.width || top > camera.height) continue
      count++
      yield label(at, false, 'ink')
    }
  }

  *#cupNames(): Generator<Label> {
    const camera = this.camera
    const dimmed = this.#ways.length > 0
    const order = this.#cups
      .map((cup, at) => ({ cup, name: this.#network!.circles[at]?.name ?? '' }))
      .filter(({ cup }) => cup.radius > 0)
      .sort((one, other) => other.cup.people - one.cup.people)

    for (const [rank, { cup, name }] of order.entries()) {
      // From far away the largest are named, from near all that have room.
      if (rank >= NAMED_ALWAYS && cup.radius * camera.zoom < 9) continue
      const [x, y] = camera.toScreen(cup.x, cup.y)
      const radius = cup.radius * camera.zoom
      const size = Math.round(Math.min(Math.max(10 + radius * 0.05, 11), 17))
      const most = rank < NAMED_ALWAYS ? Infinity : 4.4 * radius + 24
      yield { text: name, x, y: y - radius - 2, size, strong: true, colour: dimmed ? 'soft' : 'coffee', most }
    }
  }

  /** Around whom one points at, whom the keyboard stands on, and whom one has chosen. */
  #rings(): void {
    const context = this.#labels.canvas.getContext('2d')!
    const ring = (person: number, colour: Colour, width: number, away: number): void => {
      if (person < 0) return
      const { x, y } = this.place(person)
      const [left, top] = this.camera.toScreen(x, y)
      context.beginPath()
      context.arc(left, top, Math.max(4.5 * this.camera.zoom, 4) + away, 0, 2 * Math.PI)
      context.strokeStyle = css(colour)
      context.lineWidth = width
      context.stroke()
    }
    ring(this.#hovered, this.#palette.coffee, 2, 2)
    ring(this.#chosen, this.#palette.accent, 3, 3)
    ring(this.#focused, this.#palette.ink, 3, 5)
  }

  /* --- what hand and keyboard find --- */

  /** Who stands at (x, y) of the box, or no further away than that many pixels; -1: nobody. */
  under(x: number, y: number, reach: number): number {
    const [atX, atY] = this.camera.toPicture(x, y)
    return this.#nearest.at(atX, atY, Math.max(reach / this.camera.zoom, 5))
  }

  hover(person: number): void {
    if (person === this.#hovered) return
    this.#hovered = person
    const { x, y } = this.place(person)
    const [left, top] = this.camera.toScreen(x, y)
    this.hooks.hover(person, left, top)
    if (this.#ways.length === 0) this.#fillLight()
    this.ask()
  }

  /** The hand has moved the camera. */
  moved(): void {
    this.hover(-1)
    this.#moved = performance.now()
    this.ask()
  }

  /** The hand has touched somebody, or nobody (-1): the keyboard begins anew. */
  touch(person: number): void {
    this.#focused = -1
    this.hooks.choose(person)
  }

  /** The keyboard chooses whom it stands on. */
  chooseFocused(): void {
    if (this.#focused >= 0) this.hooks.choose(this.#focused)
  }

  chooseNobody(): void {
    this.hooks.choose(-1)
  }

  /** The keyboard goes on to the nearest in that direction. */
  step(right: number, down: number): void {
    const { x, y } = this.#focused >= 0 ? this.place(this.#focused) : this.camera
    const next = this.#focused >= 0 ? this.#nearest.towards(x, y, right, down) : this.#nearest.at(x, y, 400)

    if (next < 0) return
    this.focus(next)
    this.hooks.focus(next)
  }

  /** The keyboard stands on somebody (-1: on nobody), who is brought into sight. */
  focus(person: number): void {
    this.#focused = person
    if (person >= 0) {
      const { x, y } = this.place(person)
      const [left, top] = this.camera.toScreen(x, y)
      const edge = 60
      const inside =
        left > edge &&
        top > edge &&
        left < this.camera.width - this.#covered.right - edge &&
        top < this.camera.height - this.#covered.below - edge
      if (!inside || this.camera.zoom < 1.2) this.#fly({ x, y, zoom: Math.max(this.camera.zoom, 1.6) })
    }
    if (this.#ways.length === 0) this.#fillLight()
    this.ask()
  }
}
