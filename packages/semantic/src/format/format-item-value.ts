import type { CustomFormat, TimeInterval } from '../types/field.ts'
import type { Item } from '../types/metric-query.ts'
import { formatDay, formatMoment, parseMoment } from './date-format.ts'
import { formatCodeWriter } from './format-code.ts'
import { getItemType } from './item.ts'
import { isNamedFormat, namedFormats } from './named-formats.ts'
import { formatNumber, formatNumberBy, plainLocale } from './number-format.ts'

type Write = (raw: unknown, zone: string, locale: string) => string

/** One writer per item: what depends on the item alone is decided once. */
const writers = new WeakMap<Item, Write>()

/**
 * A value as people read it. `null` is "∅", a missing value "-". Moments are written in `zone` (IANA) with its offset;
 * dates never shift. Numbers are grouped and cut as in `locale` (BCP 47). Values that do not fit the item's type are written as they are.
 */
export function formatItemValue(item: Item | undefined, raw: unknown, zone = 'UTC', locale = plainLocale): string {
  if (raw === null) return '∅'
  if (raw === undefined) return '-'
  if (item === undefined) return writePlain(raw, locale)
  let write = writers.get(item)
  if (write === undefined) {
    write = writerOf(item)
    writers.set(item, write)
  }
  return write(raw, zone, locale)
}

function writePlain(raw: unknown, locale = plainLocale): string {
  if (typeof raw === 'number') return formatNumber(raw, undefined, locale)
  if (typeof raw === 'boolean') return raw ? 'True' : 'False'
  if (raw instanceof Date) return raw.toISOString()
  if (typeof raw === 'object') return JSON.stringify(raw)
  return String(raw)
}

export type DateGrain = { kind: 'day' | 'moment'; interval: TimeInterval | undefined }

/** Whether the values of an item are days or moments, and what they are cut to; null for neither. A format of its own counts more than its type. */
export function dateGrainOf(item: Item): DateGrain | null {
  const format = formatOf(item)
  const interval = 'timeInterval' in item ? item.timeInterval : format?.timeInterval
  if (format?.type === 'date') return { kind: 'day', interval: format.timeInterval ?? interval }
  if (format?.type === 'timestamp') return { kind: 'moment', interval: format.timeInterval ?? interval }
  const type = getItemType(item)
  return type === 'date' ? { kind: 'day', interval } : type === 'timestamp' ? { kind: 'moment', interval } : null
}

function writerOf(item: Item): Write {
  const date = dateGrainOf(item)
  const fiscalYearStart = 'fiscalYearStart' in item ? item.fiscalYearStart : undefined
  if (date?.kind === 'day') return (raw) => writeDay(raw, date.interval, fiscalYearStart)
  if (date?.kind === 'moment') return (raw, zone) => writeMoment(raw, date.interval, zone)
  const format = formatOf(item)
  switch (getItemType(item)) {
    case 'boolean':
      return (raw) => writePlain(raw)
    case 'string':
      return (raw) => (typeof raw === 'number' || typeof raw === 'bigint' ? String(raw) : writePlain(raw))
    default:
      return numberWriter(item, format, 'timeInterval' in item ? item.timeInterval : format?.timeInterval)
  }
}

const writeDay = (raw: unknown, interval: TimeInterval | undefined, fiscalYearStart: number | undefined): string => {
  const day = parseMoment(raw)
  return day === undefined ? writePlain(raw) : formatDay(day, interval, fiscalYearStart)
}

const writeMoment = (raw: unknown, interval: TimeInterval | undefined, zone: string): string => {
  const moment = parseMoment(raw)
  return moment === undefined ? writePlain(raw) : formatMoment(moment, interval, zone)
}

function numberWriter(item: Item, format: CustomFormat | undefined, interval: TimeInterval | undefined): Write {
  const isYear = interval === 'YEAR_NUM' || interval === 'FISCAL_YEAR_NUM'
  const isExtreme = 'type' in item && (item.type === 'min' || item.type === 'max')
  const writeByCode = codeWriterOf(item)
  return (raw, zone, locale) => {
    if (typeof raw === 'string' && isExtreme && parseMoment(raw) !== undefined) return writeMoment(raw, undefined, zone)
    const value = asNumber(raw)
    if (value === undefined) return writePlain(raw)
    if (writeByCode !== undefined) return writeByCode(value, locale)
    if (isYear || format?.type === 'id') return String(raw)
    return format === undefined ? formatNumber(value, undefined, locale) : formatNumberBy(value, format, locale)
  }
}

function asNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isNaN(raw) ? undefined : raw
  if (typeof raw === 'bigint') return Number(raw)
  if (typeof raw !== 'string' || raw.trim() === '') return undefined
  const value = Number(raw)
  return Number.isNaN(value) ? undefined : value
}

/** The writer of an item whose format is a number format of spreadsheets: it says all, so `round` and `compact` do not count. */
function codeWriterOf(item: Item): ((value: number, locale: string) => string) | undefined {
  if (('formatOptions' in item && item.formatOptions !== undefined) || !('format' in item)) return undefined
  return typeof item.format === 'string' && !isNamedFormat(item.format) ? formatCodeWriter(item.format) : undefined
}

/** Format options of an item; the named format, `round` and `compact` of a model's field are turned into such. */
function formatOf(item: Item): CustomFormat | undefined {
  if ('formatOptions' in item && item.formatOptions !== undefined) return item.formatOptions
  if (!('format' in item || 'round' in item || 'compact' in item)) return undefined
  if (typeof item.format === 'object') return item.format
  const round = 'round' in item && item.round !== undefined ? { round: item.round } : {}
  const compact = 'compact' in item && item.compact !== undefined ? { compact: item.compact as NonNullable<CustomFormat['compact']> } : {}
  const base = typeof item.format === 'string' && isNamedFormat(item.format) ? namedFormats[item.format] : undefined
  if (base === undefined && !('round' in round) && !('compact' in compact)) return undefined
  return { type: 'number', ...base, ...round, ...compact }
}
