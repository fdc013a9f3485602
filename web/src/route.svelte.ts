// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Where in the page one is. Kept behind the #, so that the server needs to know of one page only.

function parse(hash: string): string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(part => part !== '')
    .map(part => {
      try {
        return decodeURIComponent(part)
      } catch {
        return part
      }
    })
}

const place = $state({ parts: parse(location.hash) })

addEventListener('hashchange', () => {
  place.parts = parse(location.hash)
})

export const route = {
  get screen(): string {
    return place.parts[0] ?? 'today'
  },
  get parts(): string[] {
    return place.parts
  },
}

export const to = (...parts: string[]): string => '#/' + parts.map(encodeURIComponent).join('/')

export function go(...parts: string[]): void {
  location.hash = to(...parts)
}
