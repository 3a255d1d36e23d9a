import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, compile, rule } from '../../golden/compile.ts'
import { baseOf, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { CompileOptions } from '../types/compiled-query.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import { compileMemory, compileProject } from './compile-project.ts'
import { duckdb } from '../dialects/duckdb.ts'

const models = `models:
  - name: retail_calendar
    meta:
      calendar:
        date: date_day
        intervals: {retail_week: week_number, retail_month: month_label, retail_month_start: month_start}
    columns:
      - {name: date_day, data_type: date}
      - {name: week_number, data_type: integer}
      - {name: month_label, data_type: varchar, meta: {dimension: {required_attributes: {team: finance}}}}
      - {name: month_start, data_type: date, meta: {dimension: {time_intervals: off}}}
  - name: orders
    meta:
      primary_key: id
      joins:
        - {join: items, relationship: one-to-many, sql_on: "\${orders.id} = \${items.order_id}"}
        - {join: orders, alias: earlier, relationship: many-to-many, sql_on: "\${earlier.id} = \${orders.id} - 1"}
    columns:
      - {name: id, data_type: integer, meta: {metrics: {count: {type: count}}}}
      - {name: ordered_at, data_type: timestamptz, meta: {dimension: {calendar: retail_calendar, time_intervals: [RAW, MONTH]}}}
      - {name: amount, data_type: integer, meta: {metrics: {revenue: {type: sum}}}}
  - name: items
    meta:
      primary_key: [order_id, line]
      joins: [{join: orders, relationship: many-to-one, sql_on: "\${items.order_id} = \${orders.id}"}]
    columns:
      - {name: order_id, data_type: integer}
      - {name: line, data_type: integer}
      - {name: pieces, data_type: integer, meta: {metrics: {pieces_sold: {type: sum, sql: "\${TABLE}.pieces"}}}}
`

/** A 4-4-5 quarter that begins on Sunday, 28 January 2024; its third day is missing. */
const setup = `
create table retail_calendar as
  select day as date_day, week + 1 as week_number, case when week < 4 then 'P1' when week < 8 then 'P2' else 'P3' end as month_label,
    date '2024-01-28' + (case when week < 4 then 0 when week < 8 then 28 else 56 end)::integer as month_start
  from (select (date '2024-01-28' + i::integer) as day, i // 7 as week from range(91) t(i) where i <> 2);
create table orders (id integer, ordered_at timestamptz, amount integer);
insert into orders values
  (1, '2024-01-28 12:00:00+00', 10), (2, '2024-02-24 12:00:00+00', 20), (3, '2024-02-25 03:00:00+00', 40),
  (4, '2024-01-30 12:00:00+00', 80), (5, '2024-03-24 12:00:00+00', 160), (6, null, 320);
create table items (order_id integer, line integer, pieces integer);
insert into items values (1, 1, 1), (1, 2, 2), (2, 1, 4), (5, 1, 8);
`

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(setup)
})
afterAll(() => session.close())

const ask = async (query: Partial<MetricQuery>, options: Partial<CompileOptions> = {}, name = 'orders'): Promise<unknown[][]> => {
  const project = compileFiles({ 'a.yml': models })
  expect(project.problems).toEqual([])
  const { sql, columns } = compile(exploreNamed(project, name), query, { policy: { userAttributes: { team: ['finance'] } }, ...options })
  return (await session.rows(sql)).map((row) => columns.map(({ fieldId }) => (row[fieldId] === null ? null : String(row[fieldId]))))
}
const by = (fieldId: string, descending = false) => [{ fieldId, descending }]
const month = 'orders_ordered_at_retail_month'

