// SPDX-License-Identifier: AGPL-3.0-or-later
//
// From the judge's byte offsets to the characters of a text field, and from overlapping findings to
// a row of pieces that can be underlined one by one.
import type { Finding, Severity } from './api'

export type Placed = Finding & { start: number; end: number; whole: boolean }
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
    findings.flatMap(each => [each.from, each.until]),
  )
  return findings
    .map(each => {
      const start = at.get(each.from) ?? 0
      const end = at.get(each.until) ?? text.length
      return { ...each, start, end, whole: end <= start || (start === 0 && end >= text.length) }
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
