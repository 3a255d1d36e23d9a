import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explore, join, table } from '../../golden/build-explore.ts'
import { and, compile, rule } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { CompileOptions } from '../types/compiled-query.ts'
import type { Comparison, MetricQuery } from '../types/metric-query.ts'

const data = [
  // Wall time in Berlin; the "now" of most questions is 15 March 2024, noon in UTC, 13:00 there.
  `create table sales as select * from (values
    (1, timestamptz '2023-01-10 10:00:00+00', date '2023-01-10', 'West', 10),
    (2, timestamptz '2023-02-28 10:00:00+00', date '2023-02-28', 'West', 40),
    (3, timestamptz '2023-03-05 10:00:00+00', date '2023-03-05', 'East', 7),
    (4, timestamptz '2023-03-15 11:59:00+00', date '2023-03-15', 'West', 20),
    (5, timestamptz '2023-03-15 12:01:00+00', date '2023-03-15', 'West', 500),
    (6, timestamptz '2023-03-20 10:00:00+00', date '2023-03-20', 'West', 900),
    (7, timestamptz '2024-01-10 10:00:00+00', date '2024-01-10', 'West', 15),
    (8, timestamptz '2024-01-31 10:00:00+00', date '2024-01-31', 'West', 3),
    (9, timestamptz '2024-02-29 10:00:00+00', date '2024-02-29', 'West', 5),
    (10, timestamptz '2024-03-10 10:00:00+00', date '2024-03-10', 'West', 30),
    (11, null, null, 'West', 1)
  ) t(id, sold_at, sold_on, region, amount)`,
  // One row an hour around the day on which the clocks of New York go forward.
  `create table clicks as select * from (values (1, timestamptz '2024-03-10 05:00:00+00', 5), (2, timestamptz '2024-03-10 06:00:00+00', 6),
    (3, timestamptz '2024-03-10 07:00:00+00', 7), (4, timestamptz '2024-03-10 08:00:00+00', 8)) t(id, moment, n)`,
  `create table refunds as select * from (values (1, 1, 2), (2, 1, 3), (3, 7, 5), (4, 10, 6)) t(id, sale_id, total)`,
]
const sales = explore(
  [
    table('sales', {
      primaryKey: ['id'],
      dimensions: {
        id: 'number',
        region: 'string',
        sold_at: { type: 'timestamp', timestampKind: 'instant', intervals: ['DAY', 'WEEK', 'MONTH', 'YEAR', 'MONTH_NUM'] },
        sold_on: { type: 'date', intervals: ['DAY', 'WEEK', 'MONTH', 'YEAR'] },
      },
      metrics: { amount: ['sum', '${TABLE}.amount', { label: 'Amount', format: 'eur' }], largest: ['max', '${sold_on}'], taken: ['number', '${amount} + 1'] },
    }),
    table('refunds', { primaryKey: ['id'], dimensions: { id: 'number', sale_id: 'number' }, metrics: { refunded: ['sum', '${TABLE}.total'] } }),
  ],
  [join('refunds', '${refunds.sale_id} = ${sales.id}', { relationship: 'one-to-many' })],
)
const clicks = explore([
  table('clicks', {
    primaryKey: ['id'],
    dimensions: { id: 'number', moment: { type: 'timestamp', timestampKind: 'instant', intervals: ['HOUR', 'DAY'] } },
    metrics: { many: ['sum', '${TABLE}.n'] },
  }),
])
const now = Date.UTC(2024, 2, 15, 12)
const year: Comparison[] = [{ fieldId: 'sales_sold_at', to: 'previous_year' }]
const since = (day: string) => ({ dimensions: and(rule('sales_sold_at_day', 'greaterThanOrEqual', [day])) })

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(data.join(';\n'))
})
afterAll(() => session.close())

