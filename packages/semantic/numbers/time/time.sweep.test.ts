import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isWhole, sliceOf } from '../../../../tests/harness/sweep.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { wallOf } from '../evaluate-time.ts'
import { calendarOf, checkBuckets, everyInterval, runTimeFilters } from './check-time.ts'
import { momentsOf, zones } from './moments.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession()
})
afterAll(() => session.close())

describe('buckets are those of the calendar', () => {
  it.each(sliceOf(zones, 3))('of %s, around every change of its clock, leap days and ends of years', async (zone) => {
    const calendar = await calendarOf(zone, session)
    for (const interval of everyInterval) {
      for (const startOfWeek of interval === 'WEEK' ? [0, 1, 2, 3, 4, 5, 6] : [0]) {
        const months = interval.startsWith('FISCAL') ? [1, 2, 4, 9] : [1]
        for (const fiscalYearStart of months) await checkBuckets(calendar, session, interval, { startOfWeek, fiscalYearStart })
      }
    }
  })
  it('and among the moments are those on both sides of the day that Apia never had', () => {
    const days = momentsOf('Pacific/Apia').map((at) => wallOf(at, 'Pacific/Apia').toPlainDate().toString())
    expect([...new Set(days)].filter((day) => day.startsWith('2011-12'))).toEqual(['2011-12-28', '2011-12-29', '2011-12-31'])
  })
})

it('random filters on time keep the moments that the calendar says', async () => {
  expect(await runTimeFilters(0, isWhole() ? 1000 : 200)).toBeGreaterThan(0)
}, 600_000)
