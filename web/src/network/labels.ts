// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The names over the picture: those that matter first, and none over another.
import type { Camera } from './camera'
import { css, type Palette } from './palette'

export type Label = {
  text: string
  /** of its middle at the bottom, on the screen */
  x: number
  y: number
  size: number
  strong: boolean
  colour: 'ink' | 'soft' | 'coffee' | 'accent'
  /** wider than this it is left out */
  most?: number
}

/** A place that no label may cover. */
export type Kept = { x: number; y: number; radius: number }

const MOST = 90
const FAMILY = 'system-ui, sans-serif'

type Box = { left: number; right: number; top: number; bottom: number }

const apart = (one: Box, other: Box): boolean =>
  one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top

export class Labels {
  readonly #context: CanvasRenderingContext2D
  readonly #widths = new Map<string, number>()
  #ratio = 1

  constructor(readonly canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext('2d')!
  }

  resize(width: number, height: number, ratio: number): void {
    this.#ratio = ratio
    this.canvas.width = Math.round(width * ratio)
    this.canvas.height = Math.round(height * ratio)
  }

  #font(label: Label): string {
    return `${label.strong ? 620 : 500} ${label.size}px ${FAMILY}`
  }

  #width(label: Label): number {
    const font = this.#font(label)
    const key = font + label.text
    let width = this.#widths.get(key)
    if (width === undefined) {
      if (this.#widths.size > 5000) this.#widths.clear()
      this.#context.font = font
      width = this.#context.measureText(label.text).width
      this.#widths.set(key, width)
    }
    return width
  }

  /** Writes the labels in their order, as far as there is room for them. */
  draw(labels: Iterable<Label>, kept: Kept[], camera: Camera, palette: Palette): void {
    const context = this.#context
    const taken: Box[] = kept.map(({ x, y, radius }) => ({
      left: x - radius,
      right: x + radius,
      top: y - radius,
      bottom: y + radius,
    }))

    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0)
    context.clearRect(0, 0, camera.width, camera.height)
    context.textAlign = 'center'
    context.textBaseline = 'bottom'
    context.lineJoin = 'round'
    context.lineWidth = 3.5
    context.strokeStyle = css(palette.paper, 0.92)
    for (const label of labels) {
      if (label.x < -80 || label.x > camera.width + 80 || label.y < -10 || label.y > camera.height + 30) continue
      const width = this.#width(label)
      if (width > (label.most ?? Infinity)) continue
      const half = width / 2 + 3
      const box = { left: label.x - half, right: label.x + half, top: label.y - label.size - 2, bottom: label.y + 1 }
      if (!taken.every(other => apart(box, other))) continue
      taken.push(box)
      context.font = this.#font(label)
      context.strokeText(label.text, label.x, label.y)
      context.fillStyle = css(palette[label.colour])
      context.fillText(label.text, label.x, label.y)
      if (taken.length >= MOST) return
    }
  }
}
