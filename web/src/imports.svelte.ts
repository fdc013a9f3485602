// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Files on their way in. Lives outside the screen, so that a long import can be left and found
// again; one that was started before a reload is found through the server's own list.
import type { Count, ImportRun, Rows } from './api'
import { get, post, Problem, put, upload } from './call.svelte'
import { refreshSession } from './session.svelte'

const LOOK_EVERY = 350

export type Bringing = {
  name: string
  size: number
  onlyLook: boolean
  /** sending: bytes on their way; reading: the server works on it; asking: it waits for an answer */
  state: 'waiting' | 'sending' | 'reading' | 'asking' | 'left' | 'ended' | 'failed'
  done: number
  total: number
  run: ImportRun | null
  failure: unknown
}

export const imports = $state<{ rows: Bringing[]; earlier: ImportRun[] }>({ rows: [], earlier: [] })
let working = false
const files = new Map<Bringing, File>()

const pause = (time: number): Promise<void> => new Promise(resolve => setTimeout(resolve, time))

export function bring(list: Iterable<File>, onlyLook: boolean): void {
  for (const file of list) {
    imports.rows.push({
      name: file.name,
      size: file.size,
      onlyLook,
      state: 'waiting',
      done: 0,
      total: file.size,
      run: null,
      failure: null,
    })
    const row = imports.rows[imports.rows.length - 1]
    if (row) files.set(row, file)
  }
  void work()
}

/** One after the other: a second file may tell of the same people as the first. */
async function work(): Promise<void> {
  if (working) return
  working = true
  for (;;) {
    const row = imports.rows.find(each => each.state === 'waiting')
    if (!row) break
    await take(row)
  }
  working = false
  await refreshSession().catch(() => undefined)
}

async function take(row: Bringing): Promise<void> {
  const file = files.get(row)
  if (!file) return
  try {
    const form = new FormData()
    form.append('dry_run', row.onlyLook ? 'true' : 'false')
    form.append('file', file, file.name)
    row.state = 'sending'
    const { id } = await upload<{ id: string }>('/imports', form, (done, total) => {
      row.done = done
      row.total = total
    })
    await follow(row, id)
  } catch (thrown) {
    row.failure = thrown
    row.state = 'failed'
  } finally {
    files.delete(row)
  }
}

async function follow(row: Bringing, id: string): Promise<void> {
  row.state = 'reading'
  for (;;) {
    try {
      const run = await get<ImportRun>(`/imports/${id}`)
      row.run = run
      row.done = run.done
      row.total = run.total
      if (run.state === 'needs_mapping') {
        row.state = 'asking'
        return
      }
      if (run.state !== 'running') {
        row.state = run.state
        if (run.error) row.failure = new Problem(422, 'invalid', run.error.key, run.error.subject)
        return
      }
    } catch (thrown) {
      // The server goes on reading while the connection is gone.
      if (!(thrown instanceof Problem) || thrown.status !== 0) throw thrown
    }
    await pause(LOOK_EVERY)
  }
}

/** What the columns of its tables are, table by table; then it goes on. */
export async function answer(row: Bringing, fields: string[][]): Promise<void> {
  const run = row.run
  if (!run?.tables) return
  const tables = run.tables.map(({ fingerprint }, at) => ({ fingerprint, fields: fields[at] ?? [] }))
  await put(`/imports/${run.id}/mapping`, { tables })
  try {
    await follow(row, run.id)
  } catch (thrown) {
    row.failure = thrown
    row.state = 'failed'
  }
  await refreshSession().catch(() => undefined)
}

export async function leave(row: Bringing): Promise<void> {
  if (!row.run) return
  await post(`/imports/${row.run.id}/leave`)
  row.state = 'left'
}

const OPEN = ['running', 'needs_mapping']

/** What the server knows of: running ones are followed again, ended ones listed. */
export async function findAgain(): Promise<void> {
  const { rows } = await get<Rows<ImportRun>>('/imports')
  const here = new Set(imports.rows.map(row => row.run?.id))

  imports.earlier = rows.filter(run => !OPEN.includes(run.state) && !here.has(run.id))
  for (const run of rows.filter(each => OPEN.includes(each.state) && !here.has(each.id))) {
    imports.rows.push({
      name: run.file,
      size: 0,
      onlyLook: run.dry_run ?? false,
      state: run.state === 'needs_mapping' ? 'asking' : 'reading',
      done: run.done,
      total: run.total,
      run,
      failure: null,
    })
    const row = imports.rows[imports.rows.length - 1]
    if (row?.state === 'reading') void follow(row, run.id).catch(thrown => ((row.failure = thrown), (row.state = 'failed')))
  }
}

/** All of a count, whether the server told it whole or by kind. */
export function all(count: Count | number | undefined): number {
  if (count === undefined) return 0
  if (typeof count === 'number') return count
  return count.all ?? Object.values(count).reduce((sum, each) => sum + each, 0)
}

/** By kind, without the sum and the noughts. */
export function kinds(count: Count | number | undefined): [string, number][] {
  if (count === undefined || typeof count === 'number') return []
  return Object.entries(count).filter(([kind, many]) => kind !== 'all' && many > 0)
}
