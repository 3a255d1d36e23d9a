import type { ResultColumn } from '../types/compiled-query.ts'
import type { Item } from '../types/metric-query.ts'
import { parseMoment } from './date-format.ts'
import { isDimensionItem } from './item.ts'

/**
 * A value of the engine as it goes over the wire. Numbers are JSON numbers, also when the engine hands them over as text or bigint, except
 * those of which a double would lose digits: these are text. Dates and moments of dimensions are ISO in UTC without milliseconds
 * (`2018-01-01T00:00:00Z`), those of other columns with them.
 */
export function rawForWire(item: Item | undefined, column: Pick<ResultColumn, 'type'>, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (column.type === 'number' || typeof value === 'bigint') return numberOf(value)
  if (column.type !== 'date' && column.type !== 'timestamp' && !(value instanceof Date)) return value
  const moment = parseMoment(value)
  if (moment === undefined) return value
  const iso = new Date(moment).toISOString()
  return item !== undefined && isDimensionItem(item) ? `${iso.slice(0, 19)}Z` : iso
}

function numberOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'string' || value.trim() === '') return value
  const number = Number(value)
  return Number.isFinite(number) && isExact(value, number) ? number : value
}

/** Digits that every double holds. */
const exactDigits = 15

/** Whether the number says every digit of the text. */
function isExact(text: string, number: number): boolean {
  if (text.length <= exactDigits) return true
  // Whole numbers beyond these stand for their neighbours too.
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return false
  const [digits, exponent] = digitsOf(text)
  if (digits.length <= exactDigits) return true
  const [others, other] = digitsOf(String(number))
  return digits === others && exponent === other
}

/** The digits of a decimal number without zeros around them, and the power of ten of the last one. */
function digitsOf(text: string): [digits: string, exponent: number] {
  const [, whole = '', fraction = '', power = '0'] = /^\s*[+-]?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text) ?? []
  const all = (whole + fraction).replace(/^0+/, '')
  const digits = all.replace(/0+$/, '')
  return [digits, digits === '' ? 0 : Number(power) - fraction.length + all.length - digits.length]
}
