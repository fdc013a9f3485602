// SPDX-License-Identifier: AGPL-3.0-or-later
//
// A store of one's own in which many pairs wait for a word: everybody was added twice, under another
// address and another post.
import { openHome } from './door.mjs'

const GIVEN = ['Kari', 'Jonas', 'Ingrid', 'Anders', 'Liv', 'Mikkel', 'Astrid', 'Henrik', 'Sigrid', 'Lars']
const FAMILY = ['Fjeldheim', 'Strandvold', 'Kvamsdal', 'Brattlie', 'Solbakk', 'Nordhagen', 'Rosenvinge', 'Lindqvist', 'Ekeland', 'Vestergren']
const ENDINGS = ['', 'rud', 'vik', 'dal']
const TITLES = ['engineer', 'project manager', 'analyst', 'adviser']

/** The at-th person; the twin has another address, another title and another organisation. */
function person(at, twin) {
  const given = GIVEN[at % 10]
  const family = FAMILY[Math.floor(at / 10) % 10] + ENDINGS[Math.floor(at / 100) % 4]
  const house = `house${twin ? 500 + at : at}`
  return {
    name: `${given} ${family}`,
    email: `${twin ? given[0] : given}.${family}@${house}.example`.toLowerCase(),
    title: TITLES[(at + (twin ? 1 : 0)) % TITLES.length],
    organisation: twin ? `Bureau ${at % 40}` : `House ${at % 30} AS`,
  }
}

/** { url, close } over a store in which about `count` pairs wait. */
export async function openPairs(count) {
  const home = openHome({})
  const url = new URL(await home.at())
  const cookie = (await fetch(url)).headers.getSetCookie().map(each => each.split(';')[0]).join('; ')
  for (let at = 0; at < 2 * count; at++) {
    const answer = await fetch(new URL('/api/v1/people', url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `pair-${at}-of-many`, Origin: url.origin, Cookie: cookie },
      body: JSON.stringify(person(at % count, at >= count)),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }
  return { url: url.href, close: home.close }
}