async function ask(parts: Partial<MetricQuery>, options: Partial<CompileOptions> = {}): Promise<unknown[][]> {
  const { sql, columns } = compile(sales, parts, { now, ...options })
  const rows = await session.rows(sql)
  return rows.map((row) => columns.filter(({ hidden }) => !hidden).map(({ fieldId }) => plain(row[fieldId])))
}

const plain = (value: unknown): unknown => {
  if (value === null) return null
  const text = String(value)
  return Number.isNaN(Number(text)) ? text : Math.round(Number(text) * 1000) / 1000
}
const byMonth: Partial<MetricQuery> = {
  dimensions: ['sales_sold_at_month'],
  metrics: ['sales_amount'],
  filters: since('2024-01-01'),
  sorts: [{ fieldId: 'sales_sold_at_month', descending: false }],
}

describe('the same metric a year earlier', () => {
  it('stands beside each month, and the month that has not ended meets the same elapsed part', async () => {
    expect(await ask({ ...byMonth, comparisons: year })).toEqual([
      ['2024-01-01', 18, 10, 8, 0.8],
      ['2024-02-01', 5, 40, -35, -0.875],
      ['2024-03-01', 30, 27, 3, 0.111],
    ])
  })
  it('the elapsed part ends at the same wall time of the query zone', async () => {
    // In New York the clocks had changed by 15 March of both years: the same instants. In UTC + 5:30 too.
    const march = { ...byMonth, filters: since('2024-03-01'), comparisons: year }
    expect(await ask({ ...march, timezone: 'Asia/Kolkata' })).toEqual([['2024-03-01', 30, 27, 3, 0.111]])
    expect(await ask(march, { now: Date.UTC(2024, 2, 15, 12, 1) })).toEqual([['2024-03-01', 30, 527, -497, -0.943]])
  })
  it('days of a date column are compared up to today', async () => {
    const onDates = { ...byMonth, dimensions: ['sales_sold_on_month'], sorts: [{ fieldId: 'sales_sold_on_month', descending: false }] }
    const filters = { dimensions: and(rule('sales_sold_on', 'greaterThanOrEqual', ['2024-03-01'])) }
    expect(await ask({ ...onDates, filters, comparisons: [{ fieldId: 'sales_sold_on_month', to: 'previous_year' }] })).toEqual([
      ['2024-03-01', 30, 527, -497, -0.943],
    ])
  })
  it('is empty where there was nothing, and leaves rows without a date alone', async () => {
    expect(await ask({ ...byMonth, filters: {}, comparisons: year })).toEqual([
      ['2023-01-01', 10, null, null, null],
      ['2023-02-01', 40, null, null, null],
      ['2023-03-01', 1427, null, null, null],
      ['2024-01-01', 18, 10, 8, 0.8],
      ['2024-02-01', 5, 40, -35, -0.875],
      ['2024-03-01', 30, 27, 3, 0.111],
      [null, 1, null, null, null],
    ])
  })
  it('what was sold and is no more keeps its row, within the months shown', async () => {
    const parts = { ...byMonth, dimensions: ['sales_sold_at_month', 'sales_region'], filters: since('2024-03-01'), comparisons: year }
    expect(await ask({ ...parts, sorts: [{ fieldId: 'sales_region', descending: false }] })).toEqual([
      ['2024-03-01', 'East', null, 7, null, null],
      ['2024-03-01', 'West', 30, 20, 10, 0.5],
    ])
  })
  it('weeks go back 52 weeks, so that Mondays meet Mondays', async () => {
    const parts = { ...byMonth, dimensions: ['sales_sold_at_week'], sorts: [], filters: since('2024-03-04'), comparisons: year }
    // The week of 4 March 2024 meets that of 6 March 2023, in which nothing was sold.
    expect(await ask(parts)).toEqual([['2024-03-04', 30, null, null, null]])
    expect(compile(sales, parts, { now }).fields['sales_amount__previous_year']).toMatchObject({ label: 'Amount 52 weeks earlier' })
  })
  it('29 February meets no day of the year before, and is not added to the 28th the year after', async () => {
    const day = (from: string): Partial<MetricQuery> => ({ ...byMonth, dimensions: ['sales_sold_at_day'], sorts: [], filters: since(from), comparisons: year })
    expect(await ask({ ...day('2024-02-01'), filters: { dimensions: and(rule('sales_sold_at_day', 'equals', ['2024-02-29'])) } })).toEqual([
      ['2024-02-29', 5, null, null, null],
    ])
    // By month the last days of January belong to February; 29 February is still to come in March.
    const monthly = await session.rows(
      compile(sales, { ...byMonth, filters: {}, comparisons: [{ fieldId: 'sales_sold_at', to: { count: 1, unit: 'month' } }] }, { now }).sql,
    )
    expect(monthly.map((row) => Number(row['sales_amount__1_months_earlier'] ?? 0))).toEqual([0, 10, 40, 0, 18, 0, 0])
  })
})

