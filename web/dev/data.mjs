// SPDX-License-Identifier: AGPL-3.0-or-later
//
// An invented handful of people, to design the page by. No test rests on it.

let made = 0
export const id = () => 'd' + String(++made).padStart(12, '0')
export const TODAY = '2026-11-23'

export function plus(days) {
  const date = new Date(TODAY + 'T12:00:00Z')
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
const at = days => plus(days) + 'T09:30:00Z'

const NAMES = [
  ['Kari', 'Holm', 'Head of Heat', 'Nordvarme AS', 'light', 'nb', 'Oslo'],
  ['Jonas', 'Lindqvist', 'Partner', 'Lindqvist & Berg', 'close', 'sv', 'Göteborg'],
  ['Åse', 'Bjørnstad', 'Research Lead', 'Fjordlab', 'warm', 'nb', 'Bergen'],
  ['Mette', 'Sørensen', 'Chief Analyst', 'Vindkraft Danmark', 'warm', 'da', 'Aarhus'],
  ['Oliver', 'Whitfield', 'Programme Manager', 'Thermal Futures', 'cold', 'en', 'Leeds'],
  ['Ingrid', 'Østby', 'Product Owner', 'Kraftverket Digital', 'light', 'nb', 'Trondheim'],
  ['Søren', 'Ægidius', 'Director', 'Ægidius Teknik', 'none', 'da', 'Odense'],
  ['Annika', 'Ström', 'Editor', 'Energitidningen', 'cold', 'sv', 'Stockholm'],
  ['Halvard', 'Nygård-Kristoffersen', 'Senior Adviser, District Heating and Storage', 'Statens energiråd', 'light', 'nb', 'Oslo'],
]

const COUNTS = { close: 34, warm: 17, light: 6, cold: 2, none: 0 }

function timeline(tie) {
  const rows = []
  for (let n = 0; n < (COUNTS[tie] ?? 0); n++) {
    const kind = n % 7 === 3 ? 'meeting' : n % 5 === 4 ? 'message' : 'mail'
    rows.push({
      at: at(-9 - n * (tie === 'close' ? 18 : 41)),
      kind,
      direction: n % 2 ? 'out' : 'in',
      subject: kind === 'mail' ? ['Heat pumps in old buildings', 'Re: the seminar in May', 'The figures you asked for'][n % 3] : '',
    })
  }
  return rows
}

function person([given, family, title, organisation, tie, language, place]) {
  const rows = timeline(tie)
  return {
    id: id(),
    name: `${given} ${family}`,
    given_name: given,
    family_name: family,
    title,
    organisation: { id: id(), name: organisation },
    language,
    formality: 'informal',
    country: { nb: 'NO', da: 'DK', sv: 'SE', en: 'GB' }[language],
    place,
    terms: 'good',
    source: 'sample',
    interests: ['heat pumps', 'district heating'],
    addresses: [
      { kind: 'email', value: `${given.toLowerCase()}@example.org`.replace('å', 'aa').replace('ø', 'o'), label: 'work' },
      { kind: 'phone', value: '+47 22 12 34 56', label: '' },
    ],
    positions: [
      { kind: 'post', title, organisation, from: '2022-03-01', until: null },
      { kind: 'post', title: 'Consultant', organisation: 'Lindqvist & Berg', from: '2017-08-01', until: '2022-02-01' },
      { kind: 'education', title: 'MSc Energy', organisation: 'NTNU', from: '2012-08-01', until: '2017-06-01' },
    ],
    tie: rows.length
      ? { word: tie, strength: 0.6, reason: 'tie-exchange', facts: { mails_out: 12, mails_in: 9, last_day: rows[0].at.slice(0, 10) } }
      : { word: 'none', strength: 0, reason: 'tie-none', facts: {} },
    timeline: rows,
    meetings: [],
    notes: tie === 'light' ? [{ id: id(), kind: 'note', text: 'Told of the pilot with 40 flats; results in spring.', openness: 'confidence', at: at(-60) }] : [],
    fading: given === 'Mette',
  }
}

export const people = NAMES.map(person)
const [kari, jonas, ase, mette] = people

export const row = each => ({
  about: 'person',
  id: each.id,
  name: each.name,
  title: each.title,
  organisation: each.organisation?.name ?? '',
  tie: each.tie.word,
  last: each.timeline[0]?.at.slice(0, 10) ?? null,
  fading: each.fading,
})

export const values = {
  purpose: 'Hear how Nordvarme chose its first heat pumps for district heating',
  reason: 'Her talk on heat pumps in district heating at the heat days in Trondheim',
  value_for_them: 'A comparison of what six Danish towns learned from their first winters.',
  value_for_me: 'A picture of what makes a utility choose heat pumps, and who decides.',
  form: 'coffee',
  minutes: 30,
}

function message(who, kind, state, extra = {}) {
  return {
    id: id(),
    kind,
    language: 'nb',
    formality: 'informal',
    person: { id: who.id, name: who.name },
    meeting_id: id(),
    subject: 'Varmepumper i fjernvarme',
    body:
      `Hei ${who.given_name},\n\nForedraget ditt om varmepumper på Varmedagene satte i gang mange tanker hos meg. ` +
      'Jeg har samlet hva seks danske byer lærte av sine første vintre, og viser deg det gjerne. ' +
      'Har du tid til en kaffe på 30 minutter om hvordan dere valgte de første pumpene? Passer det ikke, er det helt i orden.\n\nVennlig hilsen\nOla',
    state,
    number: 0,
    due: null,
    sent_at: null,
    answered_at: null,
    message_id: 'x@example.org',
    thread: '',
    findings: [],
    overruled: [],
    ...values,
    ...extra,
  }
}

export const messages = [
  message(kari, 'outreach', 'draft'),
  message(mette, 'follow_up', 'draft', { number: 1, language: 'da', due: plus(0) }),
  message(jonas, 'intro_request', 'approved', { language: 'sv' }),
  message(ase, 'outreach', 'sent', { sent_at: at(-10), due: plus(2) }),
]

for (const each of messages) {
  const who = people.find(one => one.id === each.person.id)
  who.meetings.push({
    id: each.meeting_id,
    person: each.person,
    stage: each.state === 'sent' ? 'asked' : 'valued',
    ...values,
    campaign: null,
    messages: [each],
  })
}

const due = (act, who, reason, facts, about, days = 0) => ({
  id: id(),
  act,
  due: plus(days),
  person: { id: who.id, name: who.name },
  reason,
  facts: { name: who.name, ...facts },
  about,
  state: 'open',
})
const of = each => ({ kind: 'message', id: each.id })

export const today = [
  due('keep_promise', jonas, 'promise-open', { promise: 'send the report on storage' }, { kind: 'note', id: id() }, -3),
  due('meet_today', ase, 'meet-today', { time: '14:00', place: 'Kaffebrenneriet' }, { kind: 'meeting', id: id() }),
  due('approve', kari, 'draft-outreach', {}, of(messages[0])),
  due('send', jonas, 'approved-waits', { subject: 'Heat pumps' }, of(messages[2])),
  due('follow_up', mette, 'follow-up-draft', {}, of(messages[1])),
  due('value', people[5], 'value-both-wanted', {}, { kind: 'meeting', id: id() }),
  due('warm_up', people[8], 'tie-fades', { last_day: '2026-03-02' }, { kind: 'person', id: people[8].id }),
]

export const paths = who =>
  who === kari
    ? [
        {
          steps: [
            { person: { id: jonas.id, name: jonas.name }, word: 'close', reason: 'tie-exchange', facts: {} },
            { person: { id: kari.id, name: kari.name }, word: 'warm', reason: 'tie-between-mails', facts: {} },
          ],
          weakest: 1, gate: 'ask', certainty: 'sure', tired: false,
          reason: 'path-ask-weak-theirs', facts: { first: jonas.name, target: kari.name },
        },
        {
          steps: [
            { person: { id: people[7].id, name: people[7].name }, word: 'cold', reason: 'tie-shared', facts: {} },
            { person: { id: kari.id, name: kari.name }, word: 'light', reason: 'tie-between-shared', facts: {} },
          ],
          weakest: 0, gate: 'warm_up', certainty: 'likely', tired: false,
          reason: 'path-warm-up', facts: { first: people[7].name, target: kari.name },
        },
      ]
    : []

const step = (who, at) => ({
  id: id(),
  organisation: who.organisation,
  person: at === 'found' ? null : { id: who.id, name: who.name },
  step: at,
})
const steps = ['asked', 'held', 'kept', 'agreed', 'found', 'path', 'found', 'held', 'asked']
const targets = people.map((who, at) => step(who, steps[at]))
export const campaigns = [
  {
    id: id(),
    name: 'Varmepumper i Norden',
    theme: 'What the market looks like in five years',
    state: 'open',
    rows: targets,
    get counts() {
      const counts = { found: 0, path: 0, asked: 0, agreed: 0, held: 0, kept: 0 }
      for (const each of this.rows) counts[each.step]++
      return counts
    },
  },
]
export const journal = []
export const imports = []
