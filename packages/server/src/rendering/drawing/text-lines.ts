import type { Weight } from './fonts.ts'
import { textWidth } from './text-runs.ts'

/** Letters in a row that look the same. */
export type Run = { text: string; weight: Weight }
/** One line: its runs with where they begin. */
export type Line = readonly (Run & { x: number })[]

/** Letters of one text that are laid out at most: what is longer is cut, and says so. */
const mostLetters = 20_000

// XML knows no control characters and no halves of letters, and one line has no breaks.
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufffe\uffff]/g

/** A text of anybody as one that every format takes: one line, of whole letters. */
export const writable = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\t', '  ')
    .replaceAll(unwritable, ' ')

/** A text on one line, cut with an ellipsis where it is wider than there is room. */
export function fitted(text: string, { size, weight = 400, width }: { size: number; weight?: Weight; width: number }): string {
  const one = writable(text.slice(0, 2000))
  if (textWidth(one, size, weight) <= width) return one
  const room = width - textWidth('…', size, weight)
  let used = 0
  let kept = ''
  for (const letter of one) {
    used += textWidth(letter, size, weight)
    if (used > room) break
    kept += letter
  }
  return `${kept.trimEnd()}…`
}

/** Runs broken into lines of a width, between words where that is possible; `\n` breaks too. */
export function brokenLines(runs: readonly Run[], { size, width }: { size: number; width: number }): Line[] {
  const lines: (Run & { x: number })[][] = [[]]
  let x = 0
  let letters = 0
  const begin = (): void => {
    lines.push([])
    x = 0
  }
  const put = (text: string, weight: Weight): void => {
    const last = lines.at(-1)
    const before = last?.at(-1)
    if (before?.weight === weight) before.text += text
    else last?.push({ text, weight, x })
    x += textWidth(text, size, weight)
  }
  for (const { text, weight } of runs) {
    for (const piece of text.split(/(\n|[^\S\n]+)/)) {
      if (piece === '') continue
      if (piece === '\n') {
        begin()
        continue
      }
      letters += piece.length
      if (letters > mostLetters) {
        put('…', weight)
        return lines
      }
      const word = writable(piece)
      const wide = textWidth(word, size, weight)
      if (x + wide <= width) {
        if (x > 0 || word.trim() !== '') put(word, weight)
        continue
      }
      if (word.trim() === '') {
        begin()
        continue
      }
      if (x > 0) begin()
      if (wide <= width) {
        put(word, weight)
        continue
      }
      // Longer than a line of its own.
      for (const letter of word) {
        if (x > 0 && x + textWidth(letter, size, weight) > width) begin()
        put(letter, weight)
      }
    }
  }
  return lines
}
