import bidiFactory from 'bidi-js'
import { interAdvance, interFace, type Face, type Weight } from './fonts.ts'
import { otherFace } from './other-scripts.ts'

/** Letters beside each other in one font, from left to right, with how wide they are in ems. */
export type TextRun = { text: string; face: Face; width: number }

const bidi = bidiFactory()

/** How wide a letter is that no font has: what stands in its place. Signs of East Asia are as wide as they are high. */
const widthOfMissing = (letter: string): number => ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.55)

/** How wide a text is, in the unit of `size`. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let ems = 0
  for (const letter of text) {
    const advance = interAdvance(letter, weight)
    if (advance === null) return textRuns(text, weight).reduce((sum, { width }) => sum + width, 0) * size
    ems += advance
  }
  return ems * size
}

/** Whether a text is written with Inter alone, from left to right. */
export function isPlain(text: string, weight: Weight): boolean {
  for (const letter of text) if (interAdvance(letter, weight) === null) return false
  return true
}

/** One line of text as it is written: in the order in which it is seen, each part in a font that has its letters. */
export function textRuns(text: string, weight: Weight): TextRun[] {
  return inSight(text, weight).map(({ text: part, face }) => ({ text: part, face, width: widthOf(part, face, weight) }))
}

type Part = { text: string; face: Face; level: number }

function widthOf(text: string, { font }: Face, weight: Weight): number {
  if (font === interFace(weight).font) return Array.from(text).reduce((sum, letter) => sum + (interAdvance(letter, weight) ?? widthOfMissing(letter)), 0)
  return font.layout(text).advanceWidth / font.unitsPerEm
}

function inSight(text: string, weight: Weight): Part[] {
  const parts = partsOf(text, weight)
  // As the algorithm of Unicode has it: from the innermost out, what stands beside each other at a level changes its order.
  for (let level = Math.max(0, ...parts.map((part) => part.level)); level > 0; level--) {
    let begin = 0
    while (begin < parts.length) {
      let end = begin
      while ((parts[end]?.level ?? 0) >= level) end++
      if (end > begin) parts.splice(begin, end - begin, ...parts.slice(begin, end).toReversed())
      begin = Math.max(end, begin + 1)
    }
  }
  return parts
}

/** Stays with the letter before it: accents, joiners, forms and colours of signs. */
const joined = /[\p{M}\p{Join_Control}\p{Variation_Selector}\p{Emoji_Modifier}]/u
const invisible = /[\p{Join_Control}\p{Variation_Selector}]/u

/** What is written in one piece, in the order of reading: of right-to-left scripts words, of their digits and of Inter's signs between them each. */
function partsOf(text: string, weight: Weight): Part[] {
  const { levels } = bidi.getEmbeddingLevels(text)
  const inter = interFace(weight)
  const parts: Part[] = []
  let isJoining = false
  let at = 0
  for (const letter of text) {
    const level = levels[at] ?? 0
    at += letter.length
    const last = parts.at(-1)
    const own = interAdvance(letter, weight) === null ? otherFace(letter, weight) : inter
    // A sign of several signs goes on behind its joiner.
    const before: Part | undefined = last?.face !== inter && (joined.test(letter) || (isJoining && own !== undefined)) ? last : undefined
    isJoining = letter === '\u200d' && before !== undefined
    if (before?.face.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) {
      before.text += letter
      continue
    }
    if (invisible.test(letter)) continue
    const face = own ?? inter
    const isAlone = (level % 2 === 1 && face === inter) || (face !== inter && /\p{Nd}/u.test(letter))
    const written = level % 2 === 1 ? (bidi.getMirroredCharacter(letter) ?? letter) : letter
    if (last?.face === face && last.level === level && !isAlone) last.text += written
    else parts.push({ text: written, face, level })
  }
  return parts
}
