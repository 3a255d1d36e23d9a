import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

/** How thick letters are that drawings are written with. */
export type Weight = 400 | 600 | 700

const fileOf: Readonly<Record<Weight, string>> = {
  400: '400Regular/Inter_400Regular.ttf',
  600: '600SemiBold/Inter_600SemiBold.ttf',
  700: '700Bold/Inter_700Bold.ttf',
}
export const weights: readonly Weight[] = [400, 600, 700]

/** What fonts are called in PDF. */
export const fontName = (weight: Weight): string => `Inter-${weight}`

const find = createRequire(import.meta.url)
const files = new Map<Weight, Buffer>()

/** The font as it lies in its package. */
export function fontFile(weight: Weight): Buffer {
  const known = files.get(weight) ?? readFileSync(find.resolve(`@expo-google-fonts/inter/${fileOf[weight]}`))
  files.set(weight, known)
  return known
}

const fonts = new Map<Weight, Font>()
function fontOf(weight: Weight): Font {
  const known = fonts.get(weight) ?? (create(fontFile(weight)) as Font)
  fonts.set(weight, known)
  return known
}

/** Of a letter, in ems. */
const advances = new Map<string, number>()
/** Letters of which advances are remembered: more than all of the font. */
const mostKnown = 20_000

/** How wide a letter is that the font does not have: what stands in its place. Signs of East Asia are as wide as they are high. */
const widthOfMissing = (codePoint: number): number => (codePoint > 0x2e80 ? 1 : 0.55)

function advanceOf(letter: string, weight: Weight): number {
  const key = `${weight}${letter}`
  const known = advances.get(key)
  if (known !== undefined) return known
  const font = fontOf(weight)
  const codePoint = letter.codePointAt(0) ?? 0
  const advance = font.hasGlyphForCodePoint(codePoint) ? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm : widthOfMissing(codePoint)
  if (advances.size < mostKnown) advances.set(key, advance)
  return advance
}

/** How wide a text is, in the unit of `size`. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let ems = 0
  for (const letter of text) ems += advanceOf(letter, weight)
  return ems * size
}
