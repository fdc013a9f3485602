// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Who stands at a place of the picture, and who next to somebody: squares of a grid, so that the
// pointer needs not ask five thousand people.

const SIDE = 24

export class Nearest {
  readonly #squares = new Map<number, number[]>()

  constructor(
    readonly x: ArrayLike<number>,
    readonly y: ArrayLike<number>,
    readonly count: number,
  ) {
    for (let at = 0; at < count; at++) {
      const key = square(x[at]!, y[at]!)
      const found = this.#squares.get(key)
      if (found) found.push(at)
      else this.#squares.set(key, [at])
    }
  }

  /** The nearest to (x, y) within `far`; -1 for nobody. */
  at(x: number, y: number, far: number): number {
    let best = -1
    let least = far * far

    for (let row = Math.floor((y - far) / SIDE); row <= Math.floor((y + far) / SIDE); row++) {
      for (let column = Math.floor((x - far) / SIDE); column <= Math.floor((x + far) / SIDE); column++) {
        for (const each of this.#squares.get(key(column, row)) ?? []) {
          const dx = this.x[each]! - x
          const dy = this.y[each]! - y
          const distance = dx * dx + dy * dy
          if (distance <= least) {
            least = distance
            best = each
          }
        }
      }
    }
    return best
  }

  /** The next one to the left (-1, 0), right (1, 0), up (0, -1) or down (0, 1) of a place: near and
   * rather straight ahead than aside; -1 at the edge. */
  towards(x: number, y: number, right: number, down: number): number {
    let best = -1
    let least = Infinity

    for (let at = 0; at < this.count; at++) {
      const dx = this.x[at]! - x
      const dy = this.y[at]! - y
      const ahead = dx * right + dy * down
      const aside = Math.abs(dx * down) + Math.abs(dy * right)
      if (ahead <= 0.01 || aside > ahead) continue
      const far = ahead + 2 * aside
      if (far < least) {
        least = far
        best = at
      }
    }
    return best
  }
}

const key = (column: number, row: number): number => column * 65_536 + row
const square = (x: number, y: number): number => key(Math.floor(x / SIDE), Math.floor(y / SIDE))
