import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, compile, rule } from '../../../golden/compile.ts'
import { compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import type { CompileOptions } from '../../types/compiled-query.ts'
import type { Explore } from '../../types/explore.ts'
import type { MetricQuery } from '../../types/metric-query.ts'

const models = `models:
  - name: retail
    meta: {calendar: {date: day, intervals: {period: period}}}
    columns:
      - {name: day, data_type: date}
      - {name: period, data_type: varchar, meta: {dimension: {required_attributes: {team: finance}}}}
  - name: sales
    meta:
      primary_key: id
      joins:
        - {join: lines, relationship: one-to-many, sql_on: "\${sales.id} = \${lines.sale_id}"}
        - {join: sales, alias: later, relationship: many-to-many, sql_on: "\${later.buyer} = \${sales.buyer}"}
      metrics:
        amount_so_far: {type: number, sql: "\${total}", cumulative: {time: sold_on}}
        amount_of_year: {type: number, sql: "\${total}", cumulative: {time: sold_on, grain_to_date: fiscal_year}}
        amount_2_days: {type: number, sql: "\${total}", cumulative: {time: sold_on, window: 2 days}}
        amount_on_average: {type: number, sql: "\${total}", cumulative: {time: sold_on, grain_to_date: month, period_agg: average}}
        count_so_far: {type: number, sql: "\${count}", cumulative: {time: sold_on}}
        at_so_far: {type: number, sql: "\${total}", cumulative: {time: sold_at}}
        packed_so_far: {type: number, sql: "\${total}", cumulative: {time: lines.packed_on}}
        amount_before: {type: number, sql: "\${total}", offset: {time: sold_on, by: 1 month}}
        stock: {type: sum, sql: "\${TABLE}.amount", non_additive_dimension: {name: sold_on, window_choice: max}}
        stock_before: {type: number, sql: "\${stock}", offset: {time: sold_on, by: 1 month}}
        followed: {type: number, sql: "\${large}", conversion: {metric: later.small, entity: {from: buyer, to: buyer}, time: {from: sold_on, to: sold_on}, calculation: count}}
        growth: {type: running_total, sql: "\${count}"}
        large: {type: count, sql: "\${TABLE}.id", filters: [{amount: "> 5"}]}
        small: {type: count, sql: "\${TABLE}.id", filters: [{amount: "<= 5"}]}
    columns:
      - {name: id, data_type: integer, meta: {metrics: {count: {type: count}}}}
      - {name: buyer, data_type: varchar}
      - {name: channel, data_type: varchar}
      - {name: amount, data_type: integer, meta: {metrics: {total: {type: sum, sql: "\${TABLE}.amount"}}, dimension: {type: number}}}
      - {name: sold_on, data_type: date, meta: {dimension: {calendar: retail, time_intervals: [DAY, MONTH, FISCAL_QUARTER, FISCAL_YEAR]}}}
      - {name: sold_at, data_type: timestamptz, meta: {dimension: {time_intervals: [RAW, HOUR, DAY, MONTH]}}}
  - name: lines
    meta: {primary_key: id}
    columns: [{name: id, data_type: integer}, {name: sale_id, data_type: integer}, {name: packed_on, data_type: date}]
`
const setup = `
create table sales as select * from (values
  (1, 'a', 'shop', 1, date '2024-01-29', timestamptz '2024-01-29 12:00:00+00'), (2, 'a', 'web', 2, date '2024-01-30', timestamptz '2024-01-31 03:00:00+00'),
  (3, 'b', 'shop', 4, date '2024-01-31', timestamptz '2024-01-31 12:00:00+00'), (4, 'b', 'web', 8, date '2024-02-15', timestamptz '2024-02-15 12:00:00+00'),
  (5, 'a', 'shop', 16, date '2024-04-10', timestamptz '2024-04-10 12:00:00+00'), (6, 'a', 'web', 32, date '2024-04-10', timestamptz '2024-04-10 15:00:00+00'),
  (7, 'a', 'web', 5, date '2024-07-02', null)
) t(id, buyer, channel, amount, sold_on, sold_at);
create table lines as select * from (values (1, 1, date '2024-01-30')) t(id, sale_id, packed_on);
create table retail as select d::date as day, case when d < date '2024-02-10' then 'P1' when d < date '2024-05-01' then 'P2' end as period
  from range(date '2024-01-01', date '2024-05-10', interval 1 day) r(d);
`
const project = compileFiles({ 'a.yml': models })
const sales = exploreNamed(project, 'sales')
const options: Partial<CompileOptions> = { now: Date.UTC(2024, 8, 1), fiscalYearStart: 4, policy: { userAttributes: { team: ['finance'] } } }

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(setup)
})
afterAll(() => session.close())