describe('a date that counts in a calendar', () => {
  it('has the intervals of the calendar beside its own, with their types', () => {
    const { dimensions } = baseOf(exploreNamed(compileFiles({ 'a.yml': models }), 'orders'))
    expect(Object.values(dimensions).map(({ name, label, type }) => [name, label, type])).toEqual([
      ['id', 'Id', 'number'],
      ['ordered_at', 'Ordered at', 'timestamp'],
      ['ordered_at_raw', 'Ordered at raw', 'timestamp'],
      ['ordered_at_month', 'Ordered at month', 'date'],
      ['amount', 'Amount', 'number'],
      ['ordered_at_retail_week', 'Ordered at retail week', 'number'],
      ['ordered_at_retail_month', 'Ordered at retail month', 'string'],
      ['ordered_at_retail_month_start', 'Ordered at retail month start', 'date'],
    ])
  })

  it('is grouped and sorted by them; a day that the calendar does not have has none', async () => {
    expect(await ask({ dimensions: [month], metrics: ['orders_revenue', 'orders_count'], sorts: by(month, true) })).toEqual([
      ['P3', '160', '1'],
      ['P2', '40', '1'],
      ['P1', '30', '2'],
      [null, '400', '2'],
    ])
  })

  it('has its day on the clock of the query', async () => {
    const revenue = await ask({ dimensions: [month], metrics: ['orders_revenue'], sorts: by(month) }, { timezone: 'America/New_York' })
    // Three o'clock in the morning of P2's first day is still P1 in New York.
    expect(revenue).toEqual([
      ['P1', '70'],
      ['P3', '160'],
      [null, '400'],
    ])
  })

  it('is filtered by them', async () => {
    const filters = { dimensions: and(rule('orders_ordered_at_retail_week', 'lessThan', [5])) }
    expect(await ask({ metrics: ['orders_revenue'], filters })).toEqual([['30']])
    const start = { dimensions: and(rule('orders_ordered_at_retail_month_start', 'equals', ['2024-02-25'])) }
    expect(await ask({ metrics: ['orders_revenue'], filters: start })).toEqual([['40']])
  })

  it('repeats no row, also beside another join that does', async () => {
    expect(await ask({ dimensions: [month], metrics: ['orders_revenue', 'items_pieces_sold'], sorts: by(month) })).toEqual([
      ['P1', '30', '7'],
      ['P2', '40', null],
      ['P3', '160', '8'],
      [null, '400', null],
    ])
  })

  it('repeats no row when the calendar holds a day twice; the first by its intervals counts', async () => {
    const twice = await duckdbSession(`${setup}
      insert into retail_calendar values ('2024-01-28', 1, 'P0', '2024-01-28'), ('2024-01-28', 1, 'P0', '2024-01-28'), ('2024-02-25', 9, 'P9', '2024-02-25');`)
    try {
      const query = { dimensions: [month], metrics: ['orders_revenue', 'orders_count', 'items_pieces_sold'], sorts: by(month) }
      const { sql } = compile(exploreNamed(compileFiles({ 'a.yml': models }), 'orders'), query, { policy: { userAttributes: { team: ['finance'] } } })
      const rows = (await twice.rows(sql)).map((row) => [month, 'orders_revenue', 'orders_count', 'items_pieces_sold'].map((id) => row[id] && String(row[id])))
      expect(rows).toEqual([
        ['P0', '10', '1', '3'],
        ['P1', '20', '1', '4'],
        ['P2', '40', '1', null],
        ['P3', '160', '1', '8'],
        [null, '400', '2', null],
      ])
    } finally {
      twice.close()
    }
  })

  it('counts so in explores that join its model, and not under another alias', async () => {
    expect(await ask({ dimensions: [month], metrics: ['items_pieces_sold'], sorts: by(month) }, {}, 'items')).toEqual([
      ['P1', '7'],
      ['P3', '8'],
    ])
    const { tables } = exploreNamed(compileFiles({ 'a.yml': models }), 'orders')
    expect(Object.keys(tables['earlier']?.dimensions ?? {})).toEqual(['id', 'ordered_at', 'ordered_at_raw', 'ordered_at_month', 'amount'])
  })

  it('asks for the attributes that the column of the calendar requires', async () => {
    await expect(ask({ dimensions: [month] }, { policy: { userAttributes: {} } })).rejects.toThrow('team')
    await expect(ask({ dimensions: ['orders_ordered_at_retail_week'] }, { policy: { userAttributes: {} } })).resolves.toBeDefined()
  })

  it('is compared with an earlier time', async () => {
    const rows = await ask(
      {
        dimensions: [month],
        metrics: ['orders_revenue'],
        filters: { dimensions: and(rule('orders_ordered_at_day', 'inBetween', ['2024-02-25', '2024-03-23'])) },
        comparisons: [{ fieldId: 'orders_ordered_at', to: { count: 28, unit: 'day' } }],
        sorts: by(month),
      },
      { now: Date.UTC(2024, 5, 1) },
    )
    // P1, counted by the days on which it is looked back at from P2, of which none is missing.
    expect(rows.map((row) => row.slice(0, 3))).toEqual([['P2', '40', '110']])
  })
})

