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
const { moved, pieces, placed } = await import('data:text/javascript,' + encodeURIComponent(code))

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

test('an underline stays under its words, whatever is typed elsewhere', () => {
  const roll = dice(13)
  for (let round = 0; round < 4000; round++) {
    // The marked words are unlike anything else, so that they can be found again.
    const [front, behind] = [textOf(roll), textOf(roll)]
    const text = front + '«☕😀marked»' + behind
    const start = front.length
    const mark = { ...placed(text, [finding(Buffer.byteLength(front), Buffer.byteLength(front + '«☕😀marked»'))])[0], whole: false }
    const typed = textOf(roll)
    const [head, tail] = [[...front], [...behind]]
    const cut = roll(head.length + 1)
    const rear = roll(tail.length + 1)
    const after =
      roll(2) === 0
        ? head.slice(0, cut).join('') + typed + '«☕😀marked»' + behind
        : front + '«☕😀marked»' + typed + tail.slice(rear).join('')
    const [spot] = moved([mark], text, after)

    assert.equal(mark.start, start)
    assert.ok(after.slice(spot.start, spot.end).includes('☕😀marked'), JSON.stringify([text, after, spot]))
    assert.equal(moved([mark], text, text)[0], mark)
  }
})

test('a place is never inside half a character, also where all of it is typed over', () => {
  const roll = dice(17)
  const half = (text, at) => /[\uDC00-\uDFFF]/.test(text.charAt(at))
  for (let round = 0; round < 4000; round++) {
    const [before, after] = [textOf(roll), textOf(roll)]
    const length = Buffer.byteLength(before)
    const found = placed(before, Array.from({ length: 4 }, () => finding(roll(length + 1), roll(length + 1))))
    for (const each of moved(found.filter(one => one.start <= one.end), before, after)) {
      assert.ok(0 <= each.start && each.end <= after.length && each.start <= each.end)
      if (!half(before, each.start)) assert.ok(!half(after, each.start) && !half(after, each.end), JSON.stringify([before, after]))
    }
  }
})

test('a finding whose words are gone goes, and a proposal whose place was typed in is none any more', () => {
  const text = 'one two ABC'
  const [mark] = placed(text, [{ ...finding(4, 7), proposal: { from: 4, until: 8, text: '' } }])

  assert.deepEqual(moved([mark], text, 'one ABC'), [])
  assert.equal(moved([mark], text, 'one twoo ABC')[0].change, null)
  assert.deepEqual(moved([mark], text, 'So one two ABC')[0].change, { start: 7, end: 11, text: '' })
  const [whole] = placed(text, [finding(0, text.length)])
  assert.equal(moved([whole], text, 'another')[0].end, 'another'.length)
})
