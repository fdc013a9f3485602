// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The four languages hold the same texts with the same places, and the source names no text that
// none of them has.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('..', import.meta.url))
const LANGUAGES = ['en', 'nb', 'da', 'sv']
const read = language => JSON.parse(readFileSync(`${web}lang/${language}.json`, 'utf8'))
const places = text => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')

/** What is wrong with `other` held against `one`, in a line each. */
function differences(one, other) {
  const said = []
  for (const key of Object.keys(one)) if (!(key in other)) said.push(`${key} is missing`)
  for (const key of Object.keys(other)) if (!(key in one)) said.push(`${key} is too many`)
  for (const [key, text] of Object.entries(one)) {
    if (!(key in other)) continue
    if (other[key].trim() === '') said.push(`${key} is empty`)
    // "One thing" need not name the number that "{count} things" does.
    if (!key.endsWith('.one') && places(text) !== places(other[key])) said.push(`${key} has other places`)
  }
  return said
}

/** The texts that the source names, by the literal calls and by the families that are put together. */
function named() {
  const source = readdirSync(`${web}src`, { recursive: true, withFileTypes: false })
    .filter(name => /\.(svelte|ts)$/.test(String(name)))
    .map(name => readFileSync(`${web}src/${name}`, 'utf8'))
    .join('\n')
  const literal = [...source.matchAll(/\bt\(\s*'([a-z][\w.-]*[a-z])'/g)].map(each => each[1])
  const table = [...source.matchAll(/says: '([a-z.]+)'/g)].map(each => each[1])
  return [...new Set([...literal, ...table])]
}

for (const language of LANGUAGES.slice(1)) {
  test(`${language} has every text, with the same places`, () => {
    assert.deepEqual(differences(read('en'), read(language)), [])
  })
}

test('every text that the source names is there', () => {
  const texts = read('en')
  const gone = named().filter(key => !(key in texts) && !(`${key}.other` in texts))

  assert.ok(named().length > 100)
  assert.deepEqual(gone, [])
})

test('each count has its one and its other', () => {
  for (const language of LANGUAGES) {
    const texts = read(language)
    for (const key of Object.keys(texts).filter(each => each.endsWith('.other')))
      assert.ok(key.replace(/other$/, 'one') in texts, `${language}: ${key}`)
  }
})

test('the words of the method that the page shows are all there', () => {
  const texts = read('en')
  const families = {
    act: 'keep_promise tell_introducer meet_today thank debrief answer report_back approve send follow_up milestone prepare place value ask rest_over warm_up rhythm review',
    stage: 'idea valued asked followed_up_1 followed_up_2 agreed placed prepared held thanked kept declined resting moved cancelled not_shown',
    tie: 'close warm light cold none',
    step: 'found path asked agreed held kept',
    state: 'draft approved sent discarded',
    kind: 'outreach intro_request forwardable follow_up propose agenda thank_you summary share milestone touch report_back thoughts decline',
    severity: 'error warning hint',
    save: 'saved waiting saving here-only refused',
    problem: 'invalid not-found ambiguous conflict refused forbidden too-large unavailable',
  }
  for (const [family, words] of Object.entries(families))
    for (const word of words.split(' ')) assert.ok(`${family}.${word}` in texts, `${family}.${word}`)
})

test('the hunt finds a text that is planted wrongly', () => {
  const right = { a: 'Sent on {day}.', b: 'x' }

  assert.deepEqual(differences(right, { a: 'Sendt {dag}.', b: ' ', c: 'y' }), [
    'c is too many',
    'a has other places',
    'b is empty',
  ])
  assert.deepEqual(differences(right, { a: 'Sendt {day}.' }), ['b is missing'])
})

/** Texts of four words or more that another language has word for word: nobody translated them. */
const untranslated = (one, other) =>
  Object.keys(one).filter(key => other[key] === one[key] && one[key].replace(/\{\w+\}/g, '').trim().split(/\s+/).length > 3)

test('nothing is left in English in the other three', () => {
  for (const folder of ['', 'sentences/'])
    for (const language of LANGUAGES.slice(1))
      assert.deepEqual(untranslated(read(folder + 'en'), read(folder + language)), [], folder + language)
  assert.deepEqual(untranslated({ a: 'You wrote to {name} on {day}.' }, { a: 'You wrote to {name} on {day}.' }), ['a'])
})

test('sentences of the rooms below are there in all four languages', () => {
  const of = language => JSON.parse(readFileSync(`${web}lang/sentences/${language}.json`, 'utf8'))
  const plain = sentences => Object.fromEntries(Object.entries(sentences).filter(([key]) => !key.endsWith('#one')))

  assert.ok(Object.keys(of('en')).length > 100)
  for (const language of LANGUAGES.slice(1)) {
    assert.deepEqual(Object.keys(of(language)).sort(), Object.keys(of('en')).sort(), language)
    assert.deepEqual(differences(plain(of('en')), plain(of(language))), [], language)
  }
})
