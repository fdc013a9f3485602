// SPDX-License-Identifier: AGPL-3.0-or-later
//
// From the judge's byte offsets to the characters of a text field, and from overlapping findings to
// a row of pieces that can be underlined one by one.
import type { Finding, Severity } from './api'

/** What one click puts into the text, instead of what stands from start to end. */
export type Change = { start: number; end: number; text: string }
export type Placed = Finding & { start: number; end: number; whole: boolean; change: Change | null }
export type Piece = { text: string; severity: Severity | null; finding: number }

const WEIGHT: Record<Severity, number> = { error: 3, warning: 2, hint: 1 }

/** Bytes of the UTF-8 text -> index in the JavaScript string; past the end gives the end. */
export function indexes(text: string, offsets: number[]): Map<number, number> {
  const wanted = [...new Set(offsets)].sort((one, other) => one - other)
  const found = new Map<number, number>()
  let bytes = 0
  let at = 0
  let next = 0

  for (const character of text) {
    while (next < wanted.length && (wanted[next] ?? 0) <= bytes) found.set(wanted[next++] ?? 0, at)
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    at += character.length
  }
  for (; next < wanted.length; next++) found.set(wanted[next] ?? 0, at)
  return found
}

/** Findings with their places in the string, worst first, then as they come in the text. */
export function placed(text: string, findings: Finding[]): Placed[] {
  const at = indexes(
    text,
    findings.flatMap(each => [
      each.from,
      each.until,
      ...(each.proposal ? [each.proposal.from, each.proposal.until] : []),
    ]),
  )
  const changeOf = ({ proposal }: Finding): Change | null =>
    proposal
      ? {
          start: at.get(proposal.from) ?? 0,
          end: at.get(proposal.until) ?? text.length,
          text: proposal.text,
        }
      : null

  return findings
    .map(each => {
      const start = at.get(each.from) ?? 0
      const end = at.get(each.until) ?? text.length
      const whole = end <= start || (start === 0 && end >= text.length)
      return { ...each, start, end, whole, change: changeOf(each) }
    })
    .sort(
      (one, other) => WEIGHT[other.severity] - WEIGHT[one.severity] || one.start - other.start,
    )
}

/** The text cut at every border of a finding; where two overlap, the worse one shows. */
export function pieces(text: string, findings: Placed[]): Piece[] {
  const marked = findings
    .map((finding, index) => ({ finding, index }))
    .filter(each => !each.finding.whole && !each.finding.overruled)
  const cuts = [
    ...new Set([
      0,
      text.length,
      ...marked.flatMap(each => [each.finding.start, each.finding.end]),
    ]),
  ].sort((one, other) => one - other)
  const row: Piece[] = []

  for (let at = 0; at + 1 < cuts.length; at++) {
    const from = cuts[at] ?? 0
    const until = cuts[at + 1] ?? 0
    const over = marked.find(each => each.finding.start <= from && each.finding.end >= until)
    row.push({
      text: text.slice(from, until),
      severity: over?.finding.severity ?? null,
      finding: over?.index ?? -1,
    })
  }
  return row
}

const isLow = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at))

/** What was typed between two texts: before[from, until) became after[from, until + by). */
export function typedBetween(
  before: string,
  after: string,
): { from: number; until: number; by: number } {
  const most = Math.min(before.length, after.length)
  let from = 0
  let same = 0

  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++
  // Half of an emoji is the same in many of them.
  if (isLow(before, from) || isLow(after, from)) from--
  while (
    same < most - from &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++
  if (same > 0 && (isLow(before, before.length - same) || isLow(after, after.length - same))) same--
  return { from, until: before.length - same, by: after.length - before.length }
}

/** Findings on an earlier text, where their words stand now: an underline stays under its words
 * while one types elsewhere, and a finding whose words are gone goes with them. A proposal whose
 * place was typed in is none any more. */
export function moved(findings: Placed[], before: string, after: string): Placed[] {
  if (before === after) return findings
  const { from, until, by } = typedBetween(before, after)
  const start = (at: number): number => (at >= until ? at + by : Math.min(at, from))
  const end = (at: number): number => (at <= from ? at : at >= until ? at + by : from)

  return findings
    .map(each => {
      const { change } = each
      const apart = change !== null && (change.end <= from || change.start >= until)

      return {
        ...each,
        start: each.whole ? 0 : start(each.start),
        end: each.whole ? after.length : end(each.end),
        change: apart ? { ...change, start: start(change.start), end: end(change.end) } : null,
      }
    })
    .filter(each => each.whole || each.start < each.end)
}
