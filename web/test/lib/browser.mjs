// SPDX-License-Identifier: AGPL-3.0-or-later
//
// A real Chromium, and a watch over each page: what it complains of, whom it asks, what the content
// security policy forbade. A test ends with `watch.clean()`.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

import { chromium } from 'playwright-core'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PROGRAM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Why there is no browser here, or false. */
export const missing = !PROGRAM && 'no Chromium on this machine'

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 360, height: 740 }

export function openBrowser() {
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

/** A page in a context of its own, and what was seen there. */
export async function openPage(browser, url, wish = {}) {
  const context = await browser.newContext({
    viewport: WIDE,
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...wish,
  })
  const page = await context.newPage()
  const host = new URL(url).host
  const seen = { complaints: [], strangers: [], forbidden: [] }
  let quiet = false

  await context.exposeFunction('tokoppForbidden', what => seen.forbidden.push(what))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event =>
      globalThis.tokoppForbidden(`${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  page.on('console', message => {
    if (message.type() === 'error' && !quiet) seen.complaints.push(message.text())
  })
  page.on('pageerror', thrown => seen.complaints.push(String(thrown)))
  page.on('request', request => {
    const asked = new URL(request.url())
    if (/^https?:$/.test(asked.protocol) && asked.host !== host) seen.strangers.push(request.url())
  })
  await page.goto(url)
  await page.locator('main h1').waitFor()

  return {
    page,
    context,
    watch: {
      seen,
      /** While refusals or a lost connection are wanted, the browser's own lines on them are not faults. */
      expectComplaints: on => (quiet = on),
      clean: () => assert.deepEqual(seen, { complaints: [], strangers: [], forbidden: [] }),
    },
  }
}

/** Every violation that axe finds, in one line each. */
export async function violations(page) {
  const source = await import('node:fs').then(fs => fs.readFileSync(axe, 'utf8'))
  // Through the debugger, so that the page's own policy stays as it is.
  await page.evaluate(source + '; undefined')
  const found = await page.evaluate(
    rules => globalThis.axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] }),
    RULES,
  )
  return found.violations.map(
    each => `${each.id}: ${each.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`,
  )
}

/** How many pixels the page is wider than the window, and which elements stick out. */
export function sticksOut(page) {
  return page.evaluate(() =>
    document.documentElement.scrollWidth <= innerWidth
      ? []
      : [...document.querySelectorAll('body *')]
          .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
          .map(each => `${each.tagName}.${each.className}`),
  )
}

/** The server's answer as the page gets it, with its cookie. */
export const ask = (page, path) =>
  page.evaluate(async wanted => (await fetch('/api/v1' + wanted)).json(), path)

/** Where a hash leads, and its heading. */
export async function goTo(page, ...parts) {
  await page.evaluate(hash => (location.hash = hash), '#/' + parts.map(encodeURIComponent).join('/'))
  await page.locator('main h1').waitFor()
}

/** Somebody whom nobody has asked for anything yet, and who can be written to. */
export async function findStranger(page) {
  const { rows } = await ask(page, '/people?limit=60')
  for (const row of rows) {
    const person = await ask(page, '/people/' + row.id)
    const mail = person.addresses.some(each => each.kind === 'email')
    if (mail && person.meetings.length === 0 && person.terms !== 'strained' && person.given_name) return person
  }
  throw new Error('everybody has been asked already')
}
