// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The network as a picture: by pointer, by fingers' buttons, by keyboard, and as a list.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, NARROW, openBrowser, openPage } from './lib/browser.mjs'
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

async function visit(wish, ...more) {
  const opened = await openPage(browser, door.url, wish)
  await goTo(opened.page, 'network', ...more)
  await opened.page.locator('.tools, .sections').first().waitFor()
  return opened
}

/** Moves the pointer over the picture until somebody is named. */
async function findSomebody(page) {
  const box = await page.locator('.box').boundingBox()
  for (let down = 0.2; down < 0.9; down += 0.02) {
    for (let right = 0.15; right < 0.9; right += 0.01) {
      await page.mouse.move(box.x + right * box.width, box.y + down * box.height)
      if (await page.locator('.pointed').count()) return page.locator('.pointed b').innerText()
    }
  }
  throw new Error('nobody is in the picture')
}

test('who is pointed at is named, and a click lights the ways to them, each with its reason', { skip }, async () => {
  const { page, watch } = await visit()
  const name = await findSomebody(page)

  await page.mouse.down()
  await page.mouse.up()
  await page.locator('.side').waitFor()
  assert.equal(await page.locator('.side h2').innerText(), name)
  assert.ok((await page.locator('.side .chain').count()) > 0)
  assert.match(await page.locator('.side li > p').first().innerText(), /\S+ \S+ \S+/)
  assert.doesNotMatch(await page.locator('.side').innerText(), /[{}]/)
  await page.getByRole('button', { name: 'Close' }).click()
  await page.locator('.side').waitFor({ state: 'detached' })
  watch.clean()
})

test('somebody who is typed is found, and the address holds whose ways are lit', { skip }, async () => {
  const { page, watch } = await visit()
  const { people } = await ask(page, '/network')
  const name = people.name[20]

  await page.locator('[data-search]').pressSequentially(name.slice(0, -1), { delay: 10 })
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.side h2', { hasText: name }).waitFor()
  await page.reload()
  await page.locator('.side h2', { hasText: name }).waitFor()
  watch.clean()
})

test('by keyboard alone: from one to the next, the ways, and out again', { skip }, async () => {
  const { page, watch } = await visit()
  const said = page.locator('.stage p[role=status]')

  await page.locator('.box').focus()
  await page.keyboard.press('ArrowRight')
  const first = await said.innerText()
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(was => document.querySelector('.stage p[role=status]').textContent !== was, first)
  const second = await said.innerText()
  assert.match(second, /close|warm|light|cold|no contact/)
  await page.keyboard.press('Enter')
  await page.locator('.side').waitFor()
  assert.ok(second.startsWith(await page.locator('.side h2').innerText()))
  await page.locator('.box').focus()
  await page.keyboard.press('Escape')
  await page.locator('.side').waitFor({ state: 'detached' })
  watch.clean()
})

test('the list holds everybody who is in the picture, under the same names of circles', { skip }, async () => {
  const { page, watch } = await visit({}, 'list')
  const network = await ask(page, '/network?limit=5000')
  const button = page.locator('.sections button')

  while (await button.count()) await button.first().click()
  assert.equal(await page.locator('.sections [data-row]').count(), network.people.id.length)
  for (const circle of network.circles.slice(0, 5)) {
    const wanted = network.people.circle.filter(each => network.circles[each]?.id === circle.id).length
    const section = page.locator('section', { has: page.getByRole('heading', { name: circle.name, exact: false }) })
    assert.equal(await section.first().locator('[data-row]').count(), wanted, circle.name)
  }
  watch.clean()
})

/** The names over the picture as they are drawn now. */
const names = page => page.evaluate(() => document.querySelector('.box canvas + canvas').toDataURL())

/** Waits until the names are drawn as wished. */
const until = (page, wish, other) =>
  page.waitForFunction(
    ([same, drawing]) => (document.querySelector('.box canvas + canvas').toDataURL() === drawing) === same,
    [wish === 'as', other],
  )

test('at 360 px the picture is drawn and the buttons zoom', { skip }, async () => {
  const { page, watch } = await visit({ viewport: NARROW, hasTouch: true })

  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.waitForTimeout(300)
  const before = await names(page)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await until(page, 'unlike', before)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await until(page, 'as', before)
  watch.clean()
})

test('a browser without WebGL is told so and shown the list', { skip }, async () => {
  const { page, context, watch } = await openPage(browser, door.url)

  await context.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (kind, ...words) {
      return kind === 'webgl2' ? null : get.call(this, kind, ...words)
    }
  })
  await page.goto(door.url + '#/network')
  await page.reload()
  await page.getByText('cannot draw the picture').waitFor()
  await page.locator('.sections [data-row]').first().waitFor()
  watch.clean()
})

/** Whether the picture is still on its way two frames after a button that zooms. */
async function flies(page) {
  await page.getByRole('button', { name: 'Zoom in' }).focus()
  const [soon, late] = await page.evaluate(async () => {
    const shot = () => {
      const canvas = document.querySelector('.box canvas + canvas')
      return canvas.toDataURL()
    }
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
    document.querySelector('.tools button').click()
    for (let at = 0; at < 3; at++) await frame()
    const first = shot()
    await new Promise(resolve => setTimeout(resolve, 900))
    return [first, shot()]
  })
  return soon !== late
}

test('the picture flies, and stands still at once where less motion is wished for', { skip }, async () => {
  const calm = await visit({ reducedMotion: 'reduce' })
  assert.equal(await flies(calm.page), false)
  calm.watch.clean()

  const lively = await visit({ reducedMotion: 'no-preference' })
  assert.equal(await flies(lively.page), true)
  lively.watch.clean()
})
