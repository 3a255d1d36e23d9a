import type { CompiledDimension, DimensionType, TimeInterval } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { dateText } from './date-text.ts'

const field = (type: DimensionType, timeInterval?: TimeInterval): CompiledDimension => ({
  fieldType: 'dimension',
  type,
  name: 'at',
  label: 'At',
  table: 'orders',
  tableLabel: 'Orders',
  sql: '',
  compiledSql: '',
  hidden: false,
  index: 0,
  ...(timeInterval === undefined ? {} : { timeInterval }),
})

/** Texts of `Intl` hold spaces that do not break. */
const plain = (text: string | null): string | undefined => text?.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')

describe('a date as people write it', () => {
  it.each<[TimeInterval | undefined, string, string]>([
    ['YEAR', '2026-01-01T00:00:00Z', '2026'],
    ['QUARTER', '2026-10-01T00:00:00Z', 'Q4 2026'],
    ['QUARTER', '2026-01-01', 'Q1 2026'],
    ['MONTH', '2026-10-01T00:00:00Z', 'Oct 2026'],
    ['MONTH', '2026-01-01', 'Jan 2026'],
    ['WEEK', '2026-10-05T00:00:00Z', 'Week of Oct 5, 2026'],
    ['DAY', '2026-10-05T00:00:00Z', 'Oct 5, 2026'],
    [undefined, '2026-12-31', 'Dec 31, 2026'],
  ])('of the grain %s: %s is %s', (grain, raw, text) => {
    expect(dateText(field('date', grain), raw)).toBe(text)
  })

  it.each<[TimeInterval | undefined, string, string]>([
    ['HOUR', '2026-10-05T14:00:00Z', 'Oct 5, 2026, 2 PM UTC'],
    ['MINUTE', '2026-10-05T14:07:00Z', 'Oct 5, 2026, 2:07 PM UTC'],
    ['SECOND', '2026-10-05T14:07:09Z', 'Oct 5, 2026, 2:07:09 PM UTC'],
    ['RAW', '2026-10-05T14:07:09Z', 'Oct 5, 2026, 2:07:09 PM UTC'],
    ['MILLISECOND', '2026-10-05T14:07:09.120Z', 'Oct 5, 2026, 2:07:09.120 PM UTC'],
    [undefined, '2026-10-05T00:00:00Z', 'Oct 5, 2026, 12:00:00 AM UTC'],
  ])('of moments cut to %s: %s is %s', (grain, raw, text) => {
    expect(plain(dateText(field('timestamp', grain), raw))).toBe(text)
  })

  it('has the zone of the question for moments, and none for dates', () => {
    const zone = 'America/New_York'
    expect(plain(dateText(field('timestamp', 'HOUR'), '2026-10-05T02:00:00Z', { zone }))).toBe('Oct 4, 2026, 10 PM EDT')
    expect(dateText(field('date', 'DAY'), '2026-10-05T00:00:00Z', { zone })).toBe('Oct 5, 2026')
    expect(dateText(field('date', 'QUARTER'), '2026-10-01T00:00:00Z', { zone })).toBe('Q4 2026')
  })

  it('is written as in the language of the page', () => {
    expect(dateText(field('date', 'MONTH'), '2026-10-01', { locale: 'de' })).toBe('Okt. 2026')
    expect(dateText(field('date', 'DAY'), '2026-10-05', { locale: 'en-GB' })).toBe('5 Oct 2026')
    expect(dateText(field('date', 'QUARTER'), '2026-10-01', { locale: 'ar-EG' })).toMatch(/^Q4 /)
  })

  it('follows the format of its field', () => {
    const calculation = { name: 'first', displayName: 'First', sql: '' }
    expect(dateText({ ...calculation, type: 'string', format: { type: 'date', timeInterval: 'MONTH' } }, '2026-10-05')).toBe('Oct 2026')
    expect(dateText({ ...calculation, type: 'date' }, '2026-10-05T00:00:00.000Z')).toBe('Oct 5, 2026')
  })

  it('is left to the answer where it is none, or of a fiscal year', () => {
    expect(dateText(field('string'), '2026-10-05')).toBeNull()
    expect(dateText(field('number', 'MONTH_NUM'), 10)).toBeNull()
    expect(dateText(field('date', 'FISCAL_YEAR'), '2026-04-01')).toBeNull()
    expect(dateText(field('date', 'FISCAL_QUARTER'), '2026-04-01')).toBeNull()
    expect(dateText(field('date', 'MONTH'), 'someday')).toBeNull()
  })
})
