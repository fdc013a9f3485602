// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The real program with a made-up network in a home of its own: TOKOPP names the program.
// TOKOPP_PAGE instead names an address that is served already.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const STARTS_WITHIN = 20_000
const SAMPLE = ['sample', '--people', '150', '--seed', '7']

/** Why the tests cannot run here, or false. */
export const missing =
  !process.env.TOKOPP && !process.env.TOKOPP_PAGE && 'TOKOPP does not name the program'

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function run(program, words, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', bytes => (said += bytes))
    child.stderr.on('data', bytes => (said += bytes))
    child.once('error', reject)
    child.once('exit', status =>
      status === 0 ? resolve(said) : reject(new Error(`${words.join(' ')} ended with ${status}: ${said}`)),
    )
  })
}

function homeOf(place, wish) {
  const environment = {
    ...process.env,
    HOME: place,
    XDG_DATA_HOME: join(place, 'data'),
    XDG_CONFIG_HOME: join(place, 'config'),
    XDG_CACHE_HOME: join(place, 'cache'),
    XDG_STATE_HOME: join(place, 'state'),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    ...wish,
  }
  delete environment.TOKOPP_STORE
  return environment
}

/** Starts the server; { url, stop }. `now` is the day and hour it shall believe in. */
async function serve(program, environment, now) {
  const words = [...(now ? ['--now', now] : []), 'serve', '--port', String(await freePort())]
  const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const url = await new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error('the server did not say its address: ' + said)), STARTS_WITHIN)
    const hear = bytes => {
      said += bytes
      const found = /http:\/\/[^\s"]+/.exec(said)
      if (!found) return
      clearTimeout(timer)
      resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', status => reject(new Error(`serve ended with ${status}: ${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.removeAllListeners('exit')
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGTERM')
      await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 3000))])
      if (child.exitCode === null) child.kill('SIGKILL')
    },
  }
}

/** A server over the made-up network: { url, home, close }. */
export async function openDoor() {
  if (process.env.TOKOPP_PAGE) {
    return { url: process.env.TOKOPP_PAGE, home: null, close: async () => undefined }
  }
  const home = mkdtempSync(join(tmpdir(), 'tokopp-page-'))
  const environment = homeOf(home, {})
  await run(process.env.TOKOPP, ['settings', 'me.email', 'me@example.org'], environment)
  await run(process.env.TOKOPP, SAMPLE, environment)
  const { url, stop } = await serve(process.env.TOKOPP, environment)
  return {
    url,
    home,
    close: async () => {
      await stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** An empty store of somebody's own, which can be opened on one day after the other:
 * { at(now) -> url, tokopp(...words), path, close }. */
export function openHome(me) {
  const home = mkdtempSync(join(tmpdir(), 'tokopp-page-'))
  const environment = homeOf(home, me)
  let running = null
  return {
    at: async now => {
      await running?.stop()
      running = await serve(process.env.TOKOPP, environment, now)
      return running.url
    },
    /** Runs a command on this store; what it said. */
    tokopp: (...words) => run(process.env.TOKOPP, words, environment),
    path: home,
    close: async () => {
      await running?.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
