// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Who is who, as one goes through it: a key a pair, never a wait, nothing lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, openBrowser, openPage, violations } from './lib/browser.mjs'
import { missing as noDoor } from './lib/door.mjs'
import { openPairs } from './lib/pairs.mjs'

const skip = noDoor || process.env.TOKOPP_PAGE || noBrowser
const PAIRS = 240
const QUESTIONS = 200
const FIVE_MINUTES = 300_000

let store
let browser

before(async () => {
  if (skip) return
  store = await openPairs(PAIRS)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await store?.close()
})

async function visit() {
  const opened = await openPage(browser, store.url)
  await goTo(opened.page, 'doubles')
  await opened.page.locator('[data-pair]').waitFor()
  return opened
}

const pairOf = page => page.locator('[data-pair]').getAttribute('data-pair')
const remaining = async page => (await ask(page, '/doubles?limit=1')).remaining

/** Presses a key and waits for what the page shows next. */
async function press(page, key) {
  const before = await pairOf(page)
  await page.keyboard.press(key)
  await page.waitForFunction(was => document.querySelector('[data-pair]')?.getAttribute('data-pair') !== was, before)
}

/** All answers have come to the server. */
const settled = page => page.waitForFunction(() => localStorage.getItem('tokopp.copy.doubles') === null)

test('two records stand side by side, with what is equal and what differs marked', { skip }, async () => {
  const { page, watch } = await visit()

  assert.equal(await page.locator('tr.equal th', { hasText: 'Name' }).count(), 1)
  assert.equal(await page.locator('tr.differs th', { hasText: 'Addresses' }).count(), 1)
  assert.match(await page.locator('.reasons .for').first().innerText(), /same/i)
  assert.doesNotMatch(await page.locator('.reasons').innerText(), /[{}]/)
  assert.deepEqual(await violations(page), [])
  watch.clean()
})

test('two different are remembered for ever, and u takes the answer back', { skip }, async () => {
  const { page, watch } = await visit()
  const first = await pairOf(page)
  const before = await remaining(page)

  await press(page, 'd')
  await settled(page)
  assert.equal(await remaining(page), before - 1)
  await press(page, 'u')
  assert.equal(await pairOf(page), first)
  await page.waitForLoadState('networkidle')
  assert.equal(await remaining(page), before)
  watch.clean()
})

test('the same joins the two, and they can be parted on the page of the person', { skip }, async () => {
  const { page, watch } = await visit()
  const { rows } = await ask(page, '/doubles?limit=1')

  await press(page, 's')
  await settled(page)
  const kept = await ask(page, '/people/' + rows[0].one.id).then(person => (person.id ? person : ask(page, '/people/' + rows[0].other.id)))
  assert.equal(kept.joined_from.length, 1)
  await goTo(page, 'people', kept.id)
  await page.getByRole('heading', { name: 'Joined from' }).waitFor()
  await page.getByRole('button', { name: 'Part again' }).click()
  await page.getByRole('heading', { name: 'Joined from' }).waitFor({ state: 'detached' })
  assert.ok((await ask(page, '/people/' + rows[0].other.id)).id)
  assert.ok((await ask(page, '/people/' + rows[0].one.id)).id)
  watch.clean()
})

test('while the server is slow the next pair is there at once, and every answer arrives', { skip }, async () => {
  const { page, context, watch } = await visit()
  const before = await remaining(page)
  let asked = 0

  await context.route('**/api/v1/doubles/*', async route => {
    asked++
    await new Promise(resolve => setTimeout(resolve, 400))
    await route.continue()
  })
  for (let at = 0; at < 5; at++) await press(page, 'd')
  assert.ok(asked <= 2, 'one after the other, behind')
  await settled(page)
  assert.equal(asked, 5)
  assert.equal(await remaining(page), before - 5)
  watch.clean()
})

test('answers given while the connection is gone wait, also through a reload, and go when it is back', { skip }, async () => {
  const { page, context, watch } = await visit()
  const before = await remaining(page)

  watch.expectComplaints(true)
  await context.route('**/api/v1/doubles/*', route => route.abort())
  for (let at = 0; at < 3; at++) await press(page, 'd')
  await page.getByText('The connection is gone').waitFor()
  await context.unroute('**/api/v1/doubles/*')
  await page.reload()
  await page.locator('[data-pair]').waitFor()
  await settled(page)
  assert.equal(await remaining(page), before - 3)
})

test('200 questions are answered by keyboard within five minutes', { skip, timeout: 2 * FIVE_MINUTES }, async context => {
  const { page, watch } = await visit()
  const before = await remaining(page)
  const began = performance.now()
  const shown = []

  for (let at = 0; at < QUESTIONS; at++) {
    const started = performance.now()
    await press(page, at % 2 ? 'd' : 's')
    shown.push(performance.now() - started)
  }
  const pressed = performance.now() - began
  await settled(page)
  const all = performance.now() - began
  const after = await remaining(page)

  shown.sort((one, other) => one - other)
  context.diagnostic(
    `${QUESTIONS} keys in ${(pressed / 1000).toFixed(1)} s, all kept after ${(all / 1000).toFixed(1)} s; ` +
      `the next pair after ${shown[QUESTIONS / 2].toFixed(0)} ms (median), ${shown[QUESTIONS - 3].toFixed(0)} ms (p99)`,
  )
  assert.ok(all < FIVE_MINUTES)
  assert.ok(before - after >= QUESTIONS, `${before - after} pairs are settled`)
  watch.clean()
})
