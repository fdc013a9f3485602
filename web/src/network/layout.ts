// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Where everybody stands in the picture of the network. No forces that have to settle: the circles
// are cups, filled like a sunflower with the best known in the middle, set down one after the other
// around me, the warmest first, each as near as it fits to the cups its people have ties to. The
// same network gives the same picture. Pure, and quick enough for a worker to be done before one
// has looked up.
//
// The spiral is Vogel's (H. Vogel, A better way to construct the sunflower head, 1979).

export type Network = {
  /** of each person my tie, in hundredths */
  strength: number[]
  /** of each person the circle, -1 for none */
  circle: number[]
  circles: number
  from: number[]
  to: number[]
  /** of each tie, in hundredths */
  weight: number[]
  /** width over height of where it is shown */
  aspect: number
}

export type Cup = { x: number; y: number; radius: number; people: number }

export type Layout = {
  x: Float32Array
  y: Float32Array
  /** of each circle; radius 0 where nobody stands in it */
  cups: Cup[]
  /** how far the outermost stand from the middle */
  width: number
  height: number
}

/** Room that one person takes, in the picture's own measure; me in the middle. */
export const SPACING = 10
export const MY_RADIUS = 15

const SEED = SPACING * 0.6
const GOLDEN = Math.PI * (3 - Math.sqrt(5))
const PAD = SPACING * 0.7
const GAP = SPACING * 1.6
const GROUP_LEAST = 2
const PASSES = 12

/** What is set down as one: a circle or a group without a name, and who stands around it. */
type Plate = {
  circle: number
  members: number[]
  around: number[]
  radius: number
  outer: number
  warmth: number
  x: number
  y: number
}

type Ends = { starts: Int32Array; other: Int32Array; weight: Float32Array }

function endsOf(network: Network): Ends {
  const count = network.strength.length
  const starts = new Int32Array(count + 1)
  const size = network.from.length

  for (let at = 0; at < size; at++) {
    starts[network.from[at]! + 1]!++
    starts[network.to[at]! + 1]!++
  }
  for (let at = 0; at < count; at++) starts[at + 1]! += starts[at]!
  const next = starts.slice()
  const other = new Int32Array(2 * size)
  const weight = new Float32Array(2 * size)
  for (let at = 0; at < size; at++) {
    for (const [one, two] of [
      [network.from[at]!, network.to[at]!],
      [network.to[at]!, network.from[at]!],
    ] as const) {
      const place = next[one]!++
      other[place] = two
      weight[place] = 1 + network.weight[at]!
    }
  }
  return { starts, other, weight }
}

/** The label that most of the weight of somebody's ties bears; -1 where no tie leads to one. */
function heaviest(ends: Ends, person: number, label: (other: number) => number): number {
  const sums = new Map<number, number>()
  let best = -1
  let most = 0

  for (let at = ends.starts[person]!; at < ends.starts[person + 1]!; at++) {
    const found = label(ends.other[at]!)
    if (found < 0) continue
    const sum = (sums.get(found) ?? 0) + ends.weight[at]!
    sums.set(found, sum)
    if (sum > most || (sum === most && found < best)) {
      most = sum
      best = found
    }
  }
  return best
}

/** Those without a circle, in groups that their ties make among themselves. */
function groupsOf(loose: number[], ends: Ends, count: number): number[][] {
  const label = new Int32Array(count).fill(-1)

  for (const person of loose) label[person] = person
  for (let pass = 0; pass < PASSES; pass++) {
    let moved = false
    for (const person of loose) {
      const found = heaviest(ends, person, other => label[other]!)
      if (found >= 0 && found !== label[person]) {
        label[person] = found
        moved = true
      }
    }
    if (!moved) break
  }
  const groups = new Map<number, number[]>()
  for (const person of loose) {
    const group = groups.get(label[person]!)
    if (group) group.push(person)
    else groups.set(label[person]!, [person])
  }
  return [...groups.values()]
}

