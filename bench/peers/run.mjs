// SPDX-License-Identifier: AGPL-3.0-or-later
//
// node bench/peers/run.mjs FILE...: tokopp beside write-good and alex on the same English messages, in the same run. They look for other
// things: passive voice and weak words, words that hurt. So what each sees is listed, and only the time is compared. Each says
// all it has to say of every message ROUNDS times; the best round counts, without its start.
//
// TOKOPP names the program, TOKOPP_SHARE its share/. `npm ci` first.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'

import { text as alex } from 'alex'
import writeGood from 'write-good'

const ROUNDS = 5
const rows = process.argv
  .slice(2)
  .flatMap(path => readFileSync(path, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)))
  .filter(row => row.lang === 'en' && row.body)
if (rows.length === 0 || !process.env.TOKOPP) throw new Error('TOKOPP and files of labelled English messages are wanted')

const kindsOfWriteGood = [
  [/passive voice/, 'passive voice'],
  [/weasel word/, 'weasel word'],
  [/wordy or unneeded/, 'wordy'],
  [/can weaken/, 'weakening word'],
  [/clich/, 'cliché'],
  [/"So"/, 'begins with so'],
  [/There is|There are/, 'begins with there is'],
  [/twice|repeated/, 'word twice'],
]

const peers = {
  'write-good': body =>
    writeGood(body).map(each => (kindsOfWriteGood.find(([pattern]) => pattern.test(each.reason)) ?? [null, 'other'])[1]),
  alex: body => alex(body).messages.map(each => each.ruleId),
}

/** Starts the program once; judge() gives all answers to all messages. */
async function openTokopp() {
  const home = mkdtempSync(`${tmpdir()}/tokopp-peers-`)
  const environment = { ...process.env, HOME: home, TOKOPP_STORE: `${home}/store.db`, LC_ALL: 'C.UTF-8' }
  const lines = rows.map(({ findings: _, parts: __, ...row }) => JSON.stringify(row) + '\n').join('')
  async function judge(times) {
    const child = spawn(process.env.TOKOPP, ['judge', '--jsonl'], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] })
    const answers = []
    createInterface({ input: child.stdout }).on('line', line => answers.push(line))
    const began = process.hrtime.bigint()
    child.stdin.end(lines.repeat(times))
    await new Promise(resolve => child.on('close', resolve))
    return { took: Number(process.hrtime.bigint() - began) / 1e9, answers }
  }
  await judge(1) // makes the store
  return { judge, close: () => rmSync(home, { recursive: true }) }
}

const best = {}
const seen = {}
for (const [name, look] of Object.entries(peers)) {
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.hrtime.bigint()
    const found = rows.map(row => look(row.body))
    best[name] = Math.min(best[name] ?? Infinity, Number(process.hrtime.bigint() - began) / 1e9)
    seen[name] = found
  }
}
const tokopp = await openTokopp()
for (let round = 0; round < ROUNDS; round++) {
  // The start (languages, store) is taken out: many times over, less once.
  const once = await tokopp.judge(1)
  const many = await tokopp.judge(21)
  best.tokopp = Math.min(best.tokopp ?? Infinity, (many.took - once.took) / 20)
  seen.tokopp = once.answers.map(line => JSON.parse(line).findings)
}
tokopp.close()

for (const name of ['tokopp', 'write-good', 'alex']) {
  const counts = {}
  for (const codes of seen[name]) for (const code of new Set(codes)) counts[code] = (counts[code] ?? 0) + 1
  const list = Object.entries(counts).sort((one, other) => other[1] - one[1])
  console.log(`${name}: ${Math.round(rows.length / best[name])} messages a second; something to say of ${seen[name].filter(each => each.length > 0).length} of ${rows.length}`)
  console.log('    ' + list.map(([code, count]) => `${code} ${count}`).join(', '))
}
const labelled = rows.filter(row => row.findings?.length > 0)
for (const name of ['tokopp', 'write-good', 'alex']) {
  const spoke = rows.filter((row, at) => seen[name][at].length > 0)
  const right = spoke.filter(row => row.findings?.length > 0).length
  console.log(`${name}: speaks of ${right} of the ${labelled.length} that have something to mend, and of ${spoke.length - right} of the ${rows.length - labelled.length} good ones`)
}
