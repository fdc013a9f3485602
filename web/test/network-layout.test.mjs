// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Where everybody stands in the picture of the network: in their own circle, and nobody on another.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { transformWithEsbuild } from 'vite'

const path = fileURLToPath(new URL('../src/network/layout.ts', import.meta.url))
const { code } = await transformWithEsbuild(readFileSync(path, 'utf8'), path, { sourcemap: false })
const { arrange, SPACING } = await import('data:text/javascript,' + encodeURIComponent(code))

/** The same random numbers every time. */
function dice(seed) {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A network whose circles are of very different sizes, some people in none, some tied to nobody. */
function crowd(people, circles, ties, seed, aspect = 1.6) {
  const roll = dice(seed)
  const circle = Array.from({ length: people }, () => (roll(5) === 0 ? -1 : Math.floor(circles * (roll(1000) / 1000) ** 2)))
  const pairs = Array.from({ length: ties }, () => [roll(people), roll(people)]).filter(([one, other]) => one !== other)
  return {
    strength: Array.from({ length: people }, () => roll(101)),
    circle,
    circles,
    from: pairs.map(each => each[0]),
    to: pairs.map(each => each[1]),
    weight: pairs.map(() => roll(101)),
    aspect,
  }
}

/** What is wrong with a picture, in a line each. */
function faults(network, layout) {
  const said = []
  const far = (cup, person) => Math.hypot(layout.x[person] - cup.x, layout.y[person] - cup.y)
  network.circle.forEach((circle, person) => {
    if (!Number.isFinite(layout.x[person]) || !Number.isFinite(layout.y[person])) said.push(`${person} is nowhere`)
    layout.cups.forEach((cup, at) => {
      if (at === circle && far(cup, person) > cup.radius) said.push(`${person} is outside of ${at}`)
      if (at !== circle && cup.radius > 0 && far(cup, person) < cup.radius) said.push(`${person} is a stranger in ${at}`)
    })
    if (Math.abs(layout.x[person]) > layout.width || Math.abs(layout.y[person]) > layout.height)
      said.push(`${person} is out of the picture`)
  })
  layout.cups.forEach((one, at) =>
    layout.cups.slice(at + 1).forEach((other, further) => {
      if (one.radius === 0 || other.radius === 0) return
      if (Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius) said.push(`${at} lies on ${at + 1 + further}`)
    }),
  )
  return said
}

test('everybody stands in their own circle, and no circle lies on another', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const network = crowd(300, 25, 500, seed, seed % 2 ? 1.7 : 0.6)
    assert.deepEqual(faults(network, arrange(network)), [], `seed ${seed}`)
  }
})

test('the hunt finds a circle that was pushed, and somebody who was carried off', () => {
  const network = crowd(300, 25, 500, 3)
  const layout = arrange(network)
  const large = layout.cups.findIndex(cup => cup.people > 3)
  const member = network.circle.indexOf(large)

  layout.x[member] += 4000
  assert.match(faults(network, layout).join('\n'), new RegExp(`${member} is outside of ${large}`))
  layout.cups[large].x = layout.cups.find((cup, at) => at !== large && cup.radius > 0).x
  layout.cups[large].y = layout.cups.find((cup, at) => at !== large && cup.radius > 0).y
  assert.match(faults(network, layout).join('\n'), /lies on/)
})

test('no two people stand on one spot', () => {
  const network = crowd(1500, 60, 2500, 11)
  const { x, y } = arrange(network)
  const near = SPACING * 0.45
  const close = []
  for (let one = 0; one < 1500; one++)
    for (let other = one + 1; other < 1500; other++)
      if (Math.hypot(x[one] - x[other], y[one] - y[other]) < near) close.push([one, other])
  assert.deepEqual(close, [])
})

test('the same network gives the same picture, and a warm circle stands nearer than a cold one', () => {
  const network = { strength: [90, 80, 95, 2, 1, 3], circle: [0, 0, 0, 1, 1, 1], circles: 2, from: [], to: [], weight: [], aspect: 1 }
  const layout = arrange(network)

  assert.deepEqual(arrange(network), layout)
  assert.ok(Math.hypot(layout.cups[0].x, layout.cups[0].y) <= Math.hypot(layout.cups[1].x, layout.cups[1].y))
})

test('nobody at all is a picture, too', () => {
  const layout = arrange({ strength: [], circle: [], circles: 0, from: [], to: [], weight: [], aspect: 1 })

  assert.equal(layout.x.length, 0)
  assert.ok(layout.width > 0)
})

test('five thousand people in eight hundred circles are put in their places while one blinks', context => {
  const network = crowd(5000, 800, 20_000, 5)
  const began = performance.now()

  arrange(network)
  context.diagnostic(`${Math.round(performance.now() - began)} ms`)
  assert.deepEqual(faults(network, arrange(network)), [])
})
