// SPDX-License-Identifier: AGPL-3.0-or-later
//
// What changed with people: from the row on the list for today to the words on it, or to let it be.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, NARROW, openBrowser, openPage, sticksOut, violations } from './lib/browser.mjs'
import { missing as noDoor, openHome } from './lib/door.mjs'

const skip = noDoor || process.env.TOKOPP_PAGE || noBrowser
const CHANGED = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../tests/fixtures/changed')
const PLACES = '2'

let home
let url
let browser

before(async () => {
  if (skip) return
  home = openHome({})
  await home.tokopp('settings', 'me.name', 'Ola Nordmann')
  await home.tokopp('settings', 'news.today-limit', PLACES)
  await home.tokopp('import', join(CHANGED, 'older/Connections.csv'))
  await home.tokopp('import', join(CHANGED, 'newer/Connections.csv'))
  url = await home.at()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await home?.close()
})

async function visit(place, wish) {
  const opened = await openPage(browser, url, wish)
  await goTo(opened.page, place)
  return opened
}

const waiting = async page => (await ask(page, '/milestones?state=waiting')).rows.length

test('L2: the row opens the draft, and the way back leads to the list', { skip }, async () => {
  const { page, watch } = await visit('today')

  await page.locator('[data-row]', { hasText: 'Petra Opp' }).locator('[data-enter]').click()
  await page.waitForURL(/#\/write\/[0-9A-Z]{13}$/)
  await page.locator('textarea').first().waitFor()
  assert.match(await page.locator('main').innerText(), /only you could write/)
  const [draft] = (await ask(page, '/messages?state=draft')).rows
  assert.equal(draft.kind, 'milestone')
  assert.match((await ask(page, `/messages/${draft.id}`)).body, /Nordlys/)
  assert.deepEqual(await violations(page), [])
  await page.goBack()
  await page.locator('[data-row]', { hasText: 'Petra Opp' }).waitFor()
  assert.match(await page.locator('[data-row]', { hasText: 'Petra Opp' }).innerText(), /ready to be read through/)
  watch.clean()
})

test('news can be let be from the list for today, and undo brings them back', { skip }, async () => {
  const { page, watch } = await visit('today')
  const row = page.locator('[data-row]', { hasText: 'Lena Sparv' })

  const before = await waiting(page)
  await row.locator('[data-act=later]').click()
  await row.locator('[data-act=dismiss]').click()
  await row.waitFor({ state: 'detached' })
  await page.waitForFunction(async left => (await (await fetch('/api/v1/milestones?state=waiting')).json()).rows.length === left, before - 1)
  await page.keyboard.press('u')
  await row.waitFor()
  assert.equal(await waiting(page), before)
  watch.clean()
})

test('what has no place on the list for today stands among the news', { skip }, async () => {
  const { page, watch } = await visit('today', { viewport: NARROW })

  await page.getByRole('link', { name: 'More news of your people' }).click()
  await page.locator('[data-row]').first().waitFor()
  assert.equal(await page.locator('[data-row]').count(), 4)
  assert.deepEqual(await violations(page), [])
  assert.deepEqual(await sticksOut(page), [])
  await page.locator('[data-row]', { hasText: 'Ines Side' }).getByRole('button', { name: /Let it be/ }).click()
  await page.locator('[data-row]', { hasText: 'Ines Side' }).waitFor({ state: 'detached' })
  assert.equal(await page.locator('[data-row]').count(), 3)
  watch.clean()
})

test('a post changed by hand offers a word on the person', { skip }, async () => {
  const { page, watch } = await visit('today')
  const { rows } = await ask(page, '/people?limit=50')
  const oda = rows.find(row => row.name === 'Oda Orden')

  await goTo(page, 'people', oda.id)
  await page.locator('summary', { hasText: 'What only you know' }).click()
  await page.getByRole('textbox', { name: 'Post' }).fill('Sales Director')
  await page.getByRole('textbox', { name: 'Post' }).press('Tab')
  await page.getByRole('link', { name: 'Write a line' }).waitFor()
  watch.clean()
})
