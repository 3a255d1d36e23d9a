import type { CustomFormat } from '../types/field.ts'
import { plainLocale } from './number-format.ts'

/** The digits of a section: how many at least and at most, in thousands or not. */
type Digits = { least: number; decimals: [least: number, most: number]; grouped: boolean; /** What the value is multiplied by. */ scale: number }
type Section = { condition: Condition | undefined; before: string; digits: Digits | undefined; after: string }
type Condition = { holds: (value: number) => boolean; /** Only for negative values: what is left of them has no sign. */ isNegative: boolean }

/**
 * Writes numbers by a number format as spreadsheets have it: digits (`0`, `#`, `?`), thousands, `%`, trailing commas for
 * thousands and millions, text in quotes, currencies (`[$€-407]`), sections for negative values and zero, and conditions
 * (`[>=1000]`). Colours are left out. `undefined` for what is no such format, and for dates, fractions, exponents and
 * digits with text between them. Digits are grouped and cut as readers in `locale` are used to.
 */
export function formatCodeWriter(code: string): ((value: number, locale?: string) => string) | undefined {
  const sections = readSections(code)
  if (sections === undefined) return undefined
  const choose = sections.some(({ condition }) => condition !== undefined) ? byCondition(sections) : bySign(sections)
  return (value, locale = plainLocale) => {
    const { section, isSigned } = choose(value)
    if (section === undefined) return String(value)
    const { before, digits, after } = section
    const written = digits === undefined ? '' : writeDigits(Math.abs(value) * digits.scale, digits, locale)
    const minus = isSigned && value < 0 && /[1-9∞]/.test(written) ? '-' : ''
    return `${minus}${before}${written}${after}`
  }
}

const currencies: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' }

/**
 * A number format as format options, for numbers that are shortened otherwise than it says: its text, percent and decimals.
 * `undefined` for one that shortens them itself, and for what is no number format.
 */
export function formatCodeOptions(code: string): CustomFormat | undefined {
  const [section] = readSections(code) ?? []
  if (section?.digits === undefined || section.digits.scale < 1) return undefined
  const { before, digits, after } = section
  const round = digits.decimals[1]
  if (digits.scale > 1) return { type: 'percent', round }
  const currency = after === '' ? currencies[before] : undefined
  return currency === undefined ? { type: 'number', prefix: before, suffix: after, round } : { type: 'currency', currency, round }
}

/** The sections for numbers; the first has digits. */
function readSections(code: string): Section[] | undefined {
  const parts = splitSections(code)
  // The fourth section is for text.
  if (parts === undefined || parts.length > 4) return undefined
  const sections: Section[] = []
  for (const part of parts.slice(0, 3)) {
    const section = readSection(part)
    if (section === undefined) return undefined
    sections.push(section)
  }
  // Without a digit every value would be the same word.
  return sections[0]?.digits === undefined ? undefined : sections
}

type Choice = (value: number) => { section: Section | undefined; isSigned: boolean }

/** One section: all values. Two: the second for negative ones. Three: the third for zero. */
const bySign = ([positive, negative, zero]: readonly Section[]): Choice => {
  return (value) => {
    if (value < 0 && negative !== undefined) return { section: negative, isSigned: false }
    return { section: value === 0 && zero !== undefined ? zero : positive, isSigned: true }
  }
}

/** The first section whose condition holds; one without a condition takes what is left. */
const byCondition = (sections: readonly Section[]): Choice => {
  return (value) => {
    const section = sections.find(({ condition }) => condition === undefined || condition.holds(value))
    return { section, isSigned: section?.condition?.isNegative !== true }
  }
}

/** Cut at the semicolons that are no text; `undefined` when a quote or bracket stays open. */
function splitSections(code: string): string[] | undefined {
  const tokens = code.match(/"[^"]*"|\\.|\[[^\]]*\]|[_*].|[^"\\[]/gsu) ?? []
  if (tokens.join('') !== code) return undefined
  const sections = ['']
  for (const token of tokens) {
    if (token === ';') sections.push('')
    else sections.push(`${sections.pop() ?? ''}${token}`)
  }
  return sections
}

