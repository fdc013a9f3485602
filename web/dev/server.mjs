// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Serves dist/ with the program's own content security policy and invented data: for trying a look,
// never for a test. `npm run build && npm run design`.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import * as data from './data.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const port = Number(process.env.PORT ?? 7879)
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' }
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

class Refusal {
  constructor(status, reason, key, subject = '') {
    Object.assign(this, { status, reason, key, subject })
  }
}
const missing = () => new Refusal(404, 'not-found', 'no-such-thing')
const need = found => {
  if (!found) throw missing()
  return found
}
const byId = (rows, id) => need(rows.find(each => each.id === id))
const rows = list => ({ rows: list, next: null })
const head = ({ id, kind, person, subject, state, due, sent_at }) => ({ id, kind, person, subject, state, due, sent_at })

const back = new Map()
function deed(name, subject, undo) {
  const entry = { id: data.id(), at: data.TODAY + 'T10:00:00Z', door: 'http', deed: name, subject, undoable: true, undone: false }
  data.journal.unshift(entry)
  back.set(entry.id, undo)
  return entry.id
}

const fold = text => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('ø', 'o').replaceAll('æ', 'ae')

function judge({ body = '', receiver_name = '' }) {
  const bytes = text => Buffer.byteLength(text)
  const findings = []
  const add = (code, severity, pattern, advice, extra = {}) => {
    const hit = pattern.exec(body)
    if (hit)
      findings.push({ code, severity, from: bytes(body.slice(0, hit.index)), until: bytes(body.slice(0, hit.index + hit[0].length)), advice, figure: 0, limit: 0, subject: hit[0], overruled: false, ...extra })
  }
  const core = body.replace(/^[^\n]*,\s*/, '').replace(/\n\n[^\n]*\n[^\n]*$/, '')
  const sentences = (core.match(/[.!?](\s|$)/g) ?? []).length
  if (sentences > 4) findings.push({ code: 'too_long', severity: 'error', from: 0, until: bytes(body), advice: 'judge-too-long', figure: sentences, limit: 4, subject: '', overruled: false })
  add('guilt', 'error', /du har ikke svart|you forgot|still haven't heard/i, 'judge-guilt')
  add('asks_for_job', 'error', /ledig stilling|a job|vacancy/i, 'judge-asks-for-job')
  add('panic', 'warning', /!!+|så fort som mulig|as soon as possible/i, 'judge-panic')
  add('placeholder', 'error', /\[[^\]]+\]/, 'judge-placeholder')
  add('treat_missing', 'hint', /en kaffe/i, 'judge-treat-missing')
  const greeted = /^(?:Hei|Hej|Hi) ([^,\n]+)/.exec(body)?.[1]
  if (greeted && receiver_name && !receiver_name.includes(greeted)) add('wrong_name', 'error', new RegExp(greeted), 'judge-wrong-name', { subject: receiver_name })
  return { language: 'nb', sentences, findings }
}
const judged = message => {
  const { findings } = judge({ body: message.body, receiver_name: message.person.name })
  for (const each of findings) each.overruled = message.overruled.includes(each.code)
  return { ...message, findings }
}

