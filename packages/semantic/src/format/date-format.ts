import type { TimeInterval } from '../types/field.ts'

const isoMoment = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/

/** A date or moment as results carry it, in milliseconds since the epoch, UTC; `undefined` for any other text. */
export function parseMoment(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime()
  if (typeof value !== 'string') return undefined
  const match = isoMoment.exec(value)
  if (match === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)))
  return utc - offsetOf(zone)
}

const offsetOf = (zone: string): number => {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0)
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000
}

/** A day cut to its interval: `2018-01-31`, month `2018-01`, quarter `2018-Q1`, year `2018`, fiscal year `FY2018`, fiscal quarter `Q1 FY2018`. */
export function formatDay(epochMs: number, interval?: TimeInterval, fiscalYearStart = 1): string {
  const iso = new Date(epochMs).toISOString()
  switch (interval) {
    case 'YEAR':
      return iso.slice(0, 4)
    case 'QUARTER':
      return `${iso.slice(0, 4)}-Q${Math.ceil(Number(iso.slice(5, 7)) / 3)}`
    case 'FISCAL_YEAR':
    case 'FISCAL_QUARTER': {
      const passed = (Number(iso.slice(5, 7)) - fiscalYearStart + 12) % 12
      const began = new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1 - passed, 1)).getUTCFullYear()
      const year = `FY${String(fiscalYearStart === 1 ? began : began + 1).padStart(4, '0')}`
      return interval === 'FISCAL_YEAR' ? year : `Q${Math.floor(passed / 3) + 1} ${year}`
    }
    case 'MONTH':
      return iso.slice(0, 7)
    default:
      return iso.slice(0, 10)
  }
}

/** A moment with its offset: `2020-07-01, 00:05:09:123 (+00:00)`, cut after the hour, minute or second of its interval. */
export function formatMoment(epochMs: number, interval: TimeInterval | undefined, zone: string): string {
  const offset = zone === 'UTC' ? 0 : offsetIn(epochMs, zone)
  const iso = new Date(epochMs + offset * 60_000).toISOString()
  const time = `${iso.slice(11, 19)}:${iso.slice(20, 23)}`
  return `${iso.slice(0, 10)}, ${time.slice(0, timeLetters[interval ?? 'RAW'] ?? 12)} (${offsetText(offset)})`
}

const timeLetters: Partial<Record<TimeInterval, number>> = { HOUR: 2, MINUTE: 5, SECOND: 8 }

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}

const wallClocks = new Map<string, Intl.DateTimeFormat>()

/** Clocks change at full quarters of an hour, so one look per quarter and zone is enough. */
const quarter = 900_000
const offsets = new Map<string, number>()

/** Minutes that the wall clock of a zone is ahead of UTC. */
function offsetIn(epochMs: number, zone: string): number {
  const key = `${Math.floor(epochMs / quarter)} ${zone}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= 20_000) offsets.clear()
  const offset = lookUpOffset(epochMs, zone)
  offsets.set(key, offset)
  return offset
}

function lookUpOffset(epochMs: number, zone: string): number {
  let clock = wallClocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    wallClocks.set(zone, clock)
  }
  const parts: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(epochMs)) parts[type] = Number(value)
  const wall = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0)
  return Math.round((wall - Math.floor(epochMs / 1000) * 1000) / 60_000)
}