/** Letters that stand for parts of dates and numbers. Others are text, as in `0.0x`. */
const reserved = /[abdeghmnsy@]/i
const colour = /^(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)$/i
const token = /"(?<quoted>[^"]*)"|\\(?<escaped>.)|\[(?<bracket>[^\]]*)\]|_(?<space>.)|\*(?<fill>.)|(?<number>[#0?.](?:[#0?.,]*[#0?.])?,*)|(?<other>.)/gsu

function readSection(text: string): Section | undefined {
  const section: Section = { condition: undefined, before: '', digits: undefined, after: '' }
  let percents = 0
  const add = (literal: string): void => {
    if (section.digits === undefined) section.before += literal
    else section.after += literal
  }
  for (const { groups = {} } of text.matchAll(token)) {
    const { quoted, escaped, bracket, space, number, other } = groups
    if (quoted !== undefined || escaped !== undefined) add(quoted ?? escaped ?? '')
    else if (space !== undefined) add(' ')
    else if (bracket !== undefined) {
      const currency = /^\$([^-]*)(?:-.*)?$/s.exec(bracket)
      const condition = readCondition(bracket)
      if (currency !== null) add(currency[1] ?? '')
      else if (condition !== undefined && section.condition === undefined) section.condition = condition
      else if (!colour.test(bracket)) return undefined
    } else if (number !== undefined) {
      const digits = readDigits(number)
      if (digits === undefined || section.digits !== undefined) return undefined
      section.digits = digits
    } else if (other !== undefined) {
      if (reserved.test(other)) return undefined
      if (other === '%') percents += 1
      add(other)
    }
  }
  if (section.digits !== undefined) section.digits.scale *= 100 ** percents
  return section
}

function readDigits(text: string): Digits | undefined {
  const [, whole = '', point, fraction = '', commas = ''] = /^([#0?,]*)(?:(\.)([#0?]*))?(,*)$/.exec(text) ?? []
  const digits = whole.replace(/,+$/, '')
  if (whole === '' && fraction === '') return undefined
  const places = digits.replaceAll(',', '')
  const firstZero = places.indexOf('0')
  const least = firstZero === -1 ? 0 : places.length - firstZero
  // More than the writer of numbers can give.
  if (least > 21 || fraction.length > 20) return undefined
  const thousands = (point === undefined ? 0 : commas.length) + whole.length - digits.length
  return { least, decimals: [fraction.lastIndexOf('0') + 1, fraction.length], grouped: digits.includes(','), scale: 1 / 1000 ** thousands }
}

function readCondition(text: string): Condition | undefined {
  const [, sign, limit] = /^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$/.exec(text.replaceAll(' ', '')) ?? []
  const compare = comparisons[sign ?? '']
  if (compare === undefined) return undefined
  const border = Number(limit)
  return { holds: (value) => compare(value, border), isNegative: (sign === '<' && border <= 0) || (sign === '<=' && border < 0) }
}

const comparisons: Record<string, (value: number, border: number) => boolean> = {
  '<': (value, border) => value < border,
  '<=': (value, border) => value <= border,
  '>': (value, border) => value > border,
  '>=': (value, border) => value >= border,
  '=': (value, border) => value === border,
  '<>': (value, border) => value !== border,
}

/** Intl formatters are a thousand times dearer to make than to use. */
const formatters = new Map<string, Intl.NumberFormat>()

function writeDigits(size: number, { least, decimals: [fewest, most], grouped }: Digits, locale: string): string {
  const key = `${locale}/${least}/${fewest}/${most}/${grouped}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale, {
      minimumIntegerDigits: Math.max(1, least),
      minimumFractionDigits: fewest,
      maximumFractionDigits: most,
      useGrouping: grouped,
    })
    formatters.set(key, formatter)
  }
  const text = formatter.format(size)
  return least === 0 ? text.replace(/^0(?=\D|$)/, '') : text
}
