// SPDX-License-Identifier: AGPL-3.0-or-later
//
// One field for everything: kinds, marked words, filters in the user's own language, hints, keyboard.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, NARROW, openBrowser, openPage, violations } from './lib/browser.mjs'
import { missing as noDoor, openDoor } from './lib/door.mjs'

const skip = noDoor || noBrowser
let door
let browser

before(async () => {
  if (skip) return
  door = await openDoor()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await door?.close()
})

const visit = wish => openPage(browser, door.url, wish)
const FIELD = 'main [data-search]'

/** Somebody with an organisation, as the list has them. */
async function somebody(page) {
  const { rows } = await ask(page, '/people?limit=30')
  const found = rows.find(row => row.organisation)
  assert.ok(found, 'the made-up network has people with an organisation')
  return found
}

test('the words that were typed are marked, kind by kind', { skip }, async () => {
  const { page, watch } = await visit()
  const { organisation } = await somebody(page)
  const word = organisation.split(' ')[0]

  await goTo(page, 'people')
  await page.locator(FIELD).fill(word)
  await page.getByRole('heading', { name: 'Organisations' }).waitFor()
  const marked = await page.locator('main .rows mark').allTextContents()
  assert.ok(marked.length > 0)
  for (const text of marked) assert.ok(text.toLowerCase().startsWith(word.toLowerCase()), text)
  watch.clean()
})

test('a hint puts its filter into the field, and the tie is told in a line', { skip }, async () => {
  const { page, watch } = await visit()
  const { organisation } = await somebody(page)

  await goTo(page, 'people')
  await page.getByRole('button', { name: 'Whom do I know at' }).click()
  assert.equal(await page.locator(FIELD).inputValue(), 'at:')
  assert.equal(await page.evaluate(() => document.activeElement?.matches('[data-search]')), true)
  await page.keyboard.type(`"${organisation}"`)
  await page.locator('main .rows .told').first().waitFor()
  const { rows } = await ask(page, `/search?q=${encodeURIComponent(`at:"${organisation}" in:people`)}`)
  assert.equal(await page.locator('main ul.rows').first().locator('li').count(), Math.min(rows.length, 30))
  for (const row of rows) assert.ok(row.reason)
  watch.clean()
})

test('filters go by the words of the own language', { skip }, async () => {
  const { page, watch } = await visit({ locale: 'sv-SE' })

  await goTo(page, 'people')
  await page.getByRole('button', { name: 'Bara i mina anteckningar' }).click()
  assert.equal(await page.locator(FIELD).inputValue(), 'i:anteckningar')
  await page.getByRole('heading', { name: 'Anteckningar' }).waitFor()
  watch.clean()
})

test('a filter that is none is told, and what was found stays', { skip }, async () => {
  const { page, watch } = await visit()

  await goTo(page, 'people')
  await page.locator('main .rows li').first().waitFor()
  const before = await page.locator('main .rows li').count()
  watch.expectComplaints(true)
  await page.locator(FIELD).fill('colour:red')
  await page.getByText('There is no filter “colour:”').or(page.getByText('There is no filter "colour:"')).waitFor()
  assert.equal(await page.locator('main .rows li').count(), before)
  watch.clean()
})

test('a wrong letter is forgiven, and the arrows lead into what was found', { skip }, async () => {
  const { page, watch } = await visit()
  const { rows } = await ask(page, '/people?limit=30')
  const name = rows.map(row => row.name.split(' ').at(-1)).find(word => /^[a-z]{6,}$/i.test(word))

  await goTo(page, 'people')
  await page.locator(FIELD).fill(name.slice(0, 2) + 'q' + name.slice(3))
  await page.getByText('This comes close').waitFor()
  await page.locator(FIELD).press('ArrowDown')
  assert.equal(await page.evaluate(() => document.activeElement?.matches('[data-row]')), true)
  watch.clean()
})

test('nothing about it is out of reach, wide or narrow', { skip }, async () => {
  for (const wish of [{}, { viewport: NARROW }, { colorScheme: 'dark' }]) {
    const { page, watch } = await visit(wish)

    await goTo(page, 'people')
    await page.locator(FIELD).fill('in:notes')
    await page.getByRole('heading', { name: 'Notes' }).waitFor()
    assert.deepEqual(await violations(page), [])
    watch.clean()
  }
})
