// SPDX-License-Identifier: AGPL-3.0-or-later
//
// The page's own colours for the picture, as they stand in style/tokens.css in this light.

export type Colour = [red: number, green: number, blue: number]

export type Palette = {
  paper: Colour
  sheet: Colour
  line: Colour
  edge: Colour
  ink: Colour
  soft: Colour
  coffee: Colour
  milk: Colour
  accent: Colour
  amber: Colour
}

const NAMES = ['paper', 'sheet', 'line', 'edge', 'ink', 'soft', 'coffee', 'milk', 'accent', 'amber'] as const

function parse(text: string): Colour {
  const hex = text.trim().replace('#', '')
  return [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16) || 0) as Colour
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(NAMES.map(name => [name, parse(style.getPropertyValue('--' + name))])) as Palette
}

export const mix = (one: Colour, other: Colour, share: number): Colour =>
  one.map((value, at) => Math.round(value + (other[at]! - value) * share)) as Colour

export const css = ([red, green, blue]: Colour, alpha = 1): string => `rgb(${red} ${green} ${blue} / ${alpha})`

/** What is in the cup of somebody one knows so well, and its rim. The size says the same. */
export function cupOf(tie: string, palette: Palette): { fill: Colour; rim: Colour; radius: number } {
  const { coffee, ink, sheet, edge, milk, line } = palette
  switch (tie) {
    case 'close':
      return { fill: mix(coffee, ink, 0.45), rim: mix(coffee, ink, 0.45), radius: 4.5 }
    case 'warm':
      return { fill: coffee, rim: coffee, radius: 3.8 }
    case 'light':
      return { fill: mix(coffee, milk, 0.6), rim: coffee, radius: 3.2 }
    case 'cold':
      return { fill: sheet, rim: edge, radius: 2.7 }
    default:
      return { fill: sheet, rim: mix(edge, line, 0.4), radius: 2.3 }
  }
}
