// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Which part of the picture is looked at, and the flight from one part to another.

export const ZOOM_LEAST = 0.08
export const ZOOM_MOST = 9

export type View = { x: number; y: number; zoom: number }

const FLIGHT = 420

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)
const ease = (part: number): number => 1 - (1 - part) ** 3

export class Camera {
  x = 0
  y = 0
  zoom = 1
  width = 1
  height = 1
  #from: View | null = null
  #to: View | null = null
  #began = 0

  get flying(): boolean {
    return this.#to !== null
  }

  toScreen(x: number, y: number): [number, number] {
    return [(x - this.x) * this.zoom + this.width / 2, (y - this.y) * this.zoom + this.height / 2]
  }

  toPicture(x: number, y: number): [number, number] {
    return [(x - this.width / 2) / this.zoom + this.x, (y - this.height / 2) / this.zoom + this.y]
  }

  /** Zooms so that what is under (x, y) of the screen stays there. */
  zoomAt(factor: number, x: number, y: number): void {
    const [atX, atY] = this.toPicture(x, y)

    this.#to = null
    this.zoom = clamp(this.zoom * factor, ZOOM_LEAST, ZOOM_MOST)
    const [nowX, nowY] = this.toPicture(x, y)
    this.x += atX - nowX
    this.y += atY - nowY
  }

  drag(dx: number, dy: number): void {
    this.#to = null
    this.x -= dx / this.zoom
    this.y -= dy / this.zoom
  }

  go(view: View): void {
    this.#to = null
    this.x = view.x
    this.y = view.y
    this.zoom = clamp(view.zoom, ZOOM_LEAST, ZOOM_MOST)
  }

  fly(view: View, now: number): void {
    this.#from = { x: this.x, y: this.y, zoom: this.zoom }
    this.#to = { ...view, zoom: clamp(view.zoom, ZOOM_LEAST, ZOOM_MOST) }
    this.#began = now
  }

  /** One step of a flight; whether it goes on. */
  step(now: number): boolean {
    if (!this.#to || !this.#from) return false
    const part = ease(clamp((now - this.#began) / FLIGHT, 0, 1))
    const { x, y, zoom } = this.#from
    this.x = x + (this.#to.x - x) * part
    this.y = y + (this.#to.y - y) * part
    this.zoom = zoom * (this.#to.zoom / zoom) ** part
    if (part === 1) this.#to = null
    return true
  }

  /** The view in which a box of the picture stands with room around it. `covered` pixels at the right
   * and `below` pixels at the bottom are covered by something else. */
  framing(box: { left: number; right: number; top: number; bottom: number }, most: number, covered = 0, below = 0): View {
    const width = Math.max(this.width - covered, 80)
    const height = Math.max(this.height - below, 80)
    const room = 0.9
    const zoom = clamp(
      Math.min((room * width) / Math.max(box.right - box.left, 1), (room * height) / Math.max(box.bottom - box.top, 1)),
      ZOOM_LEAST,
      most,
    )
    return {
      x: (box.left + box.right + covered / zoom) / 2,
      y: (box.top + box.bottom + below / zoom) / 2,
      zoom,
    }
  }
}
