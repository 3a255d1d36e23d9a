import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { FiscalInterval } from '../types/field.ts'
import { cutTo } from './cut-to.ts'
import { duckdb } from './duckdb.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession('')
})
afterAll(() => session.close())

/** The first day of the fiscal year of a day, found by going back day by day. */
function yearOf(day: Temporal.PlainDate, month: number): Temporal.PlainDate {
  let first = day
  while (first.day !== 1 || first.month !== month) first = first.subtract({ days: 1 })
  return first
}

function expected(day: Temporal.PlainDate, month: number): Record<FiscalInterval, string> {
  const year = yearOf(day, month)
  const starts = [0, 3, 6, 9].map((months) => year.add({ months }))
  const quarter = starts.findLastIndex((start) => Temporal.PlainDate.compare(start, day) <= 0)
  return {
    FISCAL_YEAR: String(year),
    FISCAL_QUARTER: String(starts[quarter]),
    FISCAL_QUARTER_NUM: String(quarter + 1),
    FISCAL_YEAR_NUM: String(year.add({ years: 1 }).subtract({ days: 1 }).year),
  }
}

const days = [
  '2023-12-31',
  '2024-01-01',
  '2024-01-31',
  '2024-02-29',
  '2024-03-01',
  '2024-03-31',
  '2024-05-31',
  '2024-06-30',
  '2024-08-31',
  '2024-11-30',
  '2024-12-31',
]

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('fiscal years that begin with month %i', async (month) => {
  for (const text of days) {
    const wanted = expected(Temporal.PlainDate.from(text), month)
    for (const [type, sql] of [
      ['date', `DATE '${text}'`],
      ['timestamp', `TIMESTAMP '${text} 23:59:59.999'`],
    ] as const) {
      const cuts = Object.keys(wanted).map((interval) => {
        const cut = cutTo(duckdb, sql, interval as FiscalInterval, type, { startOfWeek: 0, fiscalYearStart: month })
        return `CAST(${cut} AS VARCHAR) AS ${interval}`
      })
      expect([text, type, (await session.rows(`SELECT ${cuts.join(', ')}`))[0]]).toEqual([text, type, wanted])
    }
  }
})

it('numbers the fiscal year of the last day that there is', async () => {
  const sql = cutTo(duckdb, "DATE '9999-12-31'", 'FISCAL_YEAR_NUM', 'date', { startOfWeek: 0, fiscalYearStart: 4 })
  expect(await session.rows(`SELECT CAST(${sql} AS VARCHAR) AS year`)).toEqual([{ year: '10000' }])
})
