// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Pointer, wheel, fingers and keys over the picture: what each does to the camera, and whom it finds.
import type { Camera } from './camera'

/** What hands can do to a picture. */
export type Scene = {
  readonly camera: Camera
  /** Who is no further than that many pixels from (x, y) of the box; -1: nobody. */
  under: (x: number, y: number, reach: number) => number
  hover: (person: number) => void
  /** The hand has moved the camera. */
  moved: () => void
  touch: (person: number) => void
  chooseFocused: () => void
  chooseNobody: () => void
  step: (right: number, down: number) => void
  zoom: (factor: number) => void
  fit: () => void
}

type Place = { x: number; y: number }

const MOUSE_REACH = 14
const FINGER_REACH = 22
/* Less than that many pixels is a trembling hand, not a drag. */
const STILL = 4
const WHEEL_LINE = 18
const ZOOM_STEP = 1.6
const ARROWS: Record<string, [right: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Hears what happens in the box until the signal ends it. */
export function hear(box: HTMLElement, scene: Scene, signal: AbortSignal): void {
  const pointers = new Map<number, Place>()
  let travelled = 0

  const here = (event: PointerEvent | WheelEvent): Place => {
    const { left, top } = box.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }

  const down = (event: PointerEvent): void => {
    if (event.target instanceof Element && event.target.closest('button, a')) return
    box.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, here(event))
    if (pointers.size === 1) travelled = 0
  }

  const move = (event: PointerEvent): void => {
    const at = here(event)
    const before = pointers.get(event.pointerId)

    if (!before) {
      if (event.pointerType === 'mouse') scene.hover(scene.under(at.x, at.y, MOUSE_REACH))
      return
    }
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      const was = Math.hypot(before.x - other.x, before.y - other.y)
      const is = Math.hypot(at.x - other.x, at.y - other.y)
      if (was > 1) scene.camera.zoomAt(is / was, (at.x + other.x) / 2, (at.y + other.y) / 2)
      travelled += 10
    } else {
      travelled += Math.abs(at.x - before.x) + Math.abs(at.y - before.y)
      if (travelled > STILL) scene.camera.drag(at.x - before.x, at.y - before.y)
    }
    pointers.set(event.pointerId, at)
    scene.moved()
  }

  const up = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return
    if (event.type !== 'pointerup' || pointers.size > 0 || travelled > STILL) return
    const { x, y } = here(event)
    scene.touch(scene.under(x, y, event.pointerType === 'mouse' ? MOUSE_REACH : FINGER_REACH))
  }

  const wheel = (event: WheelEvent): void => {
    const { x, y } = here(event)
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1

    event.preventDefault()
    scene.camera.zoomAt(Math.exp(-event.deltaY * lines * 0.0016), x, y)
    scene.moved()
  }

  const key = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key]

    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return
    if (arrow) scene.step(...arrow)
    else if (event.key === '+') scene.zoom(ZOOM_STEP)
    else if (event.key === '-') scene.zoom(1 / ZOOM_STEP)
    else if (event.key === '0') scene.fit()
    else if (event.key === 'Enter') scene.chooseFocused()
    else if (event.key === 'Escape') scene.chooseNobody()
    else return
    event.preventDefault()
  }

  const on = { signal }
  box.addEventListener('pointerdown', down, on)
  box.addEventListener('pointermove', move, on)
  box.addEventListener('pointerup', up, on)
  box.addEventListener('pointercancel', up, on)
  box.addEventListener('pointerleave', () => scene.hover(-1), on)
  box.addEventListener('wheel', wheel, { ...on, passive: false })
  box.addEventListener('keydown', key, on)
}
