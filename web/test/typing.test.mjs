// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Nothing typed is lost, and everything goes by keyboard.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, findStranger, goTo, missing as noBrowser, openBrowser, openPage } from './lib/browser.mjs'
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
const FIELD = 'textarea[aria-label="The message"]'

async function openDraft(page) {
  const { rows } = await ask(page, '/messages?state=draft')
  assert.ok(rows.length > 0, 'the made-up network has a draft on the table')
  await goTo(page, 'write', rows[0].id)
  await page.locator(FIELD).waitFor()
  return rows[0].id
}

test('a draft saves itself while one types', { skip }, async () => {
  const { page, watch } = await visit()
  const id = await openDraft(page)

  await page.locator(FIELD).press('Control+End')
  await page.locator(FIELD).pressSequentially(' PS: til snart.')
  await page.waitForTimeout(1300)
  await page.getByText('Saved', { exact: true }).waitFor()
  assert.match((await ask(page, '/messages/' + id)).body, /PS: til snart\./)
  watch.clean()
})

test('a tab closed in the middle of a word loses no letter', { skip }, async () => {
  const { page, context, watch } = await visit()
  const id = await openDraft(page)

  await page.locator(FIELD).press('Control+End')
  await page.locator(FIELD).pressSequentially(' Half a sent')
  await page.close()
  const again = await context.newPage()
  await again.goto(new URL('/#/write/' + id, door.url).href)
  await again.locator(FIELD).waitFor()
  assert.match(await again.locator(FIELD).inputValue(), / Half a sent$/)
  watch.clean()
})

test('a lost connection says so, keeps the text, and saves it when it is back', { skip }, async () => {
  const { page, context, watch } = await visit()
  const id = await openDraft(page)

  watch.expectComplaints(true)
  await context.setOffline(true)
  await page.locator(FIELD).press('Control+End')
  await page.locator(FIELD).pressSequentially(' Written without net.')
  await page.locator('.lost').waitFor()
  await page.getByText('Kept in this browser until the connection is back').waitFor()
  await context.setOffline(false)
  await page.locator('.lost').waitFor({ state: 'detached', timeout: 10_000 })
  await page.getByText('Saved', { exact: true }).waitFor()
  watch.expectComplaints(false)
  assert.match((await ask(page, '/messages/' + id)).body, /Written without net\./)
  watch.clean()
})

test('what was typed of a value is there again after a reload', { skip }, async () => {
  const { page, watch } = await visit()
  const person = await findStranger(page)

  await goTo(page, 'write', 'to', person.id)
  await page.locator('[name=value_for_me]').fill('A sentence that nobody has saved')
  await page.reload()
  await page.locator('[name=value_for_me]').waitFor()
  await page.waitForFunction(() => document.querySelector('[name=value_for_me]')?.value !== '')
  assert.equal(await page.locator('[name=value_for_me]').inputValue(), 'A sentence that nobody has saved')
  watch.clean()
})

test('by keyboard alone: keys shown, rows walked, a thing opened, a person searched', { skip }, async () => {
  const { page, watch } = await visit()
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-row]')?.querySelector('.who')?.textContent ?? '')

  await page.locator('main li[data-row]').first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })

  await page.keyboard.press('j')
  const first = await focused()
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  assert.equal(await focused(), first)
  assert.notEqual(first, '')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => !['', '#/', '#/today'].includes(location.hash))

  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await page.locator('#to-whom').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'to-whom')
  const { rows } = await ask(page, '/people?limit=3')
  await page.keyboard.type(rows[2].name)
  await page.locator('main a[data-row]', { hasText: rows[2].name }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('form.value').waitFor()

  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.locator('main li[data-row]').first().waitFor()
  await page.keyboard.press('/')
  await page.locator('main [data-search]').waitFor()
  watch.clean()
})

test('single keys can be switched off', { skip }, async () => {
  const { page, watch } = await visit()

  await goTo(page, 'settings')
  await page.getByRole('checkbox').uncheck()
  await goTo(page, 'today')
  await page.keyboard.press('p')
  await page.waitForTimeout(200)
  assert.equal(await page.evaluate(() => location.hash), '#/today')
  watch.clean()
})

test('each thing that Tab reaches shows that it has the focus', { skip }, async () => {
  const { page, watch } = await visit()

  await page.locator('main li[data-row]').first().waitFor()
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab')
    const bare = await page.evaluate(() => {
      const here = document.activeElement
      if (here === document.body) return '' // past the last one the browser's own window has it
      const style = getComputedStyle(here)
      return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? here.outerHTML.slice(0, 120) : ''
    })
    assert.equal(bare, '')
  }
  watch.clean()
})
