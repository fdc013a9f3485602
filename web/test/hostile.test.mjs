// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Texts that mean harm, in every field that one can fill: on no screen does one of them do anything.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { goTo, missing as noBrowser, openBrowser, openPage } from './lib/browser.mjs'
import { missing as noDoor, openHome } from './lib/door.mjs'

const skip = noDoor || noBrowser
const DEED = 'globalThis.pwned=1'
const PAYLOADS = [
  `<img src=x onerror=${DEED}>`,
  `<script>${DEED}</script>`,
  `"><svg/onload=${DEED}>`,
  `' autofocus onfocus=${DEED} x='`,
  `javascript:${DEED}`,
  `{{constructor.constructor('${DEED}')()}}`,
  `<iframe srcdoc="<script>parent.${DEED}</script>">`,
  `<style>@import 'https://evil.example/x.css'</style>`,
  `<a href="https://evil.example/">x</a><base href="https://evil.example/">`,
  `</textarea></title><math><mi xlink:href="data:x,<script>${DEED}</script>">`,
  'desrever \u202Etxt.exe',
]

let home
let url
let browser

before(async () => {
  if (skip) return
  home = openHome({ TOKOPP_ME_NAME: 'Ola ' + PAYLOADS[0], TOKOPP_ME_EMAIL: 'ola@example.org' })
  url = await home.at('2026-11-23')
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await home?.close()
})

/** A write as the page makes it; the answer's object. */
const write = (page, method, path, fields) =>
  page.evaluate(
    async ([how, where, body]) => {
      const said = await fetch('/api/v1' + where, {
        method: how,
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
      return { status: said.status, ...(await said.json()) }
    },
    [method, path, fields],
  )

/** Brings a card as a file, as the import screen does. */
const bring = (page, name, text) =>
  page.evaluate(
    async ([file, content]) => {
      const form = new FormData()
      form.append('file', new File([content], file))
      const said = await fetch('/api/v1/imports', {
        method: 'POST',
        headers: { 'Idempotency-Key': crypto.randomUUID() },
        body: form,
      })
      return said.status
    },
    [name, text],
  )

async function plant(page, text) {
  const flat = text.replaceAll('\\', '\\\\').replaceAll(',', '\\,').replaceAll(';', '\\;')
  const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Card ${flat}\r\nORG:${flat}\r\nTITLE:${flat}\r\nNOTE:${flat}\r\nURL:${flat}\r\nEND:VCARD\r\n`

  assert.equal(await bring(page, `${text.replaceAll('/', ' ')}.vcf`, card), 202)
  const person = await write(page, 'POST', '/people', {
    name: 'Kari ' + text,
    email: `kari${PAYLOADS.indexOf(text)}@example.com`,
    title: text,
    organisation: text,
  })
  assert.equal(person.status, 201, JSON.stringify(person))
  await write(page, 'PUT', '/people/' + person.id, { interests: text, terms: 'strained', terms_reason: text })
  await write(page, 'PUT', '/people/' + person.id, { terms: 'good' })
  await write(page, 'POST', `/people/${person.id}/notes`, { text })
  await write(page, 'PUT', `/people/${person.id}/value`, {
    purpose: 'compare ' + text,
    reason: 'your talk ' + text,
    value_for_them: 'figures from forty houses ' + text,
    value_for_me: 'what you learned from them ' + text,
  })
  const asked = await write(page, 'POST', `/people/${person.id}/ask`, {})
  const campaign = await write(page, 'POST', '/campaigns', { name: 'Heat ' + text, theme: 'what houses need ' + text })
  assert.equal(campaign.status, 201, JSON.stringify(campaign))
  await write(page, 'POST', `/campaigns/${campaign.id}/targets`, { organisation: text })
  if (asked.message)
    await write(page, 'PUT', '/messages/' + asked.message.id, { subject: text, body: 'Hi Kari,\n' + text })
  return { person: person.id, campaign: campaign.id, message: asked.message?.id }
}

test('no text that somebody brings does anything on any screen', { skip }, async () => {
  const { page, watch } = await openPage(browser, url)
  let dialogs = 0
  let messages = 0

  page.on('dialog', dialog => {
    dialogs++
    void dialog.dismiss()
  })
  // Seven open requests are enough: the rest is refused, and the browser says so.
  watch.expectComplaints(true)
  const planted = []
  for (const text of PAYLOADS) planted.push(await plant(page, text))
  await page.reload()
  await page.locator('main h1').waitFor()
  watch.expectComplaints(false)
  for (const { person, campaign, message } of planted) {
    await goTo(page, 'people', person)
    await goTo(page, 'campaign', campaign)
    await goTo(page, 'today')
    await goTo(page, 'write', 'to', person)
    if (message) {
      messages++
      await goTo(page, 'write', message)
    }
  }
  for (const screen of ['today', 'people', 'write', 'import', 'campaign', 'settings']) await goTo(page, screen)
  await goTo(page, 'people')
  await page.locator('input[type=search]').fill('kari')
  await page.locator('main [data-row]', { hasText: 'onerror' }).first().waitFor()
  assert.ok(messages > 0, 'no message was drafted')
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined)
  assert.equal(dialogs, 0)
  assert.equal(
    await page.evaluate(() => document.querySelectorAll('main script, main iframe, main [onerror], main [onload], base').length),
    0,
  )
  assert.deepEqual(
    await page.evaluate(() => [...document.links].map(each => each.protocol).filter(each => each === 'javascript:')),
    [],
  )
  watch.clean()
})

test('were a text taken for markup, this would see it', { skip }, async () => {
  const { page, watch } = await openPage(browser, url)

  watch.expectComplaints(true)
  await page.evaluate(html => document.querySelector('main').insertAdjacentHTML('beforeend', html), PAYLOADS[0])
  await page.waitForTimeout(200)
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined, 'the policy forbids it even then')
  assert.ok(watch.seen.forbidden.length > 0)
  assert.equal(await page.evaluate(() => document.querySelectorAll('main [onerror]').length), 1)
})
