import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, compile, rule } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { shopExplore, shopTables } from '../../golden/shop.ts'
import { explore, table } from '../../golden/build-explore.ts'
import type { MetricQuery } from '../types/metric-query.ts'

const shop = shopExplore()
let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

async function counts(field: string, parts: Partial<MetricQuery>, startOfWeek: number | null = null): Promise<Record<string, number>> {
  const dimensions = and(rule('orders_created_at', 'notNull'), ...(parts.filters?.dimensions === undefined ? [] : [parts.filters.dimensions]))
  const { sql } = compile(
    shop,
    { dimensions: [field], metrics: ['orders_count'], sorts: [{ fieldId: field, descending: false }], ...parts, filters: { dimensions } },
    { startOfWeek },
  )
  return Object.fromEntries((await session.rows(sql)).map((row) => [String(row[field]), Number(row['orders_count'])]))
}

const february = { filters: { dimensions: and(rule('orders_created_at_month', 'equals', ['2024-02-01'])) } }

describe('buckets, filters and today share one zone', () => {
  it('instants and naive columns of the same moments fall into the same days', async () => {
    for (const timezone of ['UTC', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Auckland']) {
      const expected = await counts('orders_created_at_day', { timezone })
      expect(await counts('orders_utc_at_day', { timezone })).toEqual(expected)
      // 01:30 on the day the clocks go back is one of two moments; its day is the same in New York only.
      if (timezone === 'America/New_York') expect(await counts('orders_local_at_day', { timezone })).toEqual(expected)
    }
  })
  it('the day of 23:30 UTC is the next one in Kathmandu', async () => {
    expect(await counts('orders_created_at_day', { timezone: 'UTC' })).toEqual({
      '2024-01-15': 1,
      '2024-01-31': 1,
      '2024-02-01': 1,
      '2024-03-10': 1,
      '2024-11-03': 2,
    })
    expect(await counts('orders_created_at_day', { timezone: 'Asia/Kathmandu' })).toEqual({
      '2024-01-15': 1,
      '2024-02-01': 2,
      '2024-03-10': 1,
      '2024-11-03': 2,
    })
  })
  it('a bucket clicked on gives its own rows back', async () => {
    expect(await counts('orders_created_at_month', { timezone: 'UTC', ...february })).toEqual({ '2024-02-01': 1 })
    expect(await counts('orders_created_at_month', { timezone: 'Asia/Kathmandu', ...february })).toEqual({ '2024-02-01': 2 })
    expect(await counts('orders_created_at_month', { timezone: 'America/New_York', ...february })).toEqual({})
  })
  it('a date never shifts', async () => {
    const utc = await counts('orders_ordered_on_day', { timezone: 'UTC' })
    expect(await counts('orders_ordered_on_day', { timezone: 'Pacific/Auckland' })).toEqual(utc)
    const { sql } = compile(shop, { dimensions: ['orders_ordered_on_month'], timezone: 'Pacific/Auckland' })
    expect(sql).not.toContain('TIMEZONE')
  })
  it('"today" is the day of the zone', async () => {
    const today = (timezone: string): Partial<MetricQuery> => ({
      timezone,
      filters: { dimensions: and(rule('orders_created_at_day', 'inTheCurrent', [], { unitOfTime: 'days' })) },
    })
    expect(await counts('orders_created_at_day', today('UTC'))).toEqual({ '2024-02-01': 1 })
    expect(await counts('orders_created_at_day', today('Asia/Kathmandu'))).toEqual({ '2024-02-01': 2 })
  })
})

describe('hours on days on which the clock changes', () => {
  it('the hour that is passed twice stays two hours', async () => {
    const hours = await counts('orders_created_at_hour', {
      timezone: 'America/New_York',
      filters: { dimensions: and(rule('orders_created_at_day', 'equals', ['2024-11-03'])) },
    })
    expect(hours).toEqual({ '2024-11-03 05:00:00+00': 1, '2024-11-03 06:00:00+00': 1 })
  })
  it('a day has 23 or 25 hours', () => {
    const bounds = (day: string): string =>
      compile(shop, { dimensions: ['orders_id'], timezone: 'America/New_York', filters: { dimensions: and(rule('orders_created_at_day', 'equals', [day])) } })
        .sql
    expect(bounds('2024-03-10')).toContain(`>= TIMESTAMPTZ '2024-03-10 05:00:00+00:00' AND ("orders".created_at) < TIMESTAMPTZ '2024-03-11 04:00:00+00:00'`)
    expect(bounds('2024-11-03')).toContain(`>= TIMESTAMPTZ '2024-11-03 04:00:00+00:00' AND ("orders".created_at) < TIMESTAMPTZ '2024-11-04 05:00:00+00:00'`)
  })
  it('hours begin at a quarter past in UTC when the zone is 5:45 ahead', async () => {
    expect(Object.keys(await counts('orders_created_at_hour', { timezone: 'Asia/Kathmandu' }))[0]).toBe('2024-01-15 11:15:00+00')
  })
  it('bounds at which a naive column is ambiguous are compared as moments', () => {
    const { sql } = compile(shop, {
      dimensions: ['orders_id'],
      timezone: 'UTC',
      filters: { dimensions: and(rule('orders_local_at', 'greaterThanOrEqual', ['2024-11-03T06:00:00Z'])) },
    })
    expect(sql).toContain(`(TIMEZONE('UTC', TIMEZONE('America/New_York', "orders".local_at))) >= TIMESTAMP '2024-11-03 06:00:00'`)
  })
  it('a day without midnight begins when it begins', () => {
    const { sql } = compile(shop, {
      dimensions: ['orders_id'],
      timezone: 'Asia/Beirut',
      filters: { dimensions: and(rule('orders_created_at_day', 'greaterThanOrEqual', ['2024-03-31'])) },
    })
    expect(sql).toContain(`>= TIMESTAMPTZ '2024-03-30 22:00:00+00:00'`)
  })
})

describe('relative days next to one without midnight', () => {
  const bounds = (operator: 'inTheCurrent' | 'inThePast' | 'inTheNext'): string =>
    compile(
      shop,
      {
        dimensions: ['orders_id'],
        timezone: 'Asia/Beirut',
        filters: { dimensions: and(rule('orders_created_at', operator, [1], { unitOfTime: 'days', completed: true })) },
      },
      { now: Date.UTC(2024, 2, 31, 9) },
    ).sql.replaceAll(/[^]*WHERE|GROUP BY[^]*/g, '')
  // 31 March 2024 began at 01:00, which was 22:00 in UTC.
  it.each([
    ['inTheCurrent', '2024-03-30 22:00:00', '2024-03-31 21:00:00'],
    ['inThePast', '2024-03-29 22:00:00', '2024-03-30 22:00:00'],
    ['inTheNext', '2024-03-31 21:00:00', '2024-04-01 21:00:00'],
  ] as const)('%s begins and ends at midnight', (operator, from, to) => {
    expect(bounds(operator).trim()).toBe(`(("orders".created_at) >= TIMESTAMPTZ '${from}+00:00' AND ("orders".created_at) < TIMESTAMPTZ '${to}+00:00')`)
  })
})

describe('weeks', () => {
  it('begin on the same day in buckets and in filters', async () => {
    for (const startOfWeek of [null, 0, 3, 6]) {
      const weeks = await counts('orders_created_at_week', {}, startOfWeek)
      for (const [week, count] of Object.entries(weeks)) {
        const one = { filters: { dimensions: and(rule('orders_created_at_week', 'equals', [week])) } }
        expect(await counts('orders_created_at_week', one, startOfWeek)).toEqual({ [week]: count })
      }
      const current = { filters: { dimensions: and(rule('orders_created_at', 'inTheCurrent', [], { unitOfTime: 'weeks' })) } }
      expect(Object.keys(await counts('orders_created_at_week', current, startOfWeek))).toEqual([
        startOfWeek === 3 ? '2024-02-01' : startOfWeek === 6 ? '2024-01-28' : '2024-01-29',
      ])
    }
  })
  it('order weekday names from their first day', async () => {
    const sorts = [{ fieldId: 'orders_created_at_day_of_week_name', descending: false }]
    expect(Object.keys(await counts('orders_created_at_day_of_week_name', { sorts }))).toEqual(['Monday', 'Wednesday', 'Thursday', 'Sunday'])
    expect(Object.keys(await counts('orders_created_at_day_of_week_name', { sorts }, 6))).toEqual(['Sunday', 'Monday', 'Wednesday', 'Thursday'])
  })
})

describe('moments in results', () => {
  it('an extreme of a naive column is the moment, in UTC', async () => {
    const of = explore([
      table('orders', {
        dimensions: { local_at: { type: 'timestamp', timestampKind: 'naive', sourceTimezone: 'America/New_York' } },
        metrics: { first: ['min', '${TABLE}.local_at'], first_too: ['min', '${local_at}'] },
      }),
    ])
    const { sql, columns } = compile(of, { metrics: ['orders_first', 'orders_first_too'] })
    expect(await session.rows(sql)).toEqual([{ orders_first: '2024-01-15 12:00:00', orders_first_too: '2024-01-15 12:00:00' }])
    expect(columns.map((column) => column.type)).toEqual(['timestamp', 'timestamp'])
  })
  it('date-zoom ids that the model does not list are cut from their base', async () => {
    expect(await counts('orders_created_at_minute', { timezone: 'Asia/Kathmandu' })).toHaveProperty(['2024-01-15 12:00:00+00'], 1)
    expect(() => compile(shop, { dimensions: ['orders_ordered_on_hour'] })).toThrow(
      'Tried to reference dimension with unknown field id: orders_ordered_on_hour',
    )
  })
  it('time zones are names of the IANA list', () => {
    for (const timezone of ['+02:00', "UTC'; drop table orders; --", 'Mars/Base', '']) {
      expect(() => compile(shop, { dimensions: ['orders_id'], timezone })).toThrow('Unknown time zone')
    }
  })
})
