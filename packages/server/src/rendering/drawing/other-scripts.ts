import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { create, type Font } from 'fontkit'
import decompress from 'woff2-encoder/decompress'
import { hasLetter, type Face, type Weight } from './fonts.ts'
import { staticFont } from './static-font.ts'

const japanese = 'noto-sans-jp'
/** Fonts for letters that Inter does not have, each in several files; the first that has a letter writes it. */
const families = ['noto-sans-hebrew', 'noto-sans-arabic', 'noto-sans-thai', 'noto-sans-devanagari', 'noto-emoji', 'noto-sans-sc', japanese, 'noto-sans-kr']

/** Not seen by themselves: marks of direction, joiners, and which form a letter has. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u
const beyondLatin = /[\u0180-\u{10ffff}]/gu

/** One file of a family, in weights that are made when somebody writes with them. */
type Part = { has(codePoint: number): boolean; face(weight: Weight): Face }

const find = createRequire(import.meta.url)
/** Files that say that they have a letter, by its code point; not all of them do. */
type Index = ReadonlyMap<number, readonly string[]>
let index: Promise<Index> | undefined
/** Files stay once they are read: all that there are have 22 MB, and more than that cannot be asked for. */
const parts = new Map<string, Part>()
/** What writes the letters of the drawing that is made now. That others were drawn before changes nothing. */
let writing: ReadonlyMap<string, Part> = new Map()

/** Only Japanese has them. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

/**
 * Reads the fonts that texts need; answers the letters that no font has, which are drawn as boxes. To be awaited before anything is
 * measured. Chinese and Japanese have other shapes of the same signs: those of Japan are
 * written for who reads Japanese, and where some text has kana unless Chinese is read.
 */
export async function loadLetters(texts: Iterable<string>, locale: string): Promise<string[]> {
  const foreign = new Set<string>()
  for (const text of texts) for (const [letter] of text.matchAll(beyondLatin)) if (!hasLetter(letter)) foreign.add(letter)
  const isJapanese = locale.startsWith('ja') || (!locale.startsWith('zh') && [...foreign].some((letter) => kana.test(letter)))
  const found = new Map<string, Part>()
  const boxes: string[] = []
  for (const letter of foreign) {
    if (unseen.test(letter)) continue
    const part = await partWith(letter, isJapanese)
    if (part === undefined) boxes.push(letter)
    else found.set(letter, part)
  }
  writing = found
  return boxes
}

/** The font that a letter is written with which Inter does not have; undefined where none has it, or `loadLetters` was not told of it. */
export const otherFace = (letter: string, weight: Weight): Face | undefined => writing.get(letter)?.face(weight)

/** The first file that has a letter; those of Japan before all others where it is Japanese. */
async function partWith(letter: string, isJapanese: boolean): Promise<Part | undefined> {
  const codePoint = letter.codePointAt(0) ?? 0
  const files = (await (index ??= readIndex())).get(codePoint) ?? []
  const isOfJapan = (file: string): boolean => file.includes(japanese)
  for (const file of isJapanese ? [...files.filter(isOfJapan), ...files.filter((one) => !isOfJapan(one))] : files) {
    const part = parts.get(file) ?? (await readPart(file))
    parts.set(file, part)
    if (part.has(codePoint)) return part
  }
  return undefined
}

async function readIndex(): Promise<Index> {
  const files = new Map<number, string[]>()
  for (const family of families) {
    const ranges = JSON.parse(await readFile(find.resolve(`@fontsource-variable/${family}/unicode.json`), 'utf8')) as Record<string, string>
    for (const [name, letters] of Object.entries(ranges)) {
      const file = `@fontsource-variable/${family}/files/${family}-${name.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`
      for (const range of letters.split(',')) {
        const [first = '', last = first] = range.trim().slice(2).split('-')
        for (let one = Number.parseInt(first, 16); one <= Number.parseInt(last, 16); one++) files.set(one, [...(files.get(one) ?? []), file])
      }
    }
  }
  return files
}

async function readPart(file: string): Promise<Part> {
  const variable = Buffer.from(await decompress(await readFile(find.resolve(file))))
  const font = create(variable) as Font
  const faces = new Map<number, Face>()
  return {
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    face(weight) {
      // Two are enough to tell headings from texts.
      const made = weight === 400 ? 400 : 600
      // As a variable font is where nobody says otherwise, it needs no making.
      const isAsItIs = font.variationAxes['wght']?.default === made
      const face = faces.get(made) ?? faceOf(`${path.basename(file, '-wght-normal.woff2')}-${made}`, isAsItIs ? variable : staticFont(variable, made))
      faces.set(made, face)
      return face
    },
  }
}

const faceOf = (name: string, file: Buffer): Face => ({ name, file, font: create(file) as Font })
