// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Writing with a quiet reader beside one: underlines that stay under their words, a caret that does
// not move, a proposal taken with a click, and what is fine is not asked about again (M1).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ask, goTo, missing as noBrowser, NARROW, openBrowser, openPage, sticksOut, violations } from './lib/browser.mjs'
import { missing as noDoor, openDoor } from './lib/door.mjs'

const skip = noDoor || noBrowser
const FIELD = 'textarea[aria-label="The message"]'
const BLAME = 'I have written twice without you answering me.'
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

const wordsUnder = page => page.locator('.shadow .error, .shadow .warning, .shadow .hint').allInnerTexts()
const standing = page => page.locator('.findings > ul > li')

/** A draft in English with this body on the table. */
async function openLetter(wish, body) {
  const seat = await openPage(browser, door.url, wish)
  const { page } = seat
  const { rows } = await ask(page, '/messages?state=draft')
  const drafts = await Promise.all(rows.map(row => ask(page, '/messages/' + row.id)))
  const draft = drafts.find(each => each.kind === 'outreach') ?? drafts[0]
  await goTo(page, 'write', draft.id)
  await page.locator(FIELD).waitFor()
  const judged = page.waitForResponse(each => each.url().endsWith('/judge') && (each.request().postData() ?? '').includes(JSON.stringify(body).slice(1, -1)))
  await page.locator(FIELD).fill(body)
  await judged
  return { ...seat, draft, field: page.locator(FIELD) }
}

const letterTo = (person, text) => `Dear ${person.name.split(' ')[0]},\n\n${text}\n\nBest regards\nMe`

test('emoji and many letters before it: the underline lies under the very words, and the caret stays where one types', { skip }, async () => {
  const long = '☕ 😀 Blåbærsyltetøy på Ærø. '.repeat(180)
  const { page, field, draft, watch } = await openLetter({}, 'x')
  const body = letterTo(draft.person, `${long}[name of the town] ${long}`)

  assert.ok(body.length > 5000)
  await field.fill(body)
  await page.locator('.shadow .error', { hasText: '[name of the town]' }).first().waitFor()
  const at = body.indexOf('[name') - 20
  await field.evaluate((here, place) => here.setSelectionRange(place, place), at)
  await field.pressSequentially('ten quiet words, typed right in the middle of it 😀', { delay: 5 })
  const typed = 'ten quiet words, typed right in the middle of it 😀'.length
  assert.equal(await field.evaluate(here => here.selectionStart), at + typed)
  assert.ok((await wordsUnder(page)).some(each => each === '[name of the town]'), 'before it is judged again')
  await page.waitForTimeout(1500)
  assert.equal(await field.evaluate(here => here.selectionStart), at + typed)
  assert.ok((await wordsUnder(page)).some(each => each === '[name of the town]'), 'afterwards')
  watch.clean()
})

test('the underlines lie where the words are: text and shadow have the same lines', { skip }, async () => {
  const { page, draft, watch } = await openLetter({ viewport: NARROW }, 'x')

  await page.locator(FIELD).fill(letterTo(draft.person, 'A line of words that is long enough to be wrapped more than once at this width, and [a gap] in it.'))
  await page.locator('.shadow .error').first().waitFor()
  const sizes = await page.evaluate(() => {
    const [shadow, field] = [document.querySelector('.text .shadow'), document.querySelector('.text textarea')]
    const style = each => ['font', 'lineHeight', 'padding', 'whiteSpace', 'overflowWrap', 'letterSpacing', 'width'].map(name => getComputedStyle(each)[name])
    return { shadow: style(shadow), field: style(field), high: field.scrollHeight <= field.clientHeight }
  })
  assert.deepEqual(sizes.shadow, sizes.field)
  assert.ok(sizes.high, 'nothing of the text is scrolled out of sight')
  watch.clean()
})

test('one click takes the proposal, and the undo of the keyboard takes it back', { skip }, async () => {
  const { page, field, draft, watch } = await openLetter({}, 'x')
  const given = draft.person.name.split(' ')[0]
  const wrong = letterTo({ name: 'Zebedee' }, 'Could we talk about heat pumps on Tuesday?')

  await field.fill(wrong)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByRole('button', { name: `Change to “${given}”` }).click()
  assert.equal(await field.inputValue(), wrong.replace('Zebedee', given))
  await page.getByRole('button', { name: `Change to “${given}”` }).waitFor({ state: 'detached' })
  await field.press('Control+z')
  assert.equal(await field.inputValue(), wrong)
  watch.clean()
})

