// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The page's types hold what doc/api.yaml promises: every required field of every answer.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const OTHER_NAMES = { TimelineRow: 'Happening', Judgement: 'Judged', Import: 'ImportRun', ReportOrNull: 'ImportReport', Ref: 'Named' }
const USED =
  'Session TodayRow PersonRow Ref Person Address Position Tie TimelineRow Note Path PathStep Meeting CampaignHead Campaign Target MessageHead Message Finding Judgement Import ReportOrNull LeftOut JournalRow Undone Touch'.split(' ')

/** schema -> its required fields, out of the part of the file that is plainly laid out. */
function promised(yaml) {
  const found = {}
  for (const [, name, fields] of yaml.matchAll(/^    (\w+):\n(?:      (?!required)[^\n]*\n)*?      required: \[([^\]]*)\]/gm))
    found[name] = fields.split(',').map(each => each.trim())
  return found
}

/** type -> the fields that it has, those of the types it is put together from among them. */
function typed(source) {
  const bodies = Object.fromEntries(
    [...source.matchAll(/^export type (\w+)(?:<\w+>)? =([\s\S]*?)(?=^export |^\/\*\*|(?![\s\S]))/gm)].map(each => [each[1], each[2]]),
  )
  const fields = name => {
    const body = bodies[name] ?? ''
    const own = [...body.matchAll(/(?:^|[{;\s])(\w+)\??:/g)].map(each => each[1])
    const parts = [...body.replace(/\{[\s\S]*\}/, ' ').matchAll(/\b([A-Z]\w+)\b/g)].map(each => each[1])
    return [...own, ...parts.filter(part => part !== name).flatMap(fields)]
  }
  return fields
}

function holes(yaml, source) {
  const fields = typed(source)
  const schemas = promised(yaml)
  return USED.flatMap(name => {
    if (!schemas[name]) return [`${name} is no schema`]
    const have = new Set(fields(OTHER_NAMES[name] ?? name))
    return schemas[name].filter(field => !have.has(field)).map(field => `${name}.${field}`)
  })
}

const yaml = readFileSync(`${root}doc/api.yaml`, 'utf8')
const source = readFileSync(`${root}web/src/api.ts`, 'utf8')

test("every field that the API promises is in the page's types", () => {
  assert.deepEqual(holes(yaml, source), [])
})

test('the hunt finds a field and a schema that are taken away', () => {
  assert.deepEqual(holes(yaml, source.replace('  answered_at: string | null\n', '')), ['Message.answered_at'])
  assert.deepEqual(holes(yaml.replace('    LeftOut:\n', '    LeftIn:\n'), source), ['LeftOut is no schema'])
})
