// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Something that is being fetched: keeps what was there before until the new has come, lets the
// last question win, and is `slow` only after 200 ms, so that nothing flickers.

const SLOW_AFTER = 200

export class Loaded<T> {
  value = $state.raw<T | null>(null)
  failure = $state.raw<unknown>(null)
  slow = $state(false)
  #asked = 0
  #abort: AbortController | null = null

  async load(ask: (signal: AbortSignal) => Promise<T>): Promise<void> {
    const mine = ++this.#asked
    this.#abort?.abort()
    this.#abort = new AbortController()
    const timer = setTimeout(() => {
      if (mine === this.#asked) this.slow = true
    }, SLOW_AFTER)

    try {
      const value = await ask(this.#abort.signal)
      if (mine !== this.#asked) return
      this.value = value
      this.failure = null
    } catch (thrown) {
      if (mine === this.#asked) this.failure = thrown
    } finally {
      clearTimeout(timer)
      if (mine === this.#asked) this.slow = false
    }
  }
}
