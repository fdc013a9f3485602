// SPDX-License-Identifier: AGPL-3.0-or-later
//
// A copy of what is being typed, in the browser itself, written at every keystroke: a closed tab,
// a dead battery or a lost net lose no word. It goes when the server has the same text.

const PREFIX = 'tokopp.copy.'
const KEPT_FOR = 60 * 86_400_000

type Copy<T> = { at: number; value: T }

export function keepCopy<T>(name: string, value: T): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), value }))
  } catch {
    /* a full or forbidden storage must not stop the typing; the server has the text a second later */
  }
}

export function copyOf<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name)
    return text === null ? null : (JSON.parse(text) as Copy<T>).value
  } catch {
    return null
  }
}

export function dropCopy(name: string): void {
  localStorage.removeItem(PREFIX + name)
}

/** Copies that nobody came back for in two months go. */
export function sweepCopies(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue
    try {
      const copy = JSON.parse(localStorage.getItem(key) ?? '') as Copy<unknown>
      if (Date.now() - copy.at > KEPT_FOR) localStorage.removeItem(key)
    } catch {
      localStorage.removeItem(key)
    }
  }
}
