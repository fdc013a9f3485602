// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The keyboard: one table of keys, shown by `?`. Single letters do nothing while one types, and can
// be switched off (WCAG 2.1.4).
import { go } from './route.svelte'
import { undoNow } from './undo.svelte'

const OFF = 'tokopp.keys-off'

export const keys = $state({ on: localStorage.getItem(OFF) === null, shown: false })

export function switchKeys(on: boolean): void {
  keys.on = on
  if (on) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, '1')
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main [data-row]')]
}

function step(by: number): void {
  const all = rows()
  const at = all.findIndex(row => row === document.activeElement || row.contains(document.activeElement))
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]
  const target = next?.querySelector<HTMLElement>('[data-enter]') ?? next
  target?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** After a row is gone: the focus goes to the one that took its place, or to the heading. */
export function focusNear(at: number): void {
  requestAnimationFrame(() => {
    const left = document.querySelectorAll<HTMLElement>('main [data-row] [data-enter]')
    ;(left[Math.min(at, left.length - 1)] ?? document.querySelector<HTMLElement>('main h1'))?.focus()
  })
}

function press(act: string): void {
  const row = document.activeElement?.closest('[data-row]')
  row?.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click()
}

/** Puts the cursor where one searches; on another screen goes to People first. */
export function search(): void {
  const field = document.querySelector<HTMLElement>('main [data-search]')
  if (field) field.focus()
  else go('people')
}

export type Key = { key: string; says: string; does: () => void }

/** The keys of the screen that is shown; they come before those that hold everywhere. */
export const here = $state<{ table: Key[] }>({ table: [] })

export const TABLE: Key[] = [
  { key: '?', says: 'keys.help', does: () => (keys.shown = true) },
  { key: '/', says: 'keys.search', does: search },
  { key: 'c', says: 'keys.write', does: () => go('write') },
  { key: 't', says: 'keys.today', does: () => go('today') },
  { key: 'p', says: 'keys.people', does: () => go('people') },
  { key: 'n', says: 'keys.network', does: () => go('network') },
  { key: 'i', says: 'keys.import', does: () => go('import') },
  { key: 'j', says: 'keys.next', does: () => step(1) },
  { key: 'k', says: 'keys.previous', does: () => step(-1) },
  { key: 'd', says: 'keys.done', does: () => press('done') },
  { key: 'l', says: 'keys.later', does: () => press('later') },
  { key: 'u', says: 'keys.undo', does: () => void undoNow() },
]

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

export function onKey(event: KeyboardEvent): void {
  if (!keys.on || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (event.key === 'Escape' && typing(event.target)) {
    ;(event.target as HTMLElement).blur()
    return
  }
  if (typing(event.target) || document.querySelector('dialog[open]')) return
  const entry = [...here.table, ...TABLE].find(each => each.key === event.key)
  if (!entry) return
  event.preventDefault()
  entry.does()
}
