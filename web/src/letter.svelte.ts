// SPDX-License-Identifier: AGPL-3.0-or-later
//
// A message on the table: what is typed, what the judge says of it, and what the server has of it.
// Every keystroke goes to the copy in the browser, the text to the server a second after the last.
import type { Finding, Judged, Message, Undoable } from './api'
import { get, onReturn, post, Problem, put } from './call.svelte'
import { moved, type Placed, placed } from './findings'
import { copyOf, dropCopy, keepCopy } from './safe-copy'

const JUDGE_AFTER = 250
const SAVE_AFTER = 900

export type Saved = 'saved' | 'waiting' | 'saving' | 'here-only' | 'refused'

export class Letter {
  message = $state.raw<Message | null>(null)
  subject = $state('')
  body = $state('')
  /** on the text as it was when it was judged last */
  findings = $state.raw<Finding[]>([])
  judgedBody = $state('')
  length = $state.raw<Omit<Judged, 'findings'> | null>(null)
  saved = $state<Saved>('saved')
  failure = $state.raw<unknown>(null)
  recovered = $state(false)
  /** code -> why it may stay as it is: what is said at the approval alone (T4) */
  overruled = $state<Record<string, string>>({})

  #judging: ReturnType<typeof setTimeout> | undefined
  #saving: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #judged = 0
  readonly #end: () => void

  constructor(readonly id: string) {
    this.#end = onReturn(() => {
      if (this.saved === 'here-only') void this.save()
      void this.judge()
    })
  }

  close(): void {
    clearTimeout(this.#judging)
    this.#end()
    if (this.saved === 'waiting') void this.save()
  }

  get #copy(): string {
    return 'message.' + this.id
  }

  get changed(): boolean {
    const message = this.message
    return message !== null && (message.subject !== this.subject || message.body !== this.body)
  }

  readonly marks = $derived(
    moved(placed(this.judgedBody, this.findings), this.judgedBody, this.body),
  )
  readonly standing = $derived(
    this.marks.filter(each => each.severity === 'error' && !each.overruled).length,
  )

  take(told: Message, text: boolean): void {
    // As a text field has it: its line ends are one character.
    const message = { ...told, body: told.body.replace(/\r\n?/g, '\n') }

    this.message = message
    if (text) {
      this.subject = message.subject
      this.body = message.body
    }
    // What was judged while one typed holds the proposals, too: it stays where it is of this text.
    const stale = text || this.judgedBody !== this.body
    if (stale && message.body === this.body && message.subject === this.subject) {
      this.findings = message.body === told.body ? message.findings : []
      this.judgedBody = this.body
      this.#judged++
    }
  }

  async load(): Promise<void> {
    const typed = copyOf<{ subject: string; body: string }>(this.#copy)

    this.take(await get<Message>(`/messages/${this.id}`), true)
    if (typed && this.message?.state !== 'sent') {
      this.recovered = typed.body !== this.body || typed.subject !== this.subject
      this.subject = typed.subject
      this.body = typed.body
      if (this.recovered) this.typed()
      else dropCopy(this.#copy)
    }
    void this.judge()
  }

  /** Call after every keystroke. */
  typed(): void {
    keepCopy(this.#copy, { subject: this.subject, body: this.body })
    this.saved = 'waiting'
    clearTimeout(this.#judging)
    clearTimeout(this.#saving)
    this.#judging = setTimeout(() => void this.judge(), JUDGE_AFTER)
    this.#saving = setTimeout(() => void this.save(), SAVE_AFTER)
  }

  async judge(): Promise<void> {
    const message = this.message
    const mine = ++this.#judged
    if (!message || message.state === 'sent' || message.state === 'discarded') return
    const { subject, body } = this
    try {
      const { findings, ...length } = await post<Judged>(`/messages/${this.id}/judge`, {
        subject,
        body,
      })
      if (mine !== this.#judged) return
      this.findings = findings
      this.judgedBody = body
      this.length = length
    } catch {
      /* without an answer the earlier findings stay; the approval asks the server anyway */
    }
  }

  /** It is fine, and why; without a reason it is pointed out again. The server remembers it for
   * these words, or for none where the finding is about the text as a whole. */
  async overrule(finding: Placed, reason: string): Promise<Undoable> {
    const words = finding.whole ? '' : this.body.slice(finding.start, finding.end)
    const answer = await post<Message & Undoable>(`/messages/${this.id}/overrule`, {
      code: finding.code,
      words,
      reason,
    })
    await this.judge()
    return answer
  }

  /** Brings the text to the server; returns when it is there or it is known that it is not. */
  async save(): Promise<void> {
    clearTimeout(this.#saving)
    await this.#running
    if (!this.changed) {
      this.saved = 'saved'
      dropCopy(this.#copy)
      return
    }
    this.#running = this.#bring()
    await this.#running
    this.#running = null
  }

  async #bring(): Promise<void> {
    const { subject, body } = this
    this.saved = 'saving'
    try {
      const message = await put<Message & Undoable>(`/messages/${this.id}`, { subject, body })
      const untouched = subject === this.subject && body === this.body

      this.take({ ...message, subject, body }, false)
      this.saved = untouched ? 'saved' : 'waiting'
      this.failure = null
      if (untouched) dropCopy(this.#copy)
    } catch (thrown) {
      this.failure = thrown
      this.saved = thrown instanceof Problem && thrown.status === 0 ? 'here-only' : 'refused'
    }
  }

  async approve(): Promise<Undoable> {
    await this.save()
    if (this.saved !== 'saved') throw this.failure
    const overrule = Object.entries(this.overruled)
      .map(([code, reason]) => ({ code, reason: reason.trim() }))
      .filter(each => each.reason !== '')
    const approved = await post<Message & Undoable>(`/messages/${this.id}/approve`, { overrule })
    this.take(approved, true)
    return approved
  }

  async redraft(): Promise<void> {
    await this.save()
    this.take(await post<Message>(`/messages/${this.id}/redraft`), true)
    this.saved = 'saved'
    dropCopy(this.#copy)
    void this.judge()
  }

  async sent(): Promise<Undoable> {
    const sent = await post<Message & Undoable>(`/messages/${this.id}/sent`)
    this.take(sent, true)
    return sent
  }

  /** An answer that came by another way than imported mail. */
  async answered(outcome: string): Promise<Undoable> {
    const answered = await post<Undoable>(`/messages/${this.id}/answer`, { outcome })
    this.take(await get<Message>(`/messages/${this.id}`), true)
    return answered
  }

  async discard(): Promise<Undoable> {
    const gone = await post<Undoable>(`/messages/${this.id}/discard`)
    dropCopy(this.#copy)
    this.saved = 'saved'
    clearTimeout(this.#saving)
    return gone
  }
}
