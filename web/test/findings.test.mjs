// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The judge speaks of bytes, a text field of UTF-16: the underline must lie under the very words.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { transformWithEsbuild } from 'vite'

const path = fileURLToPath(new URL('../src/findings.ts', import.meta.url))
const { code } = await transformWithEsbuild(readFileSync(path, 'utf8'), path, { sourcemap: false })
const { pieces, placed } = await import('data:text/javascript,' + encodeURIComponent(code))

const finding = (from, until, severity = 'error') => ({ code: 'x', severity, from, until, advice: '', figure: 0, limit: 0, subject: '', overruled: false })

/** The same random numbers every time. */
function dice(seed) {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const LETTERS = ['a', 'ø', 'Å', '\n', ' ', '☕', '😀', '👩‍💻', 'ж', '.', '…', 'e\u0301']
const textOf = roll => Array.from({ length: roll(40) }, () => LETTERS[roll(LETTERS.length)]).join('')

test('bytes become the right characters in any text', () => {
  const roll = dice(7)
  for (let round = 0; round < 2000; round++) {
    const characters = [...textOf(roll)]
    const from = roll(characters.length + 1)
    const until = from + roll(characters.length - from + 1)
    const text = characters.join('')
    const bytes = count => Buffer.byteLength(characters.slice(0, count).join(''))
    const [spot] = placed(text, [finding(bytes(from), bytes(until))])
    assert.equal(text.slice(spot.start, spot.end), characters.slice(from, until).join(''))
  }
})

test('the pieces put together are the text, whatever overlaps', () => {
  const roll = dice(11)
  for (let round = 0; round < 2000; round++) {
    const text = textOf(roll)
    const length = Buffer.byteLength(text)
    const found = Array.from({ length: roll(5) }, () => {
      const from = roll(length + 3)
      return finding(from, from + roll(length + 3), ['error', 'warning', 'hint'][roll(3)])
    })
    const row = pieces(text, placed(text, found))
    assert.equal(row.map(each => each.text).join(''), text)
  }
})

test('where two overlap, the worse one shows', () => {
  const row = pieces('abcdef', placed('abcdef', [finding(0, 4, 'hint'), finding(2, 5, 'error')]))
  assert.deepEqual(
    row.map(each => [each.text, each.severity]),
    [['ab', 'hint'], ['cd', 'error'], ['e', 'error'], ['f', null]],
  )
})

test('a finding on the whole body, and an overruled one, draw no line', () => {
  const text = 'abc def'
  assert.deepEqual(pieces(text, placed(text, [finding(0, 7)])).map(each => each.severity), [null])
  assert.ok(pieces(text, placed(text, [{ ...finding(0, 3), overruled: true }])).every(each => each.severity === null))
})