/** How wide it is with those around it, in rows as long as they hold. */
function measure(plate: Plate): void {
  let left = plate.around.length

  plate.radius = SEED * Math.sqrt(plate.members.length) + PAD
  plate.outer = plate.radius
  while (left > 0) {
    plate.outer += SPACING
    left -= Math.floor((2 * Math.PI * plate.outer) / SPACING)
  }
}

/** What is set down already, by squares, so that only what is near is asked. */
class Table {
  readonly #squares = new Map<number, Plate[]>()
  readonly #side: number
  readonly #widest: number

  constructor(widest: number) {
    this.#widest = widest
    this.#side = 2 * widest + GAP
  }

  #key(x: number, y: number): number {
    return Math.floor(x / this.#side) * 65_536 + Math.floor(y / this.#side)
  }

  put(plate: Plate): void {
    const key = this.#key(plate.x, plate.y)
    this.#squares.set(key, [...(this.#squares.get(key) ?? []), plate])
  }

  isFree(x: number, y: number, radius: number): boolean {
    const far = radius + this.#widest + GAP
    for (let atX = x - far; ; atX = Math.min(atX + this.#side, x + far)) {
      for (let atY = y - far; ; atY = Math.min(atY + this.#side, y + far)) {
        for (const other of this.#squares.get(this.#key(atX, atY)) ?? []) {
          const least = radius + other.outer + GAP
          if ((x - other.x) ** 2 + (y - other.y) ** 2 < least * least) return false
        }
        if (atY >= y + far) break
      }
      if (atX >= x + far) return true
    }
  }
}

/** Sets a plate down where it is free, as near as can be to (x, y). */
function setDown(plate: Plate, table: Table, x: number, y: number, stretch: number): void {
  const step = Math.max(SPACING * 0.8, plate.outer * 0.45)

  for (let turn = 0; ; turn++) {
    const far = step * Math.sqrt(turn)
    plate.x = x + far * Math.cos(turn * GOLDEN) * stretch
    plate.y = y + (far * Math.sin(turn * GOLDEN)) / stretch
    if (table.isFree(plate.x, plate.y, plate.outer)) break
  }
  table.put(plate)
}

/** The ties between plates, as weights by plate. */
function bondsOf(plates: Plate[], ends: Ends, count: number): Map<Plate, number>[] {
  const home = new Array<Plate | undefined>(count)

  for (const plate of plates) for (const person of [...plate.members, ...plate.around]) home[person] = plate
  return plates.map(plate => {
    const bonds = new Map<Plate, number>()
    for (const person of [...plate.members, ...plate.around]) {
      for (let at = ends.starts[person]!; at < ends.starts[person + 1]!; at++) {
        const other = home[ends.other[at]!]
        if (other && other !== plate) bonds.set(other, (bonds.get(other) ?? 0) + ends.weight[at]!)
      }
    }
    return bonds
  })
}

function platesOf(network: Network, ends: Ends): { plates: Plate[]; alone: number[] } {
  const plates: Plate[] = []
  const loose: number[] = []
  const alone: number[] = []
  const plate = (circle: number): Plate => ({
    circle,
    members: [],
    around: [],
    radius: 0,
    outer: 0,
    warmth: 0,
    x: 0,
    y: 0,
  })

  for (let at = 0; at < network.circles; at++) plates.push(plate(at))
  network.circle.forEach((circle, person) => {
    if (circle >= 0) plates[circle]!.members.push(person)
    else loose.push(person)
  })
  const further: number[] = []
  for (const person of loose) {
    const near = heaviest(ends, person, other => network.circle[other]!)
    if (near >= 0) plates[near]!.around.push(person)
    else further.push(person)
  }
  for (const group of groupsOf(further, ends, network.strength.length)) {
    if (group.length < GROUP_LEAST) alone.push(...group)
    else plates.push({ ...plate(-1), members: group })
  }
  return { plates: plates.filter(each => each.members.length > 0), alone }
}

export function arrange(network: Network): Layout {
  const count = network.strength.length
  const ends = endsOf(network)
  const { plates, alone } = platesOf(network, ends)
  const stretch = Math.sqrt(Math.min(Math.max(network.aspect, 0.6), 1.8))
  const warmer = (one: number, other: number): number =>
    network.strength[other]! - network.strength[one]! || one - other
  const x = new Float32Array(count)
  const y = new Float32Array(count)

  for (const plate of plates) {
    plate.members.sort(warmer)
    plate.around.sort(warmer)
    plate.warmth = [...plate.members, ...plate.around].reduce((sum, each) => sum + 1 + network.strength[each]!, 0)
    measure(plate)
  }
  plates.sort((one, other) => other.warmth - one.warmth || one.circle - other.circle)

  const me: Plate = { ...plates[0]!, circle: -1, members: [], around: [], radius: MY_RADIUS, outer: MY_RADIUS, x: 0, y: 0 }
  const table = new Table(plates.reduce((most, plate) => Math.max(most, plate.outer), MY_RADIUS))
  const down = new Set([me])
  table.put(me)
  const bonds = bondsOf(plates, ends, count)
  plates.forEach((plate, at) => {
    // Half way between me and where its ties pull it.
    let weight = 0
    let pullX = 0
    let pullY = 0
    for (const [other, bond] of bonds[at]!) {
      if (!down.has(other)) continue
      weight += bond
      pullX += bond * other.x
      pullY += bond * other.y
    }
    const share = weight > 0 ? 0.5 / weight : 0
    setDown(plate, table, pullX * share, pullY * share, stretch)
    down.add(plate)
  })

  for (const plate of plates) fill(plate, x, y)
  const far = [...down].reduce(
    (most, plate) => Math.max(most, Math.hypot(plate.x / stretch, plate.y * stretch) + plate.outer),
    0,
  )
  belt(alone.sort(warmer), far + GAP, stretch, x, y)

  return { x, y, cups: cupsOf(network, plates), ...extent(x, y, plates) }
}

function fill(plate: Plate, x: Float32Array, y: Float32Array): void {
  plate.members.forEach((person, at) => {
    const far = SEED * Math.sqrt(at + 0.5)
    x[person] = plate.x + far * Math.cos(at * GOLDEN)
    y[person] = plate.y + far * Math.sin(at * GOLDEN)
  })
  let row = plate.radius
  let at = 0
  while (at < plate.around.length) {
    row += SPACING
    const holds = Math.floor((2 * Math.PI * row) / SPACING)
    const here = plate.around.slice(at, at + holds)
    here.forEach((person, place) => {
      const angle = (2 * Math.PI * place) / here.length + row
      x[person] = plate.x + row * Math.cos(angle)
      y[person] = plate.y + row * Math.sin(angle)
    })
    at += here.length
  }
}

/** Who has no tie to anybody here but me stands outside of all cups. */
function belt(people: number[], inner: number, stretch: number, x: Float32Array, y: Float32Array): void {
  const skipped = (inner / SEED) ** 2

  people.forEach((person, at) => {
    const far = SEED * Math.sqrt(skipped + 2 * at)
    x[person] = far * Math.cos(at * GOLDEN) * stretch
    y[person] = (far * Math.sin(at * GOLDEN)) / stretch
  })
}

function cupsOf(network: Network, plates: Plate[]): Cup[] {
  const cups: Cup[] = Array.from({ length: network.circles }, () => ({ x: 0, y: 0, radius: 0, people: 0 }))

  for (const plate of plates)
    if (plate.circle >= 0)
      cups[plate.circle] = { x: plate.x, y: plate.y, radius: plate.radius, people: plate.members.length }
  return cups
}

function extent(x: Float32Array, y: Float32Array, plates: Plate[]): { width: number; height: number } {
  let width = 2 * MY_RADIUS
  let height = 2 * MY_RADIUS

  for (let at = 0; at < x.length; at++) {
    width = Math.max(width, Math.abs(x[at]!) + SPACING)
    height = Math.max(height, Math.abs(y[at]!) + SPACING)
  }
  for (const plate of plates) {
    width = Math.max(width, Math.abs(plate.x) + plate.outer)
    height = Math.max(height, Math.abs(plate.y) + plate.outer)
  }
  return { width, height }
}
