// SPDX-License-Identifier: AGPL-3.0-or-later
//
// A store of one's own in which many pairs wait for a word: everybody is in the address book twice,
// under another address, and now and then under another post.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { openHome } from './door.mjs'

const GIVEN = ['Kari', 'Jonas', 'Ingrid', 'Anders', 'Liv', 'Mikkel', 'Astrid', 'Henrik', 'Sigrid', 'Lars']
const FAMILY = ['Fjeldheim', 'Strandvold', 'Kvamsdal', 'Brattlie', 'Solbakk', 'Nordhagen', 'Rosenvinge', 'Lindqvist', 'Ekeland', 'Vestergren']
const TITLES = ['engineer', 'project manager', 'analyst', 'adviser']

/** The at-th person; the twin has another address and another title. */
function card(at, twin) {
  const given = GIVEN[at % GIVEN.length]
  const family = FAMILY[Math.floor(at / GIVEN.length) % FAMILY.length] + ['', 'sen', 'vik', 'dal'][Math.floor(at / 100) % 4]
  const mail = twin ? `${given[0]}${family}${at}@post.example` : `${given}.${family}@house${at}.example`
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${given} ${family}`,
    `N:${family};${given};;;`,
    `EMAIL:${mail.toLowerCase()}`,
    `ORG:House ${at % 30} AS`,
    `TITLE:${TITLES[(at + (twin ? 1 : 0)) % TITLES.length]}`,
    'END:VCARD',
    '',
  ].join('\r\n')
}

/** { url, home } over a store in which about `count` pairs wait. */
export async function openPairs(count) {
  const home = openHome({})
  for (const twin of [false, true]) {
    const file = join(home.path, twin ? 'second.vcf' : 'first.vcf')
    writeFileSync(file, Array.from({ length: count }, (_, at) => card(at, twin)).join(''))
    await home.tokopp('import', file)
  }
  return { url: await home.at(), home }
}
