// SPDX-License-Identifier: AGPL-3.0-or-later
//
// `tokopp lsp` and a client of the protocol that is not ours. TOKOPP names the program.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import lsp from 'vscode-languageserver-protocol/node'

const skip = !process.env.TOKOPP && 'TOKOPP does not name the program'
const URI = 'file:///letter.txt'
const LETTER = 'Subject: Kaffe\nTo: Kari Holm <kari@example.org>\n\n🔑 Hei Nils,\n\nhar du en jobb til [navn]?\n\nHilsen Ola\n'

/** The program with a client on its streams; `done` gives its exit status. */
async function open(positionEncodings) {
  const home = mkdtempSync(`${tmpdir()}/tokopp-lsp-`)
  const environment = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, LC_ALL: 'C.UTF-8' }
  delete environment.TOKOPP_STORE
  delete environment.LANGUAGE
  const child = spawn(process.env.TOKOPP, ['lsp'], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] })
  const done = new Promise(resolve => child.on('exit', status => resolve(status)))
  const client = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout),
    new lsp.StreamMessageWriter(child.stdin),
  )
  const waiting = []
  const told = []
  client.onNotification(lsp.PublishDiagnosticsNotification.type, each => {
    const next = waiting.shift()
    if (next) next(each)
    else told.push(each)
  })
  client.listen()
  const hello = await client.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: positionEncodings ? { general: { positionEncodings } } : {},
  })
  await client.sendNotification(lsp.InitializedNotification.type, {})
  return {
    client,
    done,
    hello,
    published: () => (told.length > 0 ? Promise.resolve(told.shift()) : new Promise(resolve => waiting.push(resolve))),
    open: text =>
      client.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
        textDocument: { uri: URI, languageId: 'mail', version: 1, text },
      }),
    change: (version, contentChanges) =>
      client.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
        textDocument: { uri: URI, version },
        contentChanges,
      }),
    async close() {
      await client.sendRequest(lsp.ShutdownRequest.type)
      await client.sendNotification(lsp.ExitNotification.type)
      const status = await done
      client.dispose()
      rmSync(home, { recursive: true })
      return status
    },
  }
}

/** The words of the letter that a finding lies on, as an editor would cut them out. */
function wordsOf(text, { start, end }) {
  const lines = text.split('\n')
  assert.equal(start.line, end.line)
  return lines[start.line].slice(start.character, end.character)
}

test('what is to mend lies on its words, in the units every editor knows', { skip }, async () => {
  const editor = await open()
  assert.equal(editor.hello.capabilities.positionEncoding, 'utf-16')
  await editor.open(LETTER)
  const { uri, version, diagnostics } = await editor.published()
  assert.equal(uri, URI)
  assert.equal(version, 1)
  const found = Object.fromEntries(diagnostics.map(each => [each.code, each]))
  assert.equal(wordsOf(LETTER, found.placeholder.range), '[navn]')
  assert.equal(wordsOf(LETTER, found.wrong_name.range), 'Nils')
  assert.equal(found.wrong_name.severity, lsp.DiagnosticSeverity.Error)
  assert.equal(found.wrong_name.source, 'tokopp')
  assert.ok(found.wrong_name.message.length > 10)
  assert.equal(await editor.close(), 0)
})

test('an editor that asks for bytes or characters gets them', { skip }, async () => {
  for (const [encoding, from] of [['utf-8', 9], ['utf-32', 6], ['utf-16', 7]]) {
    const editor = await open([encoding])
    assert.equal(editor.hello.capabilities.positionEncoding, encoding)
    await editor.open(LETTER)
    const { diagnostics } = await editor.published()
    assert.equal(diagnostics.find(each => each.code === 'wrong_name').range.start.character, from)
    await editor.close()
  }
})

test('as one types, what was mended goes, by pieces and as a whole', { skip }, async () => {
  const editor = await open()
  const codes = async () => (await editor.published()).diagnostics.map(each => each.code)
  await editor.open(LETTER)
  assert.ok((await codes()).includes('wrong_name'))
  await editor.change(2, [
    { range: { start: { line: 3, character: 7 }, end: { line: 3, character: 11 } }, text: 'Kari' },
    { range: { start: { line: 5, character: 19 }, end: { line: 5, character: 25 } }, text: 'meg' },
  ])
  const now = await codes()
  assert.ok(!now.includes('wrong_name') && !now.includes('placeholder'), String(now))
  await editor.change(3, [{ text: LETTER }])
  assert.ok((await codes()).includes('wrong_name'))
  assert.equal(await editor.close(), 0)
})

test('what one lets stand is not told again', { skip }, async () => {
  const editor = await open()
  await editor.open(LETTER)
  const { diagnostics } = await editor.published()
  const wrong = diagnostics.find(each => each.code === 'wrong_name')
  const actions = await editor.client.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri: URI },
    range: wrong.range,
    context: { diagnostics: [wrong] },
  })
  const action = actions.find(each => each.diagnostics[0].code === 'wrong_name')
  assert.ok(action.title.includes(wrong.message))
  await editor.client.sendRequest(lsp.ExecuteCommandRequest.type, action.command)
  const after = (await editor.published()).diagnostics.map(each => each.code)
  assert.ok(!after.includes('wrong_name') && after.includes('placeholder'), String(after))
  assert.equal(await editor.close(), 0)
})

test('a closed text has nothing to mend, and what is unknown is answered so', { skip }, async () => {
  const editor = await open()
  await editor.open(LETTER)
  await editor.published()
  await editor.client.sendNotification(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri: URI } })
  assert.deepEqual((await editor.published()).diagnostics, [])
  await assert.rejects(editor.client.sendRequest('textDocument/hover', {}), { code: -32601 })
  assert.equal(await editor.close(), 0)
})
