// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Pairs that may be one, answered as fast as one can press a key: the next pair stands there
// already, answers go to the server one after the other behind one's back, and wait in the
// browser's own store while the connection is gone.
import type { Double, DoubleAnswered, Doubles, DoubleWord, Undone } from './api'
import { get, onReturn, post, Problem } from './call.svelte'
import { copyOf, dropCopy, keepCopy } from './safe-copy'
import { tellProblem } from './undo.svelte'

const PAGE = 50
const FEW = 15
const COPY = 'doubles'
/** Answers that can be taken back with one key. */
const REMEMBERED = 200

type Answer = { pair: Double; word: DoubleWord; entry: string | null; state: 'waiting' | 'going' | 'there' }

export class Questions {
  /** the pair that is asked about stands first */
  pairs = $state.raw<Double[]>([])
  /** the newest last */
  answers = $state.raw<Answer[]>([])
  known = $state(false)
  failure = $state.raw<unknown>(null)
  later = $state(0)
  #remaining = $state(0)
  #next: string | null = null
  #whole = false
  #fetching = false
  #pumping = false
  /* Answered here and not to be asked again, whatever an older page of the server says. */
  readonly #settled = new Set<string>()
  readonly #end: () => void

  constructor() {
    const left = copyOf<{ pair: Double; word: DoubleWord }[]>(COPY) ?? []
    this.answers = left.map(each => ({ ...each, entry: null, state: 'waiting' }))
    for (const each of left) this.#settled.add(each.pair.id)
    this.#end = onReturn(() => void this.#pump())
    void this.#pump()
    void this.fetch()
  }

  end(): void {
    this.#end()
  }

  get now(): Double | null {
    return this.pairs[0] ?? null
  }

  get left(): number {
    const behind = this.answers.filter(each => each.state !== 'there' && each.word !== 'later').length
    return Math.max(this.#remaining - behind - this.later, this.pairs.length)
  }

  get last(): Answer | null {
    return this.answers.at(-1) ?? null
  }

  /** The next page, behind those that are here. */
  async fetch(): Promise<void> {
    if (this.#fetching || this.#whole) return
    this.#fetching = true
    try {
      const after = this.#next ? `&after=${encodeURIComponent(this.#next)}` : ''
      const page = await get<Doubles>(`/doubles?limit=${PAGE}${after}`)
      const here = new Set(this.pairs.map(each => each.id))
      const fresh = page.rows.filter(each => !this.#settled.has(each.id) && !here.has(each.id))
      this.#remaining = page.remaining
      this.#next = page.next
      this.#whole = page.next === null
      this.pairs = [...this.pairs, ...fresh]
      this.failure = null
    } catch (thrown) {
      this.failure = thrown
    } finally {
      this.#fetching = false
      this.known = true
    }
    if (this.pairs.length < FEW && !this.#whole && !this.failure) await this.fetch()
  }

  answer(word: DoubleWord): void {
    const pair = this.now
    if (!pair) return
    this.#settled.add(pair.id)
    this.pairs = this.pairs.slice(1).filter(each => word !== 'same' || !names(each, pair))
    if (word === 'later') this.later++
    this.answers = [...this.answers, { pair, word, entry: null, state: 'waiting' as const }].slice(-REMEMBERED)
    this.#keep()
    void this.#pump()
    if (this.pairs.length < FEW) void this.fetch()
  }

  /** The last answer is taken back, and its pair asked about again. */
  async back(): Promise<void> {
    const last = this.last
    if (!last) return
    this.answers = this.answers.slice(0, -1)
    if (last.word === 'later') this.later--
    this.#settled.delete(last.pair.id)
    this.pairs = [last.pair, ...this.pairs.filter(each => each.id !== last.pair.id)]
    this.#keep()
    try {
      while (last.state === 'going') await new Promise(resolve => setTimeout(resolve, 20))
      if (last.entry) await post<Undone>('/undo', { entry: last.entry })
    } catch (thrown) {
      tellProblem(thrown)
    }
  }

  /** Asks once more about those that were put off. */
  async again(): Promise<void> {
    this.later = 0
    for (const each of this.answers) if (each.word === 'later') this.#settled.delete(each.pair.id)
    this.#next = null
    this.#whole = false
    await this.#pump()
    await this.fetch()
  }

  #keep(): void {
    const waiting = this.answers.filter(each => each.state !== 'there')
    if (waiting.length === 0) dropCopy(COPY)
    else keepCopy(COPY, waiting.map(({ pair, word }) => ({ pair, word })))
  }

  /** One answer after the other: what is the same changes what comes after it. */
  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      for (let next = this.#waiting(); next; next = this.#waiting()) if (!(await this.#send(next))) return
    } finally {
      this.#pumping = false
    }
    if (this.#whole && this.pairs.length === 0) {
      // Joining may have brought new pairs up.
      this.#whole = false
      this.#next = null
      await this.fetch()
    }
  }

  #waiting(): Answer | undefined {
    return this.answers.find(each => each.state === 'waiting')
  }

  /** FALSE while the connection is gone: the answer waits. */
  async #send(answer: Answer): Promise<boolean> {
    answer.state = 'going'
    try {
      const said = await post<DoubleAnswered>(`/doubles/${answer.pair.id}`, { answer: answer.word })
      answer.entry = said.undo ?? null
      this.#remaining = said.remaining
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.key === 'connection-lost') {
        answer.state = 'waiting'
        return false
      }
      // A pair that an earlier answer has settled is no question any more.
      const gone = thrown instanceof Problem && (thrown.reason === 'not-found' || thrown.reason === 'conflict')
      if (!gone) tellProblem(thrown)
    }
    answer.state = 'there'
    this.#keep()
    return true
  }
}

/** Whether two pairs have a record in common. */
function names(one: Double, other: Double): boolean {
  const ids = [other.one.id, other.other.id]
  return ids.includes(one.one.id) || ids.includes(one.other.id)
}

/* --- what is equal and what differs --- */

/* That both were typed in by hand or met in one month tells nothing. */
const TELLS_NOTHING = ['source', 'last']

export type Line = { field: string; one: string[]; other: string[]; equal: boolean; differs: boolean }

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim()

/** A phone is known by its last eight digits: with or without a country's prefix. */
export function sameValue(one: string, other: string): boolean {
  const digits = (text: string): string => text.replace(/\D/g, '')
  if (/^[+\d\s()/-]{7,}$/.test(one) && /^[+\d\s()/-]{7,}$/.test(other))
    return digits(one).slice(-8) === digits(other).slice(-8)
  return fold(one) === fold(other)
}

/** Two records line by line; a field that neither has is left out. */
export function compared(
  one: DoubleText,
  other: DoubleText,
  fields: readonly string[],
): Line[] {
  return fields
    .map(field => {
      const left = one[field] ?? []
      const right = other[field] ?? []
      const both = left.length > 0 && right.length > 0 && !TELLS_NOTHING.includes(field)
      const equal = both && left.some(each => right.some(value => sameValue(each, value)))
      return { field, one: left, other: right, equal, differs: both && !equal }
    })
    .filter(line => line.one.length > 0 || line.other.length > 0)
}

export type DoubleText = Record<string, string[]>