const plain = (value: unknown): unknown => (value === null ? null : Number.isNaN(Number(value)) ? value : Number(value))
async function ask(parts: Partial<MetricQuery>, more: Partial<CompileOptions> = {}, explore: Explore = sales): Promise<unknown[][]> {
  expect(project.problems).toEqual([])
  const sorts = (parts.dimensions ?? []).map((fieldId) => ({ fieldId, descending: false }))
  const { sql, columns } = compile(explore, { sorts, ...parts }, { ...options, ...more })
  return (await session.rows(sql)).map((row) => columns.flatMap(({ fieldId, hidden }) => (hidden ? [] : [plain(row[fieldId])])))
}
const of = (...rules: Parameters<typeof and>): Pick<MetricQuery, 'filters'> => ({ filters: { dimensions: and(...rules) } })

describe('the periods of a metric accumulated over time', () => {
  it('may be those of a fiscal year, to whose beginning it may go back', async () => {
    expect(await ask({ dimensions: ['sales_sold_on_fiscal_quarter'], metrics: ['sales_amount_so_far', 'sales_amount_of_year'] })).toEqual([
      ['2024-01-01', 15, 15],
      ['2024-04-01', 63, 48],
      ['2024-07-01', 68, 53],
    ])
    expect(await ask({ dimensions: ['sales_sold_on_fiscal_year'], metrics: ['sales_amount_so_far'] }, { fiscalYearStart: 2 })).toEqual([
      ['2023-02-01', 7],
      ['2024-02-01', 68],
    ])
  })

  it('may be those of a calendar, also in a filter', async () => {
    const period = 'sales_sold_on_period'
    expect(await ask({ dimensions: [period], metrics: ['sales_total', 'sales_amount_so_far'] })).toEqual([
      ['P1', 7, 7],
      ['P2', 56, 63],
      [null, 5, 68],
    ])
    expect(await ask({ dimensions: ['sales_channel'], metrics: ['sales_amount_so_far'], ...of(rule(period, 'equals', ['P2'])) })).toEqual([
      ['shop', 21],
      ['web', 42],
    ])
    expect(() => compile(sales, { dimensions: [period], metrics: ['sales_amount_so_far'] }, { ...options, policy: { userAttributes: {} } })).toThrow(/team/)
  })

  it('are the days in which a moment passes a rule on moments, on the clock of the query', async () => {
    const inNewYork = { timezone: 'America/New_York' }
    const dimensions = ['sales_sold_at_day']
    // Three o'clock of the 31st in UTC is the evening of the 30th in New York.
    const until = of(rule('sales_sold_at', 'lessThanOrEqual', ['2024-01-31T03:00:00Z']))
    expect(await ask({ dimensions, metrics: ['sales_at_so_far'], ...until }, inNewYork)).toEqual([
      ['2024-01-29', 1],
      ['2024-01-30', 3],
    ])
    const after = of(rule('sales_sold_at', 'greaterThan', ['2024-04-10T13:00:00Z']))
    expect(await ask({ dimensions, metrics: ['sales_at_so_far'], ...after }, inNewYork)).toEqual([['2024-04-10', 63]])
    const thisHour = of(rule('sales_sold_at', 'inTheCurrent', [], { unitOfTime: 'hours' }))
    expect(await ask({ dimensions, metrics: ['sales_at_so_far'], ...thisHour }, { now: Date.UTC(2024, 1, 15, 9, 30) })).toEqual([['2024-02-15', 15]])
  })

  it('go back with a comparison, and no row does', async () => {
    const comparisons = [{ fieldId: 'sales_sold_on', to: { count: 1, unit: 'month' as const } }]
    // January's last two days hold 6. Moved onto February, its last three days would be one.
    const byMonth = await ask({ dimensions: ['sales_sold_on_month'], metrics: ['sales_amount_2_days', 'sales_count'], comparisons })
    expect(byMonth.map(([month, now, , was]) => [month, now, was])).toEqual([
      ['2024-01-01', 6, null],
      ['2024-02-01', null, 6],
      ['2024-04-01', null, null],
      ['2024-07-01', 5, null],
    ])
    // February has no 31st; what was sold on January's is still in the sum of the days that follow.
    const march = of(rule('sales_sold_on', 'equals', ['2024-03-15']))
    const [[, , was] = []] = await ask({ dimensions: ['sales_sold_on_day'], metrics: ['sales_amount_so_far'], comparisons, ...march })
    expect(was).toBe(15)
  })

  it('may show the average of the values of their days', async () => {
    const january = of(rule('sales_sold_on', 'inBetween', ['2024-01-28', '2024-02-16']))
    // 1, 3 and 7 on the days of January that have a value; 8 on February's.
    const rows = await ask({ dimensions: ['sales_sold_on_month'], metrics: ['sales_amount_on_average'], ...january })
    expect(rows.map(([month, value]) => [month, Math.round(Number(value) * 1000) / 1000])).toEqual([
      ['2024-01-01', 3.667],
      ['2024-02-01', 8],
    ])
    expect(compile(sales, { metrics: ['sales_amount_on_average'] }, options).proof.lines).toContainEqual(expect.stringContaining('shows the average'))
  })

  it('cannot be told where one row has several days, and a count of none is 0', async () => {
    expect(() => compile(sales, { metrics: ['sales_packed_so_far'] }, options)).toThrow(/of which one row of sales has many/)
    expect(await ask({ metrics: ['sales_count_so_far'], ...of(rule('sales_channel', 'equals', ['fax'])) })).toEqual([[0]])
  })
})

