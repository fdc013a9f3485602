// SPDX-License-Identifier: AGPL-3.0-or-later
//
// A table that no known program writes, through the page: asked about once, answered by keyboard.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, NARROW, openBrowser, openPage, sticksOut, violations, WIDE } from './lib/browser.mjs'
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

/** A choir of two; the second column's name makes the table one of its own. */
const choir = second => ({
  name: `choir-${second}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `Hvem,${second},Adr\nKari Holm,Nordvarme Fjernvarme og Energi i hele Trøndelag AS,kari@holm.example\n` +
      'Liv Strand,Strandposten,liv@strand.example\n',
  ),
})

async function bringChoir(page, second) {
  await goTo(page, 'import')
  await page.setInputFiles('#files', choir(second))
  const row = page.locator('.bringing').last()
  await row.locator('form.mapping').waitFor()
  return row
}

test('a table of nobody’s is asked about, answered by keyboard, and not asked about again', { skip }, async () => {
  const { page, watch } = await openPage(browser, door.url)
  const row = await bringChoir(page, 'Jobb')
  const choice = row.getByLabel('Column “Jobb”')

  assert.equal(await row.getByLabel('Column “Hvem”').inputValue(), 'name')
  assert.equal(await row.getByLabel('Column “Adr”').inputValue(), 'email')
  assert.equal(await choice.inputValue(), 'ignore')
  assert.match(await row.locator('.samples').nth(1).innerText(), /Strandposten/)

  await choice.focus()
  await page.keyboard.type('Organ')
  assert.equal(await choice.inputValue(), 'organisation')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await row.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 })
  assert.match(await row.locator('.sums').innerText(), /2 people/)
  const { rows } = await ask(page, '/search?q=Liv%20Strand')
  assert.equal((await ask(page, '/people/' + rows[0].id)).organisation.name, 'Strandposten')

  await page.setInputFiles('#files', choir('Jobb'))
  const second = page.locator('.bringing').nth(1)
  await second.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 })
  await second.getByText('What the columns were taken for').click()
  assert.match(await second.locator('.taken').innerText(), /Jobb\s+Organisation/)
  watch.clean()
})

test('columns that name nobody are refused with a sentence, and can be mended', { skip }, async () => {
  const { page, watch } = await openPage(browser, door.url)
  const row = await bringChoir(page, 'Hatt')

  watch.expectComplaints(true)
  await row.getByLabel('Column “Hvem”').selectOption('note')
  await row.getByLabel('Column “Adr”').selectOption('ignore')
  await row.getByRole('button', { name: 'Bring it in' }).click()
  assert.match(await row.getByRole('alert').innerText(), /Choose at least one for the name/)
  watch.expectComplaints(false)
  await row.getByLabel('Column “Hvem”').selectOption('name')
  await row.getByLabel('Column “Adr”').selectOption('email')
  await row.getByRole('button', { name: 'Bring it in' }).click()
  await row.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 })
  watch.clean()
})

test('a question is found again after a reload, and the file can be left alone', { skip }, async () => {
  const { page, watch } = await openPage(browser, door.url)

  await bringChoir(page, 'Sko')
  await page.reload()
  const row = page.locator('.bringing').last()
  await row.locator('form.mapping').waitFor()
  await row.getByRole('button', { name: 'Leave this file' }).click()
  await row.getByText('Left alone', { exact: true }).waitFor()
  assert.equal((await ask(page, '/imports')).rows.filter(run => run.state === 'needs_mapping').length, 0)
  watch.clean()
})

for (const [light, viewport] of [
  ['light', WIDE],
  ['dark', NARROW],
]) {
  test(`the question can be read and answered by everybody: ${light}, ${viewport.width} px`, { skip }, async () => {
    const { page, watch } = await openPage(browser, door.url, { colorScheme: light, viewport })
    const row = await bringChoir(page, 'Vott' + viewport.width)

    assert.deepEqual(await violations(page), [])
    assert.deepEqual(await sticksOut(page), [])
    await row.getByRole('button', { name: 'Leave this file' }).click()
    watch.clean()
  })
}
