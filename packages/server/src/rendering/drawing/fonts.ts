import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

/** How thick letters are that drawings are written with. */
export type Weight = 400 | 600 | 700

/** A font in one weight, under the name that it has in drawings. */
export type Face = { name: string; file: Buffer; font: Font }

const fileOf: Readonly<Record<Weight, string>> = {
  400: '400Regular/Inter_400Regular.ttf',
  600: '600SemiBold/Inter_600SemiBold.ttf',
  700: '700Bold/Inter_700Bold.ttf',
}
export const weights: readonly Weight[] = [400, 600, 700]

const find = createRequire(import.meta.url)
const faces = new Map<Weight, Face>()

/** The font of all that it has letters for. */
export function interFace(weight: Weight): Face {
  const known = faces.get(weight)
  if (known !== undefined) return known
  const file = readFileSync(find.resolve(`@expo-google-fonts/inter/${fileOf[weight]}`))
  const face = { name: `Inter-${weight}`, file, font: create(file) as Font }
  faces.set(weight, face)
  return face
}

/** Whether Inter has a letter. */
export const hasLetter = (letter: string): boolean => interFace(400).font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)

/** Of a letter, in ems; null of letters that Inter does not have. */
const advances = new Map<string, number | null>()
/** Letters of which advances are remembered: more than all of the font. */
const mostKnown = 20_000

/** How wide a letter of Inter is, in ems; null where it has none. */
export function interAdvance(letter: string, weight: Weight): number | null {
  const key = `${weight}${letter}`
  const known = advances.get(key)
  if (known !== undefined) return known
  const { font } = interFace(weight)
  const codePoint = letter.codePointAt(0) ?? 0
  const advance = font.hasGlyphForCodePoint(codePoint) ? font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm : null
  if (advances.size < mostKnown) advances.set(key, advance)
  return advance
}
