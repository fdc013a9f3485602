// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Every screen in both lights, wide and narrow: no violation of WCAG 2.2 AA that axe knows, nothing
// sticks out, no request to another host, nothing that the content security policy forbids.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, NARROW, openBrowser, openPage, sticksOut, violations, WIDE } from './lib/browser.mjs'
import { missing as noDoor, openDoor } from './lib/door.mjs'

const skip = noDoor || noBrowser
const FIRST_PAGE_MOST = 100_000
const THUMB = 24

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

async function screens(page) {
  const people = await ask(page, '/people?limit=5')
  const id = people.rows[1].id
  const { organisation } = await ask(page, '/people/' + people.rows[0].id)
  const places = [
    ['today'],
    ['people'],
    ['people', id],
    ['organisations', organisation.id],
    ['doubles'],
    ['news'],
    ['touches'],
    ['network'],
    ['network', 'list'],
    ['network', 'to', id],
    ['write'],
    ['write', 'to', id],
    ['campaign'],
    ['import'],
    ['settings'],
    ['nowhere'],
  ]
  for (const state of ['draft', 'approved', 'sent']) {
    const { rows } = await ask(page, '/messages?state=' + state)
    if (rows[0]) places.push(['write', rows[0].id])
  }
  return places
}

for (const [light, viewport] of [
  ['light', WIDE],
  ['dark', WIDE],
  ['light', NARROW],
  ['dark', NARROW],
]) {
  test(`every screen can be used by everybody: ${light}, ${viewport.width} px`, { skip }, async context => {
    const { page, watch } = await openPage(browser, door.url, { colorScheme: light, viewport })

    for (const place of await screens(page)) {
      await context.test(place.map(part => (/^[a-z0-9]{13}$/.test(part) ? 'ID' : part)).join('/'), async () => {
        await goTo(page, ...place)
        await page.waitForLoadState('networkidle')
        assert.deepEqual(await violations(page), [])
        assert.deepEqual(await sticksOut(page), [])
      })
    }
    watch.clean()
  })
}

test('at 360 px everything that one taps is large enough for a thumb', { skip }, async () => {
  const { page, watch } = await openPage(browser, door.url, { viewport: NARROW, hasTouch: true })

  for (const place of await screens(page)) {
    await goTo(page, ...place)
    await page.waitForLoadState('networkidle')
    const small = await page.evaluate(
      least =>
        [...document.querySelectorAll('button, a.button, nav a, select, input:not([type=radio]):not([type=checkbox]), textarea')]
          .filter(each => each.checkVisibility() && !each.classList.contains('out-of-sight'))
          .map(each => ({ box: each.getBoundingClientRect(), what: each.outerHTML.slice(0, 100) }))
          .filter(each => each.box.height < least || each.box.width < least)
          .map(each => each.what),
      THUMB,
    )
    assert.deepEqual(small, [], place.join('/'))
  }
  watch.clean()
})

test('dark is dark and light is light', { skip }, async () => {
  const brightness = async colorScheme => {
    const { page, context } = await openPage(browser, door.url, { colorScheme })
    const colour = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    await context.close()
    return colour.match(/\d+/g).slice(0, 3).reduce((sum, each) => sum + Number(each), 0) / 3
  }

  assert.ok((await brightness('light')) > 200)
  assert.ok((await brightness('dark')) < 60)
})

for (const [locale, lang, today] of [
  ['nb-NO', 'nb', 'I dag'],
  ['da-DK', 'da', 'I dag'],
  ['sv-SE', 'sv', 'I dag'],
  ['en-GB', 'en', 'Today'],
  ['no', 'nb', 'I dag'],
  ['fi-FI', 'en', 'Today'],
]) {
  test(`a browser that speaks ${locale} is met in ${lang}`, { skip }, async () => {
    const { page, context, watch } = await openPage(browser, door.url, { locale })

    assert.equal(await page.locator('html').getAttribute('lang'), lang)
    assert.equal(await page.locator('h1').innerText(), today)
    watch.clean()
    await context.close()
  })
}

test('the language is switched in place and stays so', { skip }, async () => {
  const { page, watch } = await openPage(browser, door.url)

  await goTo(page, 'settings')
  await page.getByLabel('Svenska').check()
  await page.getByRole('heading', { name: 'Inställningar' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Inställningar' }).waitFor()
  watch.clean()
})

test('the first page is under 100 KB over the wire', { skip }, async () => {
  const context = await browser.newContext({ locale: 'nb-NO' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  let bytes = 0

  await session.send('Network.enable')
  session.on('Network.loadingFinished', event => (bytes += event.encodedDataLength))
  await page.goto(door.url)
  await page.locator('main h1').waitFor()
  await page.waitForLoadState('networkidle')
  assert.ok(bytes > 5_000 && bytes < FIRST_PAGE_MOST, `${bytes} bytes`)
  await context.close()
})

test('the hunts find what is planted: a stranger asked, a forbidden style, a bad colour, a wide box', { skip }, async () => {
  const { page, watch } = await openPage(browser, door.url)

  await page.evaluate(() => {
    const box = document.createElement('div')
    box.innerHTML =
      '<img src="http://stranger.invalid/a.png"><p id="pale" class="quiet">pale</p><div id="wide">wide</div><i style="color: red">x</i>'
    document.querySelector('main').append(box)
    document.getElementById('pale').style.color = '#eee'
    document.getElementById('wide').style.width = '3000px'
    console.error('planted')
  })
  await page.waitForTimeout(300)
  const found = (await violations(page)).join('\n')
  assert.match(found, /image-alt/)
  assert.match(found, /color-contrast/)
  assert.ok((await sticksOut(page)).some(each => each.startsWith('DIV')))
  assert.ok(watch.seen.forbidden.some(each => /img-src/.test(each)), 'the forbidden picture')
  assert.ok(watch.seen.forbidden.some(each => /style-src/.test(each)), 'the forbidden style')
  assert.ok(watch.seen.complaints.some(each => /planted/.test(each)))
  assert.throws(() => watch.clean())
})