describe('an earlier time', () => {
  it('has the balance of its last day, where the days of two months meet', async () => {
    const february = of(rule('sales_sold_on', 'inBetween', ['2024-02-01', '2024-02-29']))
    expect(await ask({ metrics: ['sales_stock_before'], ...february })).toEqual([[4]])
  })

  it('counts no day twice when grouped by the date itself', async () => {
    const rows = await ask({ dimensions: ['sales_sold_on'], metrics: ['sales_amount_before'] })
    expect(rows).toContainEqual(['2024-02-29', 1])
  })
})

describe('events that are followed', () => {
  it('count for the same one of two at the same moment, and not where there are none', async () => {
    const metrics = ['sales_large', 'sales_followed', 'sales_amount_before']
    expect(await ask({ dimensions: ['sales_channel'], metrics: ['sales_followed'] })).toEqual([
      ['shop', 0],
      ['web', 1],
    ])
    expect(await ask({ dimensions: ['sales_sold_on_month'], metrics, ...of(rule('sales_sold_on', 'greaterThan', ['2024-05-01'])) })).toEqual([
      ['2024-05-01', null, null, 48],
      ['2024-07-01', 0, 0, null],
      ['2024-08-01', null, null, 5],
    ])
  })
})

it('rows that a sort does not tell apart follow each other by their dimensions', () => {
  const { sql } = compile(
    sales,
    { dimensions: ['sales_buyer', 'sales_channel'], metrics: ['sales_growth'], sorts: [{ fieldId: 'sales_channel', descending: true }] },
    options,
  )
  expect(sql).toContain('OVER (ORDER BY "sales_channel" DESC, "sales_buyer" ROWS')
})

it('what is not known of the rows of a metric over time is said', () => {
  const undeclared = exploreNamed(compileFiles({ 'a.yml': models.replace(', relationship: one-to-many', '') }), 'sales')
  const { proof } = compile(undeclared, { metrics: ['sales_packed_so_far'] }, options)
  expect(proof).toMatchObject({ status: 'unproven', lines: expect.arrayContaining([expect.stringContaining('may count a row on several days')]) })
})