describe('the previous period', () => {
  it('of a grouped interval is the bucket before', async () => {
    expect(await ask({ ...byMonth, comparisons: [{ fieldId: 'sales_sold_at', to: 'previous_period' }] })).toEqual([
      ['2024-01-01', 18, null, null, null],
      ['2024-02-01', 5, 18, -13, -0.722],
      // Up to 15 February nothing was sold.
      ['2024-03-01', 30, null, null, null],
    ])
  })
  it('of a filtered stretch is the stretch before, of the same length', async () => {
    const last = (days: number): Partial<MetricQuery> => ({
      metrics: ['sales_amount'],
      filters: { dimensions: and(rule('sales_sold_at', 'inThePast', [days], { unitOfTime: 'days', completed: true })) },
      comparisons: [{ fieldId: 'sales_sold_at', to: 'previous_period' }],
    })
    // 1 to 14 March against 16 to 29 February.
    expect(await ask(last(14))).toEqual([[30, 5, 25, 5]])
    const between = { dimensions: and(rule('sales_sold_at_day', 'inBetween', ['2024-02-01', '2024-02-29'])) }
    // 29 days before: 3 to 31 January.
    expect(await ask({ ...last(1), filters: between })).toEqual([[5, 18, -13, -0.722]])
  })
  it('several comparisons stand side by side', async () => {
    const comparisons: Comparison[] = [
      { fieldId: 'sales_sold_at', to: 'previous_period' },
      { fieldId: 'sales_sold_at', to: 'previous_year' },
      { fieldId: 'sales_sold_at', to: { count: 28, unit: 'day' } },
    ]
    const { columns } = compile(sales, { ...byMonth, comparisons }, { now })
    expect(columns.map(({ fieldId }) => fieldId)).toEqual([
      'sales_sold_at_month',
      'sales_amount',
      ...['previous_period', 'previous_year', '28_days_earlier'].flatMap((id) => ['', '_change', '_change_percent'].map((end) => `sales_amount__${id}${end}`)),
    ])
    expect((await ask({ ...byMonth, filters: since('2024-02-01'), comparisons }))[0]?.slice(1)).toEqual([5, 18, -13, -0.722, 40, -35, -0.875, 18, -13, -0.722])
  })
})

describe('hours on days on which the clock changes', () => {
  it('meet the hour before, whatever the clock says', async () => {
    // In New York 2:00 does not exist on 10 March 2024: the hour before 3:00 (07:00 UTC) is 1:00 (06:00 UTC).
    const parts: Partial<MetricQuery> = {
      timezone: 'America/New_York',
      dimensions: ['clicks_moment_hour'],
      metrics: ['clicks_many'],
      filters: { dimensions: and(rule('clicks_moment_day', 'equals', ['2024-03-10'])) },
      sorts: [{ fieldId: 'clicks_moment_hour', descending: false }],
      comparisons: [{ fieldId: 'clicks_moment', to: 'previous_period' }],
    }
    const { sql } = compile(clicks, parts, { now })
    const rows = (await session.rows(sql)).map((row) => [Number(row['clicks_many']), Number(row['clicks_many__previous_period'])])
    expect(rows).toEqual([
      [5, 0],
      [6, 5],
      [7, 6],
      [8, 7],
    ])
  })
})

