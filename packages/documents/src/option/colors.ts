import { palette } from './palette.ts'

/** Between all colours of the palette: what later rounds are mixed with, visible on light and dark. */
const grey = '#8a8f98'

/** A colour somebody wrote, when it is one: hex, rgb(), hsl() or a name. Anything else is `undefined`, never passed on. */
export function safeColor(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined
  const isColor = /^(#[0-9a-f]{3,8}|(rgb|hsl)a?\([\d\s.,%/]+\)|[a-z]{3,30})$/i.test(text.trim())
  return isColor ? text.trim() : undefined
}

/** The colour at a position. After the last one they come again, greyer with every round. */
export function colorAt(position: number): string {
  const color = palette[position % palette.length] ?? palette[0]
  const round = Math.floor(position / palette.length) % 3
  return round === 0 ? color : mixed(color, grey, round * 0.35)
}

/**
 * A colour for each value: the same value has the same colour in every chart that shows it, as long as no other value
 * of the chart wants that colour too. All are different until the palette is used up.
 */
export function stableColors(keys: readonly string[]): Map<string, string> {
  const positions = new Map<string, number>()
  const taken = new Set<number>()
  for (const [index, key] of [...new Set(keys)].toSorted().entries()) {
    const round = Math.floor(index / palette.length) * palette.length
    let slot = hashOf(key) % palette.length
    while (taken.has(round + slot)) slot = (slot + 1) % palette.length
    taken.add(round + slot)
    positions.set(key, round + slot)
  }
  return new Map([...positions].map(([key, position]) => [key, colorAt(position)]))
}

/** Two `#rrggbb` colours mixed; `part` of the second, 0 to 1. */
export function mixed(first: string, second: string, part: number): string {
  const channel = (color: string, place: number): number => Number.parseInt(color.slice(1 + 2 * place, 3 + 2 * place), 16)
  const hex = (place: number): string =>
    Math.round(channel(first, place) * (1 - part) + channel(second, place) * part)
      .toString(16)
      .padStart(2, '0')
  return `#${hex(0)}${hex(1)}${hex(2)}`
}

/** Black or white, whichever is read better on a `#rrggbb` background. */
export function textOn(background: string): string {
  const full = /^#[0-9a-f]{3}$/i.test(background) ? background.replaceAll(/[0-9a-f]/gi, '$&$&') : background
  if (!/^#[0-9a-f]{6}/i.test(full)) return '#1f2329'
  const linear = [1, 3, 5].map((place) => {
    const share = Number.parseInt(full.slice(place, place + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0)
  // Where both are read equally well: the contrast of white is 1.05 / (l + 0.05), that of the dark (l + 0.05) / 0.067.
  return luminance > 0.215 ? '#1f2329' : '#ffffff'
}

/** FNV-1a of a text: well spread, and the same everywhere. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193) >>> 0
  return hash
}
