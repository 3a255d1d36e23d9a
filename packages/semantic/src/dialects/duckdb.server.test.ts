import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { CalendarInterval } from '../types/field.ts'
import { duckdb } from './duckdb.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession()
})
afterAll(() => session.close())

const value = async (sql: string): Promise<unknown> => (await session.rows(`SELECT ${sql} AS v`))[0]?.['v']

const awkward = [
  "'",
  '"',
  '\\',
  '--',
  '/*',
  '*/',
  ';',
  '%',
  '_',
  '$$',
  '${x}',
  '{{x}}',
  ':x',
  '?',
  '\n',
  '\r\n',
  '\t',
  '😀',
  'ä',
  "\\'",
  "''; drop table t; --",
]

describe('duckdb literals', () => {
  it('round-trip any text', async () => {
    for (const text of [...awkward, awkward.join(' ')]) expect(await value(duckdb.stringLiteral(text))).toBe(text)
  })
  it('round-trip any identifier', async () => {
    for (const name of awkward) expect(await session.rows(`SELECT 1 AS ${duckdb.quote(name)}`)).toEqual([{ [name]: 1 }])
  })
  it('refuse NUL, infinite numbers and malformed dates', () => {
    expect(() => duckdb.stringLiteral('a\0b')).toThrow(RangeError)
    expect(() => duckdb.quote('a\0b')).toThrow(RangeError)
    expect(() => duckdb.numberLiteral(Number.POSITIVE_INFINITY)).toThrow(RangeError)
    expect(() => duckdb.numberLiteral(Number.NaN)).toThrow(RangeError)
    expect(() => duckdb.dateLiteral("2024-01-01'")).toThrow(RangeError)
    expect(() => duckdb.timestampLiteral(Date.UTC(10_000, 0, 1), 'naive', 'UTC')).toThrow(RangeError)
  })
  it('write numbers exactly', async () => {
    for (const number of [0, -0, 1, -1.5, 1e21, 1e-7, 2 ** 53, -123456.789]) {
      expect(Number(await value(duckdb.numberLiteral(number)))).toBe(number === 0 ? 0 : number)
    }
  })
  it('take % and _ literally in text searches', async () => {
    for (const text of awkward) {
      const field = duckdb.stringLiteral(`before${text}after`)
      expect(await value(duckdb.like(field, text, 'contains', true))).toBe(true)
      expect(await value(duckdb.like(field, `before${text}`, 'starts', false))).toBe(true)
      expect(await value(duckdb.like(field, `${text}after`, 'ends', false))).toBe(true)
    }
    expect(await value(duckdb.like("'abc'", 'a_c', 'contains', true))).toBe(false)
    expect(await value(duckdb.like("'abc'", '%', 'contains', true))).toBe(false)
    expect(await value(duckdb.like("'ABC'", 'b', 'contains', true))).toBe(true)
    expect(await value(duckdb.like("'ABC'", 'a', 'starts', false))).toBe(false)
    expect(await value(duckdb.like("'a\\bc'", '\\b', 'contains', false))).toBe(true)
  })
})

describe('duckdb intervals', () => {
  const cases: Record<CalendarInterval, unknown> = {
    RAW: '2024-02-29 13:45:56.789',
    MILLISECOND: '2024-02-29 13:45:56.789',
    SECOND: '2024-02-29 13:45:56',
    MINUTE: '2024-02-29 13:45:00',
    HOUR: '2024-02-29 13:00:00',
    DAY: '2024-02-29',
    WEEK: '2024-02-26',
    MONTH: '2024-02-01',
    QUARTER: '2024-01-01',
    YEAR: '2024-01-01',
    YEAR_NUM: '2024',
    QUARTER_NUM: '1',
    MONTH_NUM: '2',
    WEEK_NUM: '9',
    DAY_OF_MONTH_NUM: '29',
    DAY_OF_WEEK_INDEX: '4',
    DAY_OF_YEAR_NUM: '60',
    HOUR_OF_DAY_NUM: '13',
    MINUTE_OF_HOUR_NUM: '45',
    DAY_OF_WEEK_NAME: 'Thursday',
    MONTH_NAME: 'February',
    QUARTER_NAME: 'Q1',
  }
  it('cut a timestamp to every interval of the calendar', async () => {
    for (const [interval, expected] of Object.entries(cases)) {
      const sql = duckdb.truncate("TIMESTAMP '2024-02-29 13:45:56.789'", interval as CalendarInterval, 'timestamp', 0)
      expect([interval, await value(sql)]).toEqual([interval, expected])
    }
  })
  it('cut a date without making it a timestamp', async () => {
    for (const interval of ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const) {
      expect(await value(duckdb.truncate("DATE '2024-02-29'", interval, 'date', 0))).toBe(cases[interval])
    }
  })
  it('begin weeks on any day', async () => {
    const starts = ['2024-02-26', '2024-02-27', '2024-02-28', '2024-02-29', '2024-02-23', '2024-02-24', '2024-02-25']
    for (const [startOfWeek, expected] of starts.entries()) {
      expect(await value(duckdb.truncate("DATE '2024-02-29'", 'WEEK', 'date', startOfWeek))).toBe(expected)
      expect(await value(duckdb.truncate("TIMESTAMP '2024-02-29 23:59:59'", 'WEEK', 'timestamp', startOfWeek))).toBe(expected)
    }
  })
})

