// SPDX-License-Identifier: AGPL-3.0-or-later
//
// What was just done, for ten seconds, with the way back. Settings keeps the longer list.
import type { Undone } from './api'
import { post } from './call.svelte'
import { problem, t } from './language.svelte'

const SHOWN_FOR = 10_000

type Said = { text: string; entry: string | null; back: (() => void) | null; bad: boolean }

export const said = $state<{ now: Said | null }>({ now: null })
let timer: ReturnType<typeof setTimeout> | undefined

export function hold(): void {
  clearTimeout(timer)
}

export function release(): void {
  clearTimeout(timer)
  timer = setTimeout(() => (said.now = null), SHOWN_FOR)
}

/** Tells what was done. `entry` is the journal's; `back` runs when it has been taken back. */
export function tell(text: string, entry: string | null = null, back: (() => void) | null = null) {
  said.now = { text, entry, back, bad: false }
  release()
}

export function tellProblem(thrown: unknown): void {
  said.now = { text: problem(thrown), entry: null, back: null, bad: true }
  release()
}

export async function undoNow(): Promise<void> {
  const now = said.now
  if (!now?.entry) return
  said.now = null
  try {
    await post<Undone>('/undo', { entry: now.entry })
    now.back?.()
    tell(t('undo.done'))
  } catch (thrown) {
    tellProblem(thrown)
  }
}
