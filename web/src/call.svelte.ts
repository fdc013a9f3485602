// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The one way from the page to its server: adds the idempotency key, turns a problem document into
// a Problem, and knows whether the connection stands.

/** What a request failed with; the page owns the sentence, by key. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly key: string,
    readonly subject: string,
  ) {
    super(`${status} ${key}: ${subject}`)
  }
}

export const connection = $state({ lost: false })

/* A write whose answer never came may have been carried out: trying the same once more must carry
 * the same key, so that it is not done twice. */
const unanswered = new Map<string, string>()

const RETRY_AFTER = 2500
let waiting: ReturnType<typeof setTimeout> | undefined
const returning = new Set<() => void>()

/** Runs `then` each time the connection is back; answers with a function that ends it. */
export function onReturn(then: () => void): () => void {
  returning.add(then)
  return () => returning.delete(then)
}

function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function lost(): void {
  connection.lost = true
  clearTimeout(waiting)
  waiting = setTimeout(() => void look(), RETRY_AFTER)
}

async function look(): Promise<void> {
  try {
    await fetch('/api/v1/session', { cache: 'no-store' })
  } catch {
    lost()
    return
  }
  found()
}

function found(): void {
  if (!connection.lost) return
  connection.lost = false
  clearTimeout(waiting)
  for (const then of returning) then()
}

export async function problemOf(response: Response): Promise<Problem> {
  try {
    const said = (await response.json()) as Record<string, unknown>
    return new Problem(
      response.status,
      String(said.reason ?? 'unavailable'),
      String(said.key ?? 'unknown'),
      String(said.subject ?? ''),
    )
  } catch {
    return new Problem(response.status, 'unavailable', 'unknown', '')
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export async function call<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const text = method === 'GET' ? undefined : JSON.stringify(body ?? {})
  const headers: Record<string, string> = { Accept: 'application/json' }
  const same = `${method} ${path} ${text}`
  let response: Response

  if (text !== undefined) {
    const key = unanswered.get(same) ?? freshKey()
    unanswered.set(same, key)
    headers['Content-Type'] = 'application/json'
    headers['Idempotency-Key'] = key
  }
  try {
    response = await fetch('/api/v1' + path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(text === undefined ? {} : { body: text }),
      ...(signal ? { signal } : {}),
    })
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    lost()
    throw new Problem(0, 'unavailable', 'connection-lost', '')
  }
  unanswered.delete(same)
  found()
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return {} as T
  return (await response.json()) as T
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  call<T>('GET', path, undefined, signal)
export const post = <T>(path: string, body?: unknown): Promise<T> => call<T>('POST', path, body)
export const put = <T>(path: string, body?: unknown): Promise<T> => call<T>('PUT', path, body)

/** The bytes of a file that the server makes, or a Problem: a plain link could not say why not. */
export async function getFile(path: string): Promise<Blob> {
  let response: Response

  try {
    response = await fetch('/api/v1' + path, { credentials: 'same-origin' })
  } catch {
    lost()
    throw new Problem(0, 'unavailable', 'connection-lost', '')
  }
  if (!response.ok) throw await problemOf(response)
  return response.blob()
}

/** Sends a file and tells how many of its bytes are on their way; `fetch` cannot tell that. */
export function upload<T>(
  path: string,
  form: FormData,
  progress: (done: number, total: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()

    request.open('POST', '/api/v1' + path)
    request.setRequestHeader('Idempotency-Key', freshKey())
    request.responseType = 'text'
    request.upload.onprogress = event => progress(event.loaded, event.total)
    request.onerror = () => {
      lost()
      reject(new Problem(0, 'unavailable', 'connection-lost', ''))
    }
    request.onload = () => {
      let said: Record<string, unknown> = {}

      found()
      try {
        said = JSON.parse(request.responseText) as Record<string, unknown>
      } catch {
        /* an answer without JSON is a problem without words */
      }
      if (request.status >= 200 && request.status < 300) resolve(said as T)
      else
        reject(
          new Problem(
            request.status,
            String(said.reason ?? 'unavailable'),
            String(said.key ?? 'unknown'),
            String(said.subject ?? ''),
          ),
        )
    }
    request.send(form)
  })
}