test('by keyboard: F8 goes to the words, Ctrl and full stop takes the proposal', { skip }, async () => {
  const { page, field, draft, watch } = await openLetter({}, 'x')
  const given = draft.person.name.split(' ')[0]

  await field.fill(letterTo({ name: 'Zebedee' }, 'Could we talk about [a topic] on Tuesday?'))
  await page.getByRole('button', { name: /Change to/ }).waitFor()
  await field.press('Control+Home')
  const chosen = () => field.evaluate(here => here.value.slice(here.selectionStart, here.selectionEnd))
  await page.keyboard.press('F8')
  assert.equal(await chosen(), 'Zebedee')
  assert.match(await page.locator('.advice').innerText(), /Zebedee/, 'told to who does not see the underline')
  await page.keyboard.press('F8')
  assert.equal(await chosen(), '[a topic]')
  await page.keyboard.press('Shift+F8')
  assert.equal(await chosen(), 'Zebedee')
  await page.keyboard.press('Control+.')
  assert.match(await field.inputValue(), new RegExp(`^Dear ${given},`))
  watch.clean()
})

test('it is fine, with a reason: not asked again for these words, and asked for others', { skip }, async () => {
  const { page, field, draft, watch } = await openLetter({}, 'x')
  const body = letterTo(draft.person, `Could we talk about heat pumps on Tuesday? ${BLAME}`)

  await field.fill(body)
  const guilt = standing(page).filter({ hasText: 'reads like a reproach' })
  await guilt.waitFor()
  await guilt.getByRole('button', { name: 'It’s fine' }).click()
  await guilt.getByRole('button', { name: 'We know each other that well' }).click()
  await guilt.waitFor({ state: 'detached' })
  await page.getByText('One that you let be').waitFor()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await page.locator(FIELD).waitFor()
  await page.getByText('One that you let be').waitFor()
  assert.equal(await guilt.count(), 0, 'remembered')
  const kept = (await ask(page, '/messages/' + draft.id)).findings.filter(each => each.code === 'guilt')
  assert.deepEqual(kept.map(each => each.overruled), [true])

  await field.fill(body.replace(BLAME, 'It is disappointing that you never bother to answer my emails.'))
  await guilt.waitFor()
  await field.fill(body)
  await guilt.waitFor({ state: 'detached' })
  await page.getByText('One that you let be').click()
  await page.getByRole('button', { name: 'Point it out again' }).click()
  await guilt.waitFor()
  watch.clean()
})

test('how many sentences there are is told beside how many there may be', { skip }, async () => {
  const { page, field, draft, watch } = await openLetter({}, 'x')

  await field.fill(letterTo(draft.person, 'One is here. Two is here. Three is here.'))
  await page.locator('.length', { hasText: '3 of 4 sentences' }).waitFor()
  assert.equal(await page.locator('.length.over').count(), 0)
  await field.fill(letterTo(draft.person, 'One is here. Two is here. Three is here. Four is here. Five is here.'))
  await page.locator('.length.over', { hasText: '5 of 4 sentences' }).waitFor()
  assert.equal(await field.getAttribute('aria-describedby'), await page.locator('.length').getAttribute('id'))
  watch.clean()
})

for (const [colorScheme, viewport] of [['light', undefined], ['dark', undefined], ['light', NARROW], ['dark', NARROW]]) {
  test(`with remarks open it can be used by everybody: ${colorScheme}, ${viewport?.width ?? 'wide'}`, { skip }, async () => {
    const { page, field, draft, watch } = await openLetter({ colorScheme, ...(viewport ? { viewport } : {}) }, 'x')

    await field.fill(letterTo({ name: 'Zebedee' }, `Could we talk about [a topic] on Tuesday? ${BLAME}`))
    await page.getByRole('button', { name: /Change to/ }).waitFor()
    await page.getByRole('button', { name: 'It’s fine' }).first().click()
    await page.locator('.findings form').first().waitFor()
    await page.keyboard.press('F8')
    assert.ok(draft.id)
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(await sticksOut(page), [])
    if (process.env.TOKOPP_PICTURES) await page.screenshot({ path: `${process.env.TOKOPP_PICTURES}/write-${colorScheme}-${viewport?.width ?? 'wide'}.png`, fullPage: true })
    watch.clean()
  })
}
