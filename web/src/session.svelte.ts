// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Session } from './api'
import { get } from './call.svelte'

function localDay(): string {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Who uses the page, and the day that the server counts as today. */
export const session = $state<Session & { known: boolean }>({
  known: false,
  language: '',
  name: '',
  sample: false,
  version: '',
  today: localDay(),
})

export async function refreshSession(): Promise<void> {
  Object.assign(session, await get<Session>('/session'), { known: true })
}