const routes = [
  ['GET', '/session', () => ({ language: 'nb', name: 'Ola Nordmann', sample: true, version: '0.1.0', today: data.TODAY })],
  ['GET', '/today', () => ({ day: data.TODAY, ...rows(data.today.filter(each => each.state === 'open')), done: data.today.filter(each => each.state === 'done').length })],
  ['POST', '/today/:id/done', ({ id }) => set(byId(data.today, id), 'done')],
  ['POST', '/today/:id/later', ({ id }) => set(byId(data.today, id), 'later')],
  ['POST', '/undo', (_, body) => {
    const entry = need(data.journal.find(each => (body.entry ? each.id === body.entry : !each.undone)))
    entry.undone = true
    back.get(entry.id)?.()
    return { deed: entry.deed, subject: entry.subject, taken_back: 1, kept: 0, undo: null }
  }],
  ['GET', '/search', (_, __, query) => rows(data.people.filter(each => fold(`${each.name} ${each.title} ${each.organisation.name}`).includes(fold(query.get('q') ?? ''))).map(data.row))],
  ['GET', '/people', () => rows(data.people.map(data.row))],
  ['POST', '/people', (_, body) => {
    const made = { ...data.people[0], id: data.id(), given_name: '', ...body, organisation: { id: data.id(), name: body.organisation }, timeline: [], notes: [], meetings: [] }
    data.people.push(made)
    return { id: made.id, undo: deed('add_person', made.name, () => data.people.splice(data.people.indexOf(made), 1)) }
  }],
  ['GET', '/people/:id', ({ id }) => byId(data.people, id)],
  ['PUT', '/people/:id', ({ id }, body) => {
    const person = byId(data.people, id)
    const before = { ...person }
    Object.assign(person, body)
    return { undo: deed('change_person', person.name, () => Object.assign(person, before)) }
  }],
  ['POST', '/people/:id/notes', ({ id }, body) => {
    const person = byId(data.people, id)
    const note = { id: data.id(), kind: 'note', at: data.TODAY + 'T10:00:00Z', ...body }
    person.notes = [note, ...person.notes]
    return { id: note.id, undo: deed('add_note', person.name, () => (person.notes = person.notes.filter(each => each !== note))) }
  }],
  ['GET', '/people/:id/paths', ({ id }) => rows(data.paths(byId(data.people, id)))],
  ['PUT', '/people/:id/value', ({ id }, body) => {
    const person = byId(data.people, id)
    let meeting = person.meetings.find(each => ['idea', 'valued'].includes(each.stage))
    if (!meeting) person.meetings.push((meeting = { id: data.id(), person: { id, name: person.name }, messages: [], campaign: null }))
    Object.assign(meeting, body, { stage: 'valued', campaign: null })
    return { meeting, undo: deed('set_value', person.name) }
  }],
  ['POST', '/people/:id/ask', ({ id }, body) => {
    const person = byId(data.people, id)
    const meeting = person.meetings.find(each => each.stage === 'valued')
    if (!meeting?.value_for_them) throw new Refusal(422, 'refused', 'value-missing', 'value_for_them')
    const to = body.via ? byId(data.people, body.via) : person
    const { purpose, reason, value_for_them, value_for_me } = meeting
    const message = { ...data.messages[0], id: data.id(), state: 'draft', kind: body.via ? 'intro_request' : 'outreach', person: { id: to.id, name: to.name }, overruled: [], purpose, reason, value_for_them, value_for_me, body: data.messages[0].body.replace(/^Hei \S+,/, `Hei ${to.given_name},`) }
    data.messages.unshift(message)
    return { message: judged(message), undo: deed('ask_person', person.name, () => data.messages.shift()) }
  }],
  ['GET', '/messages', (_, __, query) => rows(data.messages.filter(each => each.state === query.get('state')).map(head))],
  ['GET', '/messages/:id', ({ id }) => judged(byId(data.messages, id))],
  ['PUT', '/messages/:id', ({ id }, body) => {
    const message = byId(data.messages, id)
    Object.assign(message, body, { state: 'draft' })
    return { ...judged(message), undo: null }
  }],
  ['POST', '/messages/:id/redraft', ({ id }) => {
    const message = byId(data.messages, id)
    message.body = message.body.replace('Passer det ikke', 'Skulle det ikke passe')
    return judged(message)
  }],
  ['POST', '/messages/:id/approve', ({ id }, body) => {
    const message = byId(data.messages, id)
    message.overruled = (body.overrule ?? []).map(each => each.code)
    if (judged(message).findings.some(each => each.severity === 'error' && !each.overruled)) throw new Refusal(422, 'refused', 'findings-stand')
    message.state = 'approved'
    return { ...judged(message), undo: deed('approve_message', message.person.name, () => (message.state = 'draft')) }
  }],
  ['POST', '/messages/:id/sent', ({ id }) => {
    const message = byId(data.messages, id)
    Object.assign(message, { state: 'sent', sent_at: data.TODAY + 'T10:00:00Z', due: data.plus(8) })
    const due = data.today.filter(each => each.about?.id === id)
    for (const each of due) each.state = 'done'
    return { ...judged(message), undo: deed('mark_sent', message.person.name, () => {
      message.state = 'approved'
      for (const each of due) each.state = 'open'
    }) }
  }],
  ['POST', '/messages/:id/answer', ({ id }) => {
    const message = byId(data.messages, id)
    message.answered_at = data.TODAY + 'T11:00:00Z'
    return { undo: deed('record-answer', message.person.name, () => (message.answered_at = null)) }
  }],
  ['POST', '/messages/:id/discard', ({ id }) => {
    const message = byId(data.messages, id)
    message.state = 'discarded'
    return { undo: deed('discard_message', message.person.name, () => (message.state = 'draft')) }
  }],
  ['POST', '/messages/:id/drafts', () => ({ path: 'Maildir/.Drafts/cur/1732356000.eml:2,D' })],
  ['GET', '/messages/:id/eml', () => 'Message-ID: <x@example.org>'],
  ['GET', '/messages/:id/mailto', ({ id }) => ({ mailto: 'mailto:kari@example.org?subject=' + encodeURIComponent(byId(data.messages, id).subject) })],
  ['POST', '/judge', (_, body) => judge(body)],
  ['GET', '/campaigns', () => rows(data.campaigns)],
  ['POST', '/campaigns', (_, body) => {
    const made = { id: data.id(), ...body, state: 'open', rows: [], counts: { found: 0, path: 0, asked: 0, agreed: 0, held: 0, kept: 0 } }
    data.campaigns.unshift(made)
    return { id: made.id, undo: deed('add_campaign', made.name, () => data.campaigns.shift()) }
  }],
  ['GET', '/campaigns/:id', ({ id }) => byId(data.campaigns, id)],
  ['POST', '/campaigns/:id/targets', ({ id }, body) => {
    const campaign = byId(data.campaigns, id)
    const target = { id: data.id(), organisation: { id: data.id(), name: body.organisation }, person: null, step: 'found' }
    campaign.rows.push(target)
    return { id: target.id, undo: deed('add_target', body.organisation, () => campaign.rows.pop()) }
  }],
  ['POST', '/imports', () => {
    const run = { id: data.id(), state: 'running', done: 0, total: 480_000, file: 'people.vcf', report: null, error: null, undo: null }
    data.imports.unshift(run)
    const timer = setInterval(() => {
      run.done += 120_000
      if (run.done < run.total) return
      clearInterval(timer)
      Object.assign(run, { state: 'ended', undo: deed('import_files', 'people.vcf'), report: { new: { all: 12, people: 8, organisations: 4 }, changed: { all: 2, people: 2 }, same: { all: 31, people: 31 }, left_out: [{ file: 'people.vcf', line: 118, reason: 'card-without-name', subject: '' }, { file: 'people.vcf', line: 204, reason: 'date-impossible', subject: '1990-02-31' }], left_out_more: 0 } })
    }, 300)
    return { id: run.id }
  }],
  ['GET', '/imports', () => rows(data.imports)],
  ['GET', '/imports/:id', ({ id }) => byId(data.imports, id)],
  ['GET', '/journal', () => rows(data.journal)],
]

