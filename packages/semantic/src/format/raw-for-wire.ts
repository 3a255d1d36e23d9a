import type { ResultColumn } from '../types/compiled-query.ts'
import type { Item } from '../types/metric-query.ts'
import { parseMoment } from './date-format.ts'
import { isDimensionItem } from './item.ts'

/**
 * A value of the engine as it goes over the wire. Numbers are JSON numbers, also when the engine hands them over as
 * text or bigint, except whole numbers beyond 2^53: these are text, so that no digit is lost. Dates and moments of dimensions are ISO in UTC without milliseconds (`2018-01-01T00:00:00Z`), those
 * of other columns with them.
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
  if (Number.isNaN(number) || (/^-?\d+$/.test(value) && !Number.isSafeInteger(number))) return value
  return number
}
