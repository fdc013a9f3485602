// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The network that is looked at: fetched, put in its places by the worker, and grown by whoever
// stands on a way and was not among those shown.
import type { Network, NetworkPeople, Path } from '../api'
import { get } from '../call.svelte'
import type { Layout } from './layout'
import { Nearest } from './nearest'
import { ME } from './picture'

const PEOPLE_MOST = 5000
const TURNS = 12

type Shown = { network: Network; layout: Layout }

/** The places of everybody, worked out beside the page. */
function placed(network: Network, aspect: number): Promise<Layout> {
  const worker = new Worker(new URL('./arrange.worker.ts', import.meta.url), { type: 'module' })
  const { strength, circle } = network.people
  const { from, to, strength: weight } = network.ties

  return new Promise<Layout>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Layout>) => resolve(event.data)
    worker.onerror = event => reject(new Error(event.message))
    worker.postMessage({ strength, circle, circles: network.circles.length, from, to, weight, aspect })
  }).finally(() => worker.terminate())
}

export async function fetchNetwork(aspect: number, signal: AbortSignal): Promise<Shown> {
  const network = await get<Network>(`/network?limit=${PEOPLE_MOST}`, signal)
  return { network, layout: await placed(network, aspect) }
}

const COLUMNS = ['id', 'name', 'title', 'organisation', 'tie', 'strength', 'circle'] as const

function withPeople(people: NetworkPeople, more: NetworkPeople, places: number[]): NetworkPeople {
  const grown = Object.fromEntries(
    COLUMNS.map(name => [name, [...people[name], ...places.map(at => more[name][at]!)]]),
  ) as NetworkPeople
  // Circles of another answer are not ours.
  for (let at = people.id.length; at < grown.circle.length; at++) grown.circle[at] = -1
  return grown
}

/** Where there is room near (x, y), away from the middle first. */
function roomNear(x: number, y: number, taken: Nearest): [number, number] {
  const out = Math.atan2(y, x)
  for (let far = 18; ; far += 7) {
    for (let turn = 0; turn < TURNS; turn++) {
      const side = turn % 2 ? turn + 1 : -turn
      const angle = out + (side * Math.PI) / TURNS
      const atX = x + far * Math.cos(angle)
      const atY = y + far * Math.sin(angle)
      if (taken.at(atX, atY, 10) < 0) return [atX, atY]
    }
  }
}

export type Ways = { paths: Path[]; chains: number[][]; target: number }

/** The shown network with those of `answer` who are missing in it, each beside whom one comes from
 * on the way, and the ways as places in it. */
export function grown(shown: Shown, answer: Network, target: string): Shown & { ways: Ways } {
  const known = new Map(shown.network.people.id.map((id, at) => [id, at]))
  const there = new Map(answer.people.id.map((id, at) => [id, at]))
  const missing = answer.people.id.filter(id => !known.has(id))
  const ids = answer.ways.map(way => way.steps.map(step => step.person.id))
  const count = known.size
  const x = new Float32Array(count + missing.length)
  const y = new Float32Array(count + missing.length)

  x.set(shown.layout.x)
  y.set(shown.layout.y)
  missing.forEach((id, at) => known.set(id, count + at))
  const taken = new Nearest(x, y, count)
  const done: [number, number][] = []
  for (const id of missing) {
    const chain = ids.find(each => each.includes(id)) ?? []
    const before = chain[chain.indexOf(id) - 1]
    const from = before === undefined ? ME : known.get(before)!
    const near: [number, number] = from === ME ? [shown.layout.width * 0.5, 0] : [x[from]!, y[from]!]
    let [atX, atY] = roomNear(...near, taken)
    while (done.some(([otherX, otherY]) => Math.hypot(otherX - atX, otherY - atY) < 10)) atX += 12
    done.push([atX, atY])
    x[known.get(id)!] = atX
    y[known.get(id)!] = atY
  }
  const people = withPeople(shown.network.people, answer.people, missing.map(id => there.get(id)!))
  return {
    network: { ...shown.network, people },
    layout: { ...shown.layout, x, y },
    ways: {
      paths: answer.ways,
      chains: ids.map(chain => [ME, ...chain.map(id => known.get(id)!)]),
      target: known.get(target) ?? ME,
    },
  }
}