function set(row, state) {
  row.state = state
  return { undo: deed(state === 'done' ? 'mark_done' : 'put_off', row.person.name, () => (row.state = 'open')) }
}

function find(method, path) {
  for (const [verb, pattern, run] of routes) {
    const names = []
    const shape = new RegExp('^' + pattern.replace(/:(\w+)/g, (_, name) => (names.push(name), '([^/]+)')) + '$')
    const hit = verb === method && shape.exec(path)
    if (hit) return [run, Object.fromEntries(names.map((name, at) => [name, hit[at + 1]]))]
  }
  throw missing()
}

async function answer(request, response, url) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
  try {
    if (request.method !== 'GET' && !request.headers['idempotency-key']) throw new Refusal(400, 'invalid', 'idempotency-key-missing')
    const [run, names] = find(request.method, url.pathname.slice('/api/v1'.length))
    const json = String(request.headers['content-type']).includes('json')
    const body = json && chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {}
    response.writeHead(200, headers).end(JSON.stringify(run(names, body, url.searchParams)))
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) console.error(thrown)
    const said = thrown instanceof Refusal ? thrown : new Refusal(500, 'unavailable', 'unknown')
    response.writeHead(said.status, { ...headers, 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ type: 'about:blank', ...said }))
  }
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname.startsWith('/api/')) return void answer(request, response, url)
  const wanted = join(dist, normalize(url.pathname))
  const file = extname(wanted) ? wanted : join(dist, 'index.html')
  if (!existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Encoding': 'gzip', 'Content-Security-Policy': POLICY })
  response.end(gzipSync(readFileSync(file)))
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))