describe('calendars', () => {
  it('are MetricFlow time spines with granularities of their own, too', () => {
    const spine = `models:
  - name: days
    time_spine: {standard_granularity_column: date_day, custom_granularities: [{name: fiscal_year, column_name: fy}, {name: season}]}
    columns: [{name: date_day, data_type: date, granularity: day}, {name: fy, data_type: varchar}, {name: season, data_type: varchar}]
  - name: visits
    columns: [{name: visited_on, data_type: date, meta: {dimension: {calendar: days, time_intervals: off}}}]
`
    const project = compileFiles({ 'a.yml': spine })
    expect(project.problems).toEqual([])
    expect(Object.keys(baseOf(exploreNamed(project, 'visits')).dimensions)).toEqual(['visited_on', 'visited_on_fiscal_year', 'visited_on_season'])
  })

  it('say what is wrong with them', () => {
    const wrong = (column: string, calendar = '{date: date_day, intervals: {retail: week}}', key = ''): string[] =>
      lines(
        compileFiles({
          'a.yml': `models:
  - name: days
    meta: {calendar: ${calendar}${key}}
    columns: [{name: date_day, data_type: date}, {name: week, data_type: integer}]
  - name: visits
    columns: [{name: id, data_type: integer}, ${column}]
`,
        }),
      )
    const on = '{name: visited_on, data_type: date, meta: {dimension: {calendar: days}}}'
    expect(wrong(on)).toEqual([])
    expect(wrong('{name: visited_on, data_type: date, meta: {dimension: {calendar: dayz}}}')).toEqual(['a.yml:6 error model.bad_calendar'])
    expect(wrong('{name: visited_on, data_type: date, meta: {dimension: {calendar: visits}}}')).toEqual(['a.yml:6 error model.bad_calendar'])
    expect(wrong('{name: visited_on, data_type: integer, meta: {dimension: {calendar: days}}}')).toEqual(['a.yml:6 error model.bad_calendar'])
    expect(wrong(on, '{date: date_day, intervals: {retail: weeek}}')).toContain('a.yml:3 error model.unknown_field')
    expect(wrong(on, '{date: date_day, intervals: {retail: week}}', ', primary_key: week')).toContain('a.yml:3 error model.bad_calendar')
    expect(wrong(on, '{intervals: {retail: week}}')).toContain('a.yml:3 error model.wrong_value')
    expect(wrong(on, '{date: date_day, intervals: [week]}')).toContain('a.yml:6 warning model.interval_name_taken')
  })

  it('leave explores as they are when nothing changed', () => {
    const memory = compileMemory()
    const input = { files: [{ path: 'a.yml', text: models }], dialect: duckdb }
    const [first, second] = [compileProject(input, memory), compileProject(input, memory)]
    expect(second.explores.every((explore, place) => explore === first.explores[place])).toBe(true)
  })
})
