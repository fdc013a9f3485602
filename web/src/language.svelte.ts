// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The page's words: its own texts (lang/*.json), the sentences that the rooms below it own, and
// dates, numbers and order as the language has them.
import type { Facts } from './api'
import { Problem } from './call.svelte'

export const LANGUAGES = {
  nb: 'Norsk',
  da: 'Dansk',
  sv: 'Svenska',
  en: 'English',
} as const
export type Language = keyof typeof LANGUAGES

type Texts = Record<string, string>
const KEPT = 'tokopp.language'

const own: Record<Language, () => Promise<{ default: Texts }>> = {
  nb: () => import('../lang/nb.json'),
  da: () => import('../lang/da.json'),
  sv: () => import('../lang/sv.json'),
  en: () => import('../lang/en.json'),
}
const below: Record<Language, () => Promise<{ default: Texts }>> = {
  nb: () => import('../lang/sentences/nb.json'),
  da: () => import('../lang/sentences/da.json'),
  sv: () => import('../lang/sentences/sv.json'),
  en: () => import('../lang/sentences/en.json'),
}

const current = $state<{ code: Language; texts: Texts; sentences: Texts }>({
  code: 'en',
  texts: {},
  sentences: {},
})

function known(tag: string | null | undefined): Language | null {
  const first = (tag ?? '').toLowerCase().split('-')[0] ?? ''
  if (first === 'no' || first === 'nn') return 'nb'
  return first in LANGUAGES ? (first as Language) : null
}

/** What the user chose here, else the browser's first language that we speak, else English. */
export function preferred(): Language {
  const tags = [localStorage.getItem(KEPT), ...navigator.languages]
  for (const tag of tags) {
    const found = known(tag)
    if (found) return found
  }
  return 'en'
}

export async function speak(code: Language, keep = false): Promise<void> {
  const [texts, sentences] = await Promise.all([own[code](), below[code]()])

  current.code = code
  current.texts = texts.default
  current.sentences = sentences.default
  document.documentElement.lang = code
  if (keep) localStorage.setItem(KEPT, code)
}

export const language = {
  get code(): Language {
    return current.code
  },
}

export function filled(text: string, places: Facts): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in places ? shown(name, places[name] ?? '') : whole,
  )
}

/** A fact as one says it: "word" and "..._word" are how well two know each other, "day" and
 * "..._day" are days. Anything else stays as it came, also where it looks like a day: that may be
 * the very thing that was wrong in a file. */
function shown(name: string, value: string | number | boolean): string {
  if (typeof value === 'number') return number(value)
  if (typeof value !== 'string') return String(value)
  if (/(^|_)word$/.test(name)) return word('tie', value)
  if (/(^|_)day$/.test(name) && /^\d{4}-\d\d-\d\d(T[\d:]+Z)?$/.test(value)) return day(value)
  return value
}

/** One of the page's own texts. With a `count` the language's own plural is taken. */
export function t(key: string, places: Facts = {}): string {
  let text = current.texts[key]

  if (text === undefined && typeof places.count === 'number') {
    const form = new Intl.PluralRules(current.code).select(places.count)
    text = current.texts[`${key}.${form}`] ?? current.texts[`${key}.other`]
  }
  return text === undefined ? key : filled(text, places)
}

/** Whether the page has a text of this name: words from the server may be newer than the page. */
export const has = (key: string): boolean => key in current.texts

/** A word of the server (an act, a kind, a stage) in the user's language, or as it came. */
export const word = (family: string, value: string): string =>
  current.texts[`${family}.${value}`] ??
  current.sentences[`word-${family}-${value}`] ??
  value.replaceAll('_', ' ')

/** A sentence owned below the page: a reason, an advice. "key#one" is the one to use where the
 * number in the first place of the other is 1. */
export function sentence(key: string, places: Facts = {}): string {
  const text = current.sentences[key]
  const one = current.sentences[key + '#one']
  const first = /\{(\w+)\}/.exec(text ?? '')?.[1] ?? ''

  if (text === undefined) return key.replaceAll('-', ' ')
  return filled(one !== undefined && places[first] === 1 ? one : text, places)
}

/** What to tell the user of a failure. */
export function problem(thrown: unknown): string {
  if (!(thrown instanceof Problem)) return t('problem.unavailable', { subject: '' })
  if (thrown.key === 'connection-lost') return t('connection.lost')
  const subject = thrown.subject
    .split(', ')
    .map(each => current.sentences['word-field-' + each] ?? each)
    .join(', ')
  // The page's own sentence first: some of those below speak of commands.
  if (has('error.' + thrown.key)) return t('error.' + thrown.key, { subject })
  if (thrown.key in current.sentences) return sentence(thrown.key, { subject })
  const plain = `problem.${thrown.reason}`
  return t(has(plain) ? plain : 'problem.unavailable', { subject })
}

/* --- dates, numbers, order --- */

/* Plain "en" would write American dates: take the reader's own English, else the British one that
 * is nearest to the other three languages. */
const englishes = navigator.languages.filter(tag => tag.startsWith('en-'))
const region = (): string => (current.code === 'en' ? (englishes[0] ?? 'en-GB') : current.code)

const asDate = (text: string): Date =>
  text.length === 10 ? new Date(text + 'T12:00:00') : new Date(text)

export const number = (value: number): string => new Intl.NumberFormat(region()).format(value)

/** "7 December", with the year where it is not this one. */
export function day(text: string): string {
  const date = asDate(text)
  if (Number.isNaN(date.getTime())) return text
  const sameYear = date.getFullYear() === new Date().getFullYear()
  return new Intl.DateTimeFormat(region(), {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date)
}

export const shortDay = (text: string): string =>
  new Intl.DateTimeFormat(region(), { day: 'numeric', month: 'short' }).format(asDate(text))

export const longDay = (text: string): string =>
  new Intl.DateTimeFormat(region(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(asDate(text))

export const monthAndYear = (text: string): string =>
  new Intl.DateTimeFormat(region(), { month: 'short', year: 'numeric' }).format(asDate(text))

export const moment = (text: string): string =>
  new Intl.DateTimeFormat(region(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    asDate(text),
  )

/** The day here on which a moment fell, as "2026-12-07". */
export function dayOf(text: string): string {
  const date = asDate(text)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const DAY = 86_400_000

export function daysBetween(from: string, to: string): number {
  return Math.round((asDate(to.slice(0, 10)).getTime() - asDate(from.slice(0, 10)).getTime()) / DAY)
}

/** "yesterday", "3 weeks ago", "in 2 days": how one says it aloud. */
export function ago(text: string, today: string): string {
  const days = daysBetween(today, text)
  const relative = new Intl.RelativeTimeFormat(region(), { numeric: 'auto' })
  const size = Math.abs(days)

  if (size < 7) return relative.format(days, 'day')
  if (size < 60) return relative.format(Math.round(days / 7), 'week')
  if (size < 700) return relative.format(Math.round(days / 30.4), 'month')
  return relative.format(Math.round(days / 365.25), 'year')
}

export function sorted<T>(rows: T[], name: (row: T) => string): T[] {
  const order = new Intl.Collator(region(), { sensitivity: 'accent', numeric: true })
  return [...rows].sort((one, other) => order.compare(name(one), name(other)))
}

export const languageName = (code: string): string =>
  new Intl.DisplayNames([region()], { type: 'language' }).of(code) ?? code