describe('comparisons and the rest of a query', () => {
  it('metrics of several grains are compared each at its own', async () => {
    expect(await ask({ ...byMonth, metrics: ['sales_amount', 'refunds_refunded'], comparisons: year })).toEqual([
      ['2024-01-01', 18, 5, 10, 8, 0.8, 5, 0, 0],
      ['2024-02-01', 5, null, 40, -35, -0.875, null, null, null],
      ['2024-03-01', 30, 6, 27, 3, 0.111, null, null, null],
    ])
  })
  it('sorts, metric filters and table calculations read the new columns', async () => {
    const rows = await ask({
      ...byMonth,
      comparisons: year,
      filters: { ...byMonth.filters, metrics: and(rule('sales_amount__previous_year_change', 'greaterThan', [0])) },
      sorts: [{ fieldId: 'sales_amount__previous_year_change_percent', descending: false }],
      tableCalculations: [{ name: 'twice', displayName: 'Twice', sql: '2 * ${sales.amount__previous_year}' }],
    })
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual([
      ['2024-03-01', 54],
      ['2024-01-01', 20],
    ])
  })
  it('metrics over metrics are compared, metrics that are no numbers are not', async () => {
    const { columns } = compile(sales, { ...byMonth, metrics: ['sales_taken', 'sales_largest'], comparisons: year }, { now })
    expect(columns.map(({ fieldId }) => fieldId).filter((fieldId) => fieldId.includes('__'))).toEqual([
      'sales_taken__previous_year',
      'sales_taken__previous_year_change',
      'sales_taken__previous_year_change_percent',
    ])
  })
  it('columns are formatted like their metric, percent as percent; the answer says up to when it compares', () => {
    const { fields, proof, timeDependent, columns } = compile(sales, { ...byMonth, comparisons: year }, { now })
    expect(fields['sales_amount__previous_year']).toMatchObject({ label: 'Amount previous year', format: 'eur' })
    expect(fields['sales_amount__previous_year_change_percent']).toMatchObject({
      label: 'Amount Δ % previous year',
      formatOptions: { type: 'percent', round: 1 },
    })
    expect(proof.lines.at(-1)).toContain('2023-03-15 12:00 (UTC)')
    expect(timeDependent).toBe(true)
    expect(columns[0]).toMatchObject({ currentPeriod: '2024-03-01' })
  })
})

describe('a comparison that makes no sense is refused with the reason', () => {
  it.each<[Comparison[], Partial<MetricQuery>, string]>([
    [year, { dimensions: ['sales_region'] }, 'To compare over sold_at, group by one of its intervals or filter on it.'],
    [[{ fieldId: 'sales_region', to: 'previous_year' }], {}, 'sales_region is not a date'],
    [[...year, ...year], {}, 'asked for twice'],
    [[{ fieldId: 'sales_sold_at', to: { count: 0, unit: 'day' } }], {}, 'from 1 to 10000'],
    [[{ fieldId: 'sales_sold_at', to: 'previous_period' }], { dimensions: [], filters: since('2024-01-01'), sorts: [] }, 'The filter on sold_at has no length'],
  ])('%j', (comparisons, parts, message) => {
    expect(() => compile(sales, { dimensions: ['sales_sold_at_month'], metrics: ['sales_amount'], ...parts, comparisons }, { now })).toThrow(message)
  })
  it('an unknown time field names the nearest', () => {
    expect(() => compile(sales, { metrics: ['sales_amount'], comparisons: [{ fieldId: 'sales_sold_att', to: 'previous_year' }] })).toThrow('sales_sold_att')
  })
})
