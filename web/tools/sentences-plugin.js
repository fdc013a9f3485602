// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Hands the page the sentences that the rooms below it own (reasons, advice, errors) as a module
// per language, "virtual:sentences/nb". They come from lang/sentences/LANG.json, which is made
// from the same catalogues as the command line's; a key that is not there yet falls back to
// its English sentence in share/sentences/*.tsv.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PREFIX = 'virtual:sentences/'
const web = fileURLToPath(new URL('..', import.meta.url))

/** @returns {Record<string, string>} every key of share/sentences with its English sentence */
export function english() {
  const folder = join(web, '..', 'share', 'sentences')
  /** @type {Record<string, string>} */
  const found = {}

  if (!existsSync(folder)) return found
  for (const name of readdirSync(folder).filter(each => each.endsWith('.tsv')).sort()) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const [key, one, many] = line.split('\t')
      if (!key || !one || key.startsWith('#')) continue
      found[key] = many ?? one
      if (many !== undefined) found[key + '#one'] = one
    }
  }
  return found
}

/** @param {string} language */
export function sentencesOf(language) {
  const file = join(web, 'lang', 'sentences', `${language}.json`)
  const own = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}

  return { ...english(), ...own }
}

/** @returns {import('vite').Plugin} */
export function sentences() {
  return {
    name: 'tokopp-sentences',
    resolveId: id => (id.startsWith(PREFIX) ? '\0' + id : null),
    load(id) {
      if (!id.startsWith('\0' + PREFIX)) return null
      const language = id.slice(PREFIX.length + 1)
      return `export default ${JSON.stringify(sentencesOf(language))}`
    },
  }
}
