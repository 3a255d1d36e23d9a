import { Temporal } from 'temporal-polyfill'
import { QueryError } from '../../types/compiled-query.ts'
import type { FilterRule } from '../../types/metric-query.ts'

const wrong = (rule: FilterRule, value: unknown, wanted: string): QueryError =>
  new QueryError('invalid_query', `The filter on ${rule.target.fieldId} needs ${wanted}, not ${shown(value)}.`, {
    at: rule.target.fieldId,
  })

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

/** Values that were filled in; a blank left by a form is none. */
export function givenValues(rule: FilterRule): unknown[] {
  const { values } = rule
  if (values === undefined || values === null) return []
  if (!Array.isArray(values)) throw wrong(rule, values, 'a list of values')
  return values.filter((value) => value !== null && value !== undefined)
}

/** Text values; numbers and booleans are taken as their text. Throws `invalid_query` for anything else and for NUL. */
export function stringValues(rule: FilterRule): string[] {
  return givenValues(rule).map((value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw wrong(rule, value, 'text')
    const text = String(value)
    if (text.includes('\0')) throw wrong(rule, value, 'text without NUL characters')
    return text
  })
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A finite number, or a whole number beyond 2^53 that arrived as text and must not lose its last digits. */
export type NumberValue = number | bigint

/** Finite numbers, also as text. Throws `invalid_query`. */
export function numberValues(rule: FilterRule): NumberValue[] {
  return givenValues(rule)
    .filter((value) => value !== '')
    .map((value) => {
      if (typeof value === 'number' && Number.isFinite(value)) return value
      if (typeof value !== 'string' || !decimal.test(value.trim())) throw wrong(rule, value, 'a number')
      const parsed = Number(value)
      if (!Number.isFinite(parsed)) throw wrong(rule, value, 'a finite number')
      if (/^[+-]?\d{1,38}$/.test(value.trim()) && !Number.isSafeInteger(parsed)) return BigInt(value.trim().replace('+', ''))
      return parsed
    })
}

/** Booleans, also as the words true and false. Throws `invalid_query`. */
export function booleanValues(rule: FilterRule): boolean[] {
  return givenValues(rule)
    .filter((value) => value !== '')
    .map((value) => {
      if (typeof value === 'boolean') return value
      const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
      if (word === 'true' || word === 'false') return word === 'true'
      throw wrong(rule, value, 'true or false')
    })
}

const isoDate = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/
const isoDateTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/

/** Real days as `YYYY-MM-DD`. A moment with an offset counts as its UTC day, as results are written. Throws `invalid_query`. */
export function dateValues(rule: FilterRule): string[] {
  return textDates(rule).map((text) => {
    try {
      const moment = isoDateTime.exec(text)
      if (moment?.[3] !== undefined) return new Date(epochOf(moment)).toISOString().slice(0, 10)
      return checkedDay(moment?.[1] ?? text)
    } catch {
      throw wrong(rule, text, 'a date such as 2024-01-31')
    }
  })
}

/**
 * Moments in milliseconds since the epoch. With an offset or `Z` they are exact; without one they are wall time in
 * `zone`; a bare date is its first moment there. Throws `invalid_query`.
 */
export function momentValues(rule: FilterRule, zone: string): number[] {
  return textDates(rule).map((text) => {
    try {
      const moment = isoDateTime.exec(text)
      if (moment === null) return Temporal.PlainDate.from(checkedDay(text)).toZonedDateTime(zone).epochMilliseconds
      if (moment[3] !== undefined) return epochOf(moment)
      const wall = `${checkedDay(moment[1] ?? '')}T${moment[2]}`
      if (zone === 'UTC') return epochOf(moment)
      return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds
    } catch {
      throw wrong(rule, text, 'a moment such as 2024-01-31T18:30:00Z')
    }
  })
}

function textDates(rule: FilterRule): string[] {
  return givenValues(rule)
    .filter((value) => value !== '')
    .map((value) => {
      if (typeof value === 'string') return value.trim()
      throw wrong(rule, value, 'a date')
    })
}

function checkedDay(text: string): string {
  const [, year, month, day = '01'] = isoDate.exec(text) ?? []
  if (year === undefined || month === undefined) throw new RangeError('not a date')
  return Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' }).toString()
}

function epochOf(moment: RegExpExecArray): number {
  const offset = (moment[3] ?? 'Z').replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`)
  return Temporal.Instant.from(`${checkedDay(moment[1] ?? '')}T${moment[2]}${offset}`).epochMilliseconds
}
