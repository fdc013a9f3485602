// SPDX-License-Identifier: AGPL-3.0-or-later
//
// From an empty store to an answer, in the browser, on the user's own files: brought in, somebody
// found, both values, the draft, the findings, approved, sent, reminded, answered. Once on the
// project's own fixtures, once on real exports where there are any beside the project.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { ask, goTo, missing as noBrowser, openBrowser, openPage } from './lib/browser.mjs'
import { openHome } from './lib/door.mjs'

const root = process.env.TOKOPP_SOURCE ?? fileURLToPath(new URL('../..', import.meta.url))
const fixtures = join(root, 'tests/fixtures/line')
const real = join(root, '../shared/data')

const ASKED = '2026-11-23T09:00:00'
/* Six working days later, whatever holidays lie between. */
const WAITED = '2026-12-04T09:00:00'

const NORWEGIAN = {
  value_for_them: 'målingene våre fra 40 hus i Trøndelag',
  value_for_me: 'hva dere lærte av feilene i pilotene',
  purpose: 'sammenligne erfaringer fra 40 hus med varmepumpe',
  reason: 'foredraget ditt på Varmepumpeforum',
}
const ENGLISH = {
  value_for_them: 'what forty postmasters told me',
  value_for_me: 'to see where the rules fail',
  purpose: 'how mail filters learn from their mistakes',
  reason: 'your posts on the list about false alarms',
}

/** Whoever wrote most of an archive plays the user. */
function busiestSender(path) {
  const count = new Map()
  for (const [, address] of readFileSync(path, 'latin1').matchAll(/^From: .*?([\w.-]+@[\w.-]+)/gim)) {
    const plain = address.toLowerCase()
    count.set(plain, (count.get(plain) ?? 0) + 1)
  }
  return [...count].sort((one, other) => other[1] - one[1])[0][0]
}

const VARIANTS = [
  {
    name: 'on invented files',
    files: ['Connections.csv', 'people.vcf', 'archive.mbox'].map(file => join(fixtures, file)),
    own: () => 'ola@nordmann.example',
    atLeast: 4,
    find: async () => ({ name: 'Kari Holm', typed: 'kari hol' }),
    language: 'nb',
    values: NORWEGIAN,
  },
  {
    name: 'on real exports',
    files: [join(real, 'linkedin/sample_export.zip'), join(real, 'mail/spamassassin_easy_ham_1.mbox')],
    own: files => busiestSender(files[1]),
    atLeast: 300,
    find: somebodyWithMail,
    language: 'en',
    values: ENGLISH,
  },
]

/** Somebody with two names, a mail address and a tie, found by a letter. */
async function somebodyWithMail(page) {
  for (const letter of ['a', 'e', 'i', 'o', 'u', 'm', 's']) {
    const { rows } = await ask(page, '/search?limit=20&q=' + letter)
    for (const row of rows.filter(each => each.about === 'person' && each.tie !== 'none')) {
      if (!/^\p{L}+ \p{L}+$/u.test(row.name)) continue
      const person = await ask(page, '/people/' + row.id)
      if (person.addresses.some(each => each.kind === 'email')) return { name: row.name, typed: row.name }
    }
  }
  throw new Error('nobody who can be written to')
}

/** Takes the files in through the screen, and gives their reports. */
async function bringIn(page, files) {
  const shown = page.evaluate(
    () =>
      new Promise(resolve => {
        const look = () => {
          const bar = document.querySelector('.bringing progress')
          if (bar) resolve(bar.nextElementSibling?.textContent ?? '')
        }
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true })
      }),
  )
  await goTo(page, 'import')
  const done = page.locator('.bringing').getByText('Done', { exact: true })
  const before = await done.count()
  await page.setInputFiles('#files', files)
  assert.match(await shown, /\d/, 'while it runs it says how far it is')
  await done.nth(before + files.length - 1).waitFor({ timeout: 120_000 })
  const { rows } = await ask(page, '/imports')
  return rows.slice(0, files.length).map(run => run.report)
}

let browser

before(async () => {
  if (!noBrowser && process.env.TOKOPP) browser = await openBrowser()
})
after(() => browser?.close())

