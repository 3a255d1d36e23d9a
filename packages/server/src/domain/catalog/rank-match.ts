import { editDistance } from '@atrium/semantic'

/** Text as it is compared in a search: without case and accents. `search_text` of the store does the same. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]+/g, '')
    .toLowerCase()

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{Letter}\p{Number}]+/gu) ?? []

/** What is looked for. */
export type Wanted = { text: string; words: readonly string[] }

export const wantedOf = (text: string): Wanted => ({ text: foldText(text).trim().replaceAll(/\s+/g, ' '), words: wordsOf(text) })

/** What is looked at, folded already. `names` are the ways in which it may be called. */
export type Candidate = { names: readonly string[]; description: string }

/** How well something matches, best first: by its whole name, its beginning, beginnings of words, parts of it, its description, nearly. */
export const ranks = ['exact', 'prefix', 'word', 'part', 'description', 'near'] as const
export type Rank = (typeof ranks)[number]

/** How well a thing matches what is looked for; null when it does not. Looking for nothing finds everything. */
export function rankMatch({ text, words }: Wanted, { names, description }: Candidate): Rank | null {
  if (text === '') return 'part'
  if (names.includes(text)) return 'exact'
  if (names.some((name) => name.startsWith(text))) return 'prefix'
  // Only signs: there is nothing that words could be compared with.
  if (words.length === 0) return names.some((name) => name.includes(text)) ? 'part' : null
  if (names.some((name) => beginWords(words, name))) return 'word'
  if (names.some((name) => words.every((word) => name.includes(word)))) return 'part'
  if (words.every((word) => names.some((name) => name.includes(word)) || beginWords([word], description))) return 'description'
  return names.some((name) => isNear(words, name)) ? 'near' : null
}

/** Whether each of the words begins a word of the text. */
function beginWords(words: readonly string[], text: string): boolean {
  // Most texts hold none of them: splitting those up would be most of the work.
  if (!words.every((word) => text.includes(word))) return false
  const own = wordsOf(text)
  return words.every((word) => own.some((one) => one.startsWith(word)))
}

/** Whether each of the words is one of the name's, or the beginning of one, but for a slip or two. */
export function isNear(words: readonly string[], name: string): boolean {
  const own = wordsOf(name)
  return words.every((word) => {
    const slips = slipsIn(word)
    return own.some(
      (one) =>
        one.startsWith(word) || (slips > 0 && mayBeNear(word, one, slips) && (editDistance(word, one, slips) <= slips || isNearBeginning(word, one, slips))),
    )
  })
}

/** Short words are too much like each other to be guessed; with another digit a number is another number. */
const slipsIn = (word: string): number => (word.length < 4 || /\p{Number}/u.test(word) ? 0 : word.length < 8 ? 1 : 2)

/** False where so many letters are missing that nothing needs to be compared: each of them is a slip. */
function mayBeNear(word: string, one: string, slips: number): boolean {
  let missing = 0
  for (const letter of word) if (!one.includes(letter)) missing += 1
  return missing <= slips
}

/** A slip may have left letters out: the beginning that was meant is then longer than what was typed. */
const isNearBeginning = (word: string, whole: string, slips: number): boolean =>
  Array.from({ length: slips + 1 }, (_, more) => whole.slice(0, word.length + more)).some((beginning) => editDistance(word, beginning, slips) <= slips)