describe('duckdb zones', () => {
  it('give wall time of an instant and of a naive timestamp, whatever the session zone is', async () => {
    const instant = duckdb.timestampLiteral(Date.UTC(2024, 0, 1, 12), 'instant', 'UTC')
    expect(await value(duckdb.toZone(instant, 'instant', 'UTC', 'Asia/Kathmandu'))).toBe('2024-01-01 17:45:00')
    const naive = duckdb.timestampLiteral(Date.UTC(2024, 0, 1, 12), 'naive', 'America/New_York')
    expect(await value(naive)).toBe('2024-01-01 07:00:00')
    expect(await value(duckdb.toZone(naive, 'naive', 'America/New_York', 'UTC'))).toBe('2024-01-01 12:00:00')
    expect(duckdb.toZone('x', 'naive', 'UTC', 'UTC')).toBe('x')
  })
})

describe('duckdb aggregates and expressions', () => {
  it('compute what their names say', async () => {
    const over = async (sql: string): Promise<unknown> => (await session.rows(`SELECT ${sql} AS v FROM (VALUES (1), (2), (2), (7), (NULL)) t(x)`))[0]?.['v']
    expect(await over(duckdb.aggregate('average', 'x', {}))).toBe(3)
    expect(await over(duckdb.aggregate('count', 'x', {}))).toBe('4')
    expect(await over(duckdb.aggregate('count_distinct', 'x', {}))).toBe('3')
    expect(await over(duckdb.aggregate('sum', 'x', {}))).toBe('12')
    expect(await over(duckdb.aggregate('sum_distinct', 'x', {}))).toBe('10')
    expect(Number(await over(duckdb.aggregate('average_distinct', 'x', {})))).toBeCloseTo(10 / 3)
    expect(await over(duckdb.aggregate('min', 'x', {}))).toBe(1)
    expect(await over(duckdb.aggregate('max', 'x', {}))).toBe(7)
    expect(await over(duckdb.aggregate('median', 'x', {}))).toBe(2)
    expect(await over(duckdb.aggregate('percentile', 'x', { percentile: 50 }))).toBe(2)
    expect(await over(duckdb.aggregate('percentile', 'x', { percentile: 100 }))).toBe(7)
  })
  it('write numbers as people do', async () => {
    for (const [sql, text] of [
      ['10', '10'],
      ['10.0', '10'],
      ['0.5', '0.5'],
      ['100', '100'],
      ['0', '0'],
      ['-3.25', '-3.25'],
      ['1.0 / 3', '0.333333'],
    ] as const) {
      expect(await value(duckdb.numberToText(sql))).toBe(text)
    }
  })
  it('compare nulls and order them', async () => {
    expect(await value(duckdb.nullSafeEquals('NULL', 'NULL', 'string'))).toBe(true)
    const ordered = async (options: { descending: boolean; nullsFirst?: boolean }): Promise<unknown[]> =>
      (await session.rows(`SELECT x FROM (VALUES (2), (NULL), (1)) t(x) ORDER BY ${duckdb.orderBy('x', options)}`)).map((row) => row['x'])
    expect(await ordered({ descending: false, nullsFirst: true })).toEqual([null, 1, 2])
    expect(await ordered({ descending: true, nullsFirst: false })).toEqual([2, 1, null])
  })
  it('cast', async () => {
    expect(await value(duckdb.cast("'1.5'", 'number'))).toBe(1.5)
    expect(await value(duckdb.concat(["'a'", "'b'"]))).toBe('ab')
  })
})