for (const variant of VARIANTS) {
  const gone = variant.files.find(file => !existsSync(file))
  const skip = (!process.env.TOKOPP && 'TOKOPP does not name the program') || noBrowser || (gone && 'no real exports beside the project')

  test(`the whole line ${variant.name}`, { skip: skip || false, timeout: 240_000 }, async context => {
    const own = variant.own(variant.files)
    const home = openHome({ TOKOPP_ME_NAME: 'Ola Nordmann', TOKOPP_ME_EMAIL: own, TOKOPP_ME_COUNTRY: 'NO' })
    let person
    let id
    let address
    let seat = await openPage(browser, await home.at(ASKED))

    try {
      await context.test('an empty store says where to begin', async () => {
        for (const screen of ['today', 'people']) {
          await goTo(seat.page, screen)
          await seat.page.locator('main a[href="#/import"]').waitFor()
        }
        assert.equal(await seat.page.locator('.sample').count(), 0)
      })

      await context.test('the files come in with progress and a report', async () => {
        const reports = await bringIn(seat.page, variant.files)
        const people = reports.reduce((sum, report) => sum + report.new.people, 0)

        assert.ok(people >= variant.atLeast, `${people} people`)
        assert.equal(await seat.page.locator('.bringing .sums').count(), variant.files.length)
        const left = reports.reduce((sum, report) => sum + report.left_out.length, 0)
        if (left > 0) {
          await seat.page.locator('.bringing summary').first().click()
          assert.match(await seat.page.locator('.bringing .where').first().innerText(), /\S/)
        }
      })

      await context.test('the same files again bring nothing new and change nothing', async () => {
        for (const report of await bringIn(seat.page, variant.files)) {
          assert.equal(report.new.all, 0)
          assert.equal(report.changed.all, 0)
        }
      })

      await context.test('somebody is found while one types', async () => {
        const wanted = await variant.find(seat.page)

        await goTo(seat.page, 'people')
        await seat.page.locator('[data-search]').pressSequentially(wanted.typed, { delay: 10 })
        const line = seat.page.locator('main a[data-row]', { hasText: wanted.name }).first()
        await line.waitFor()
        await line.click()
        await seat.page.getByRole('heading', { level: 1, name: wanted.name }).waitFor()
        person = await seat.page.evaluate(() => location.hash.split('/').at(-1))
        assert.match(await seat.page.locator('.tie').innerText(), /\S+ \S+/)
        assert.doesNotMatch(await seat.page.locator('main').innerText(), /[{}]/)
      })

      await context.test('V1: the two values are written, and lead to a draft', async () => {
        const { page } = seat

        await page.locator(`main a[href="#/write/to/${person}"]`).first().click()
        for (const [name, text] of Object.entries(variant.values)) await page.locator(`[name="${name}"]`).fill(text)
        await page.getByLabel('Language').selectOption(variant.language)
        await page.locator('form.value button[type=submit]').click()
        await page.locator('textarea[aria-label="The message"]').waitFor()
        await page.waitForLoadState('networkidle')
        id = await page.evaluate(() => location.hash.split('/').at(-1))
        assert.deepEqual(await page.locator('.findings li.error').allInnerTexts(), [], 'M2')
        assert.match(await page.locator('.value-strip').innerText(), new RegExp(variant.values.value_for_me))
        assert.equal((await ask(page, '/messages/' + id)).language, variant.language)
      })

      await context.test('M1: what is wrong is underlined while one types', async () => {
        const { page } = seat
        const field = page.locator('textarea[aria-label="The message"]')
        const draft = await field.inputValue()

        await field.fill(draft.replace('\n\n', '\n\n[name of the town] '))
        await page.locator('.shadow .error').first().waitFor()
        await page.locator('.findings li.error').first().waitFor()
        await field.fill(draft)
        await page.locator('.findings li.error').first().waitFor({ state: 'detached' })
      })

      await context.test('M4: approved word by word, taken out as a mail, and marked as sent', async () => {
        const { page } = seat

        await page.getByRole('button', { name: 'Approve these words' }).click()
        await page.getByRole('heading', { name: 'How does it go out?' }).waitFor()
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Download as .eml' }).click(),
        ])
        const mail = readFileSync(await download.path(), 'utf8')
        address = /^To:.*?([^<\s]+@[^>\s]+)/m.exec(mail)?.[1]
        assert.ok(address, mail.slice(0, 400))
        await page.getByRole('button', { name: 'I have sent it' }).click()
        await page.getByText(/^Sent on/).waitFor()
        assert.equal((await ask(page, '/messages/' + id)).state, 'sent')
      })

      await context.test('F1: some days later the reminder is due, and the draft lies behind it', async () => {
        seat.watch.clean()
        await seat.context.close()
        seat = await openPage(browser, await home.at(WAITED))
        const row = seat.page.locator('main li[data-row]', { hasText: 'Follow up' })

        await row.first().waitFor()
        assert.equal(await row.count(), 1)
        await row.getByRole('link').click()
        await seat.page.locator('textarea[aria-label="The message"]').waitFor()
        const reminder = await seat.page.evaluate(() => location.hash.split('/').at(-1))
        const [first, second] = [await ask(seat.page, '/messages/' + id), await ask(seat.page, '/messages/' + reminder)]
        assert.notEqual(reminder, id)
        assert.equal(second.thread, first.thread, 'F2: in the same thread')
      })

      await context.test('M5: the answer comes with the mail, and it is mine to answer', async () => {
        const { page } = seat
        const { message_id } = await ask(page, '/messages/' + id)
        const answer = [
          'From answer Thu Dec 03 08:12:00 2026',
          'Message-ID: <answer-1@line.example>',
          `In-Reply-To: <${message_id}>`,
          `References: <${message_id}>`,
          'Date: Thu, 03 Dec 2026 08:12:00 +0000',
          `From: ${address}`,
          `To: ${own}`,
          'Subject: Re: hello',
          'Content-Type: text/plain',
          '',
          'Gladly. Next week?',
          '',
        ].join('\n')

        const [report] = await bringIn(page, [
          { name: 'answer.mbox', mimeType: 'application/mbox', buffer: Buffer.from(answer) },
        ])
        assert.equal(report.answers, 1)
        await page.getByText('One answer').waitFor()
        await goTo(page, 'today')
        const row = page.locator('main li[data-row]', { has: page.locator('.act', { hasText: 'Answer' }) })
        await row.first().waitFor()
        assert.match(await row.first().locator('.why').innerText(), /It is your turn/)
        assert.equal(await page.locator('main li[data-row]', { hasText: 'Follow up' }).count(), 0, 'the reminder is off')
      })
      seat.watch.clean()
    } finally {
      await seat.context.close()
      await home.close()
    }
  })
}
