import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../../golden/build-explore.ts'
import { compile, and, rule } from '../../../golden/compile.ts'
import { compileFiles, exploreNamed, lines } from '../../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import type { Explore } from '../../types/explore.ts'
import type { MetricQuery } from '../../types/metric-query.ts'
import { totalsQuery } from '../totals-query.ts'

const data = [
  `create table orders as select * from (values
    (1, 'c1', timestamptz '2024-01-05 10:00:00+00', 'West', 10),
    (2, 'c2', timestamptz '2024-01-20 10:00:00+00', 'East', 5),
    (3, 'c1', timestamptz '2024-02-10 10:00:00+00', 'West', 20),
    (4, 'c3', timestamptz '2024-03-02 10:00:00+00', 'West', 7),
    (5, 'c1', timestamptz '2024-03-31 10:00:00+00', 'East', 3),
    (6, 'c9', null, 'East', 1000)
  ) t(id, customer, ordered_at, region, amount)`,
  'create table items as select * from (values (1, 1, 4), (2, 1, 6), (3, 3, 20), (4, 4, 7)) t(id, order_id, price)',
  `create table balances as select * from (values
    ('A', date '2024-01-30', 100, true), ('A', date '2024-01-31', 110, false), ('A', date '2024-02-29', 130, false),
    ('B', date '2024-01-31', 50, true), ('B', date '2024-02-15', 70, true)
  ) t(account, day, balance, checked)`,
  `create table visits as select * from (values
    (1, 'c1', timestamptz '2024-01-04 10:00:00+00', 'ad'), (2, 'c1', timestamptz '2024-01-25 10:00:00+00', 'mail'),
    (3, 'c2', timestamptz '2024-01-01 10:00:00+00', 'ad'), (4, 'c4', timestamptz '2024-02-01 10:00:00+00', 'mail')
  ) t(id, who, visited_at, channel)`,
]

const yaml = (name: string, columns: string, meta: string): string => `version: 2
models:
  - name: ${name}
    config:
      meta:
${meta.replaceAll(/^(?=.)/gm, '        ')}
    columns:
${columns.replaceAll(/^(?=.)/gm, '      ')}`

const files = {
  'orders.yml': yaml(
    'orders',
    `- {name: id}
- {name: customer}
- {name: region}
- {name: amount, config: {meta: {dimension: {type: number}}}}
- {name: ordered_at, config: {meta: {dimension: {type: timestamp, time_intervals: [HOUR, DAY, WEEK, MONTH, YEAR, DAY_OF_WEEK_INDEX]}}}}`,
    `primary_key: id
joins:
  - {join: items, sql_on: "\${items.order_id} = \${orders.id}", relationship: one-to-many}
metrics:
  revenue: {type: sum, sql: "\${TABLE}.amount"}
  order_count: {type: count, sql: "\${TABLE}.id"}
  customers: {type: count_distinct, sql: "\${TABLE}.customer"}
  some_customers: {type: count_distinct_approx, sql: "\${TABLE}.customer"}
  average_amount: {type: average, sql: "\${TABLE}.amount"}
  typical_amount: {type: median, sql: "\${TABLE}.amount"}
  revenue_so_far: {type: number, sql: "\${revenue}", cumulative: {time: ordered_at}}
  customers_so_far: {type: number, sql: "\${customers}", cumulative: {time: ordered_at}}
  average_so_far: {type: number, sql: "\${average_amount}", cumulative: {time: ordered_at}}
  typical_so_far: {type: number, sql: "\${typical_amount}", cumulative: {time: ordered_at}}
  revenue_30_days: {type: number, sql: "\${revenue}", cumulative: {time: ordered_at, window: 30 days}}
  revenue_mtd: {type: number, sql: "\${revenue}", cumulative: {time: ordered_at, grain_to_date: month}}
  revenue_at_start: {type: number, sql: "\${revenue}", cumulative: {time: ordered_at, period_agg: first}}
  share_of_so_far: {type: number, sql: "1.0 * \${revenue} / \${revenue_so_far}"}
  revenue_last_month: {type: number, sql: "\${revenue}", offset: {time: ordered_at, by: 1 month}}
  growth: {type: number, sql: "\${revenue} - \${revenue_last_month}"}
  twice_so_far: {type: number, sql: "\${revenue_so_far}", cumulative: {time: ordered_at}}`,
  ),
  'items.yml': yaml(
    'items',
    '- {name: id}\n- {name: order_id}',
    `primary_key: id
joins:
  - {join: orders, sql_on: "\${items.order_id} = \${orders.id}", relationship: many-to-one}
metrics:
  sold: {type: sum, sql: "\${TABLE}.price"}
  sold_so_far: {type: number, sql: "\${sold}", cumulative: {time: orders.ordered_at}}
  sold_last: {type: sum, sql: "\${TABLE}.price", non_additive_dimension: {name: orders.ordered_at, window_choice: max}}`,
  ),
  'balances.yml': yaml(
    'balances',
    `- {name: account}
- {name: checked, config: {meta: {dimension: {type: boolean}}}}
- {name: day, config: {meta: {dimension: {type: date, time_intervals: [DAY, MONTH]}}}}`,
    `primary_key: [account, day]
metrics:
  balance: {type: sum, sql: "\${TABLE}.balance", non_additive_dimension: {name: day, window_choice: max}}
  opening: {type: sum, sql: "\${TABLE}.balance", non_additive_dimension: {name: day}}
  each_account: {type: sum, sql: "\${TABLE}.balance", non_additive_dimension: {name: day, window_choice: max, window_groupings: [account]}}
  checked_balance: {type: sum, sql: "\${TABLE}.balance", filters: [{checked: 'true'}], non_additive_dimension: {name: day, window_choice: max}}
  accounts: {type: count_distinct, sql: "\${TABLE}.account"}
  per_account: {type: number, sql: "1.0 * \${each_account} / \${accounts}"}`,
  ),
  'visits.yml': yaml(
    'visits',
    `- {name: id}
- {name: who}
- {name: channel}
- {name: visited_at, config: {meta: {dimension: {type: timestamp, time_intervals: [DAY, MONTH]}}}}`,
    `primary_key: id
joins:
  - {join: orders, sql_on: "\${orders.customer} = \${visits.who}", relationship: many-to-many}
metrics:
  visit_count: {type: count, sql: "\${TABLE}.id"}
  bought_soon: {type: number, sql: "\${visit_count}", conversion: {metric: orders.order_count, entity: {from: who, to: customer}, time: {from: visited_at, to: ordered_at}, window: 7 days, calculation: count}}
  bought: {type: number, sql: "\${visit_count}", conversion: {metric: orders.order_count, entity: {from: who, to: customer}, time: {from: visited_at, to: ordered_at}, calculation: count}}
  spent: {type: number, sql: "\${visit_count}", conversion: {metric: orders.revenue, entity: {from: who, to: customer}, time: {from: visited_at, to: ordered_at}, calculation: count}}
  buying_rate: {type: number, sql: "\${visit_count}", conversion: {metric: orders.order_count, entity: {from: who, to: customer}, time: {from: visited_at, to: ordered_at}, window: 7 days}}`,
  ),
}
const instants = { catalog: { orders: { ordered_at: 'TIMESTAMP WITH TIME ZONE' }, visits: { visited_at: 'TIMESTAMP WITH TIME ZONE' } } }
const project = compileFiles(files, instants)
const orders = exploreNamed(project, 'orders')
const balances = exploreNamed(project, 'balances')
const visits = exploreNamed(project, 'visits')
const now = Date.UTC(2024, 3, 15, 12)

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(data.join(';\n'))
})
afterAll(() => session.close())

const plain = (value: unknown): unknown => {
  if (value === null) return null
  const text = String(value)
  return Number.isNaN(Number(text)) ? text : Math.round(Number(text) * 1000) / 1000
}

async function ask(explore: Explore, parts: Partial<MetricQuery>): Promise<unknown[][]> {
  const first = [...(parts.dimensions ?? []), ...(parts.metrics ?? [])]
  const { sql } = compile(explore, { sorts: first.map((fieldId) => ({ fieldId, descending: false })), ...parts }, { now })
  return (await session.rows(sql)).map((row) => first.map((fieldId) => plain(row[fieldId])))
}

const notes = (explore: Explore, parts: Partial<MetricQuery>): string[] => compile(explore, parts, { now }).proof.lines
const ofTime = { dimensions: and(rule('orders_ordered_at_day', 'notNull')) }

describe('a metric accumulated over time', () => {
  const byMonth = { dimensions: ['orders_ordered_at_month'], filters: ofTime }

  it('counts everything up to the end of each period', async () => {
    const rows = await ask(orders, { ...byMonth, metrics: ['orders_revenue', 'orders_revenue_so_far', 'orders_customers_so_far', 'orders_average_so_far'] })
    expect(rows).toEqual([
      ['2024-01-01', 15, 15, 2, 7.5],
      ['2024-02-01', 20, 35, 2, 11.667],
      ['2024-03-01', 10, 45, 3, 9],
    ])
  })

  it('goes on in groups that have no row in a period', async () => {
    expect(
      await ask(orders, { dimensions: ['orders_region', 'orders_ordered_at_month'], metrics: ['orders_revenue', 'orders_revenue_so_far'], filters: ofTime }),
    ).toEqual([
      ['East', '2024-01-01', 5, 5],
      ['East', '2024-02-01', null, 5],
      ['East', '2024-03-01', 3, 8],
      ['West', '2024-01-01', 10, 10],
      ['West', '2024-02-01', 20, 30],
      ['West', '2024-03-01', 7, 37],
    ])
  })

  it('has a value for days on which nothing happened', async () => {
    const filters = { dimensions: and(rule('orders_ordered_at_day', 'inBetween', ['2024-02-09', '2024-02-11'])) }
    expect(await ask(orders, { dimensions: ['orders_ordered_at_day'], metrics: ['orders_revenue', 'orders_revenue_so_far'], filters })).toEqual([
      ['2024-02-09', null, 15],
      ['2024-02-10', 20, 35],
      ['2024-02-11', null, 35],
    ])
  })

  it('reaches back by its window or to the beginning of its month, before what the filter shows', async () => {
    const filters = { dimensions: and(rule('orders_ordered_at_month', 'greaterThanOrEqual', ['2024-02-01'])) }
    expect(
      await ask(orders, { ...byMonth, filters, metrics: ['orders_revenue_so_far', 'orders_revenue_30_days', 'orders_revenue_mtd', 'orders_revenue_at_start'] }),
    ).toEqual([
      ['2024-02-01', 35, 20, 20, 15],
      ['2024-03-01', 45, 10, 10, 35],
    ])
    const march = { dimensions: and(rule('orders_ordered_at_day', 'inBetween', ['2024-03-01', '2024-03-03'])) }
    expect(await ask(orders, { dimensions: ['orders_ordered_at_day'], metrics: ['orders_revenue_30_days', 'orders_revenue_mtd'], filters: march })).toEqual([
      ['2024-03-01', 20, null],
      ['2024-03-02', 27, 7],
      ['2024-03-03', 27, 7],
    ])
  })

  it('stands for the last day when no time is grouped by, and other filters choose rows', async () => {
    const filters = { dimensions: and(rule('orders_region', 'equals', ['West']), rule('orders_ordered_at_day', 'lessThan', ['2024-03-01'])) }
    expect(await ask(orders, { metrics: ['orders_revenue', 'orders_revenue_so_far'], filters })).toEqual([[30, 30]])
  })

  it('goes on in bins of a fixed number, whose edges are found twice', async () => {
    const customDimensions = [
      { id: 'size', name: 'Size', table: 'orders', type: 'bin' as const, dimensionId: 'orders_amount', binType: 'fixed_number' as const, binNumber: 2 },
    ]
    const rows = await ask(orders, {
      customDimensions,
      dimensions: ['size', 'orders_ordered_at_month'],
      metrics: ['orders_order_count', 'orders_revenue_so_far', 'orders_revenue_last_month'],
      filters: ofTime,
    })
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter((row) => row[1] === '2024-03-01').map((row) => row[3])).toEqual([45])
  })

  it('can be part of a formula, and is not repeated by joins', async () => {
    expect(await ask(orders, { ...byMonth, metrics: ['orders_share_of_so_far', 'items_sold', 'orders_revenue_so_far'] })).toEqual([
      ['2024-01-01', 1, 10, 15],
      ['2024-02-01', 0.571, 20, 35],
      ['2024-03-01', 0.222, 7, 45],
    ])
  })

  it('can go along a time of a joined table', async () => {
    const items = exploreNamed(project, 'items')
    expect(await ask(items, { dimensions: ['orders_ordered_at_month'], metrics: ['items_sold', 'items_sold_so_far', 'items_sold_last'] })).toEqual([
      ['2024-01-01', 10, 10, 10],
      ['2024-02-01', 20, 30, 20],
      ['2024-03-01', 7, 37, 7],
    ])
  })

  it('can be compared with the same time a month earlier', async () => {
    const rows = await ask(orders, {
      ...byMonth,
      metrics: ['orders_revenue_so_far'],
      comparisons: [{ fieldId: 'orders_ordered_at', to: { count: 1, unit: 'month' } }],
    })
    expect(rows.map((row) => row[1])).toEqual([15, 35, 45])
    const { sql } = compile(
      orders,
      {
        ...byMonth,
        metrics: ['orders_revenue_so_far'],
        comparisons: [{ fieldId: 'orders_ordered_at', to: { count: 1, unit: 'month' } }],
        sorts: [{ fieldId: 'orders_ordered_at_month', descending: false }],
      },
      { now },
    )
    const earlier = (await session.rows(sql)).map((row) => plain(row['orders_revenue_so_far__1_months_earlier'] ?? null))
    expect(earlier).toEqual([null, 15, 35])
  })

  it('says what it did, and refuses what it cannot do', () => {
    expect(notes(orders, { ...byMonth, metrics: ['orders_revenue_30_days'] })).toContainEqual(
      expect.stringContaining('the 30 days that end on the last day of each period'),
    )
    const either = { dimensions: { id: 'or', or: [rule('orders_region', 'equals', ['West']), rule('orders_ordered_at_day', 'notNull')] } }
    expect(() => compile(orders, { ...byMonth, filters: either, metrics: ['orders_revenue_so_far'] })).toThrow(/alternatives/)
    expect(() => compile(orders, { dimensions: ['orders_ordered_at_hour'], metrics: ['orders_revenue_so_far'] })).toThrow(/group by one of those/)
    expect(() => compile(orders, { ...byMonth, metrics: ['orders_typical_so_far'] })).toThrow(/median of several days/)
    expect(() => compile(orders, { ...byMonth, metrics: ['orders_twice_so_far'] })).toThrow(/looks at other times itself/)
  })
})

describe('a metric of an earlier time', () => {
  it('is beside the present one, and the month that has not ended meets the same elapsed part', async () => {
    expect(
      await ask(orders, {
        dimensions: ['orders_ordered_at_month'],
        filters: ofTime,
        metrics: ['orders_revenue', 'orders_revenue_last_month', 'orders_growth'],
      }),
    ).toEqual([
      ['2024-01-01', 15, null, null],
      ['2024-02-01', 20, 15, 5],
      ['2024-03-01', 10, 20, -10],
      ['2024-04-01', null, 7, null],
    ])
  })

  it('looks beyond a filter on its time', async () => {
    const filters = { dimensions: and(rule('orders_ordered_at_month', 'equals', ['2024-02-01'])) }
    expect(await ask(orders, { filters, metrics: ['orders_revenue', 'orders_revenue_last_month'] })).toEqual([[20, 15]])
  })

  it('has no total, unless a filter says of what time', () => {
    const itemOf = (fieldId: string) => orders.tables['orders']?.metrics[fieldId.replace('orders_', '')]
    const asked = {
      ...query({ exploreName: 'orders', dimensions: ['orders_ordered_at_month'], metrics: ['orders_revenue', 'orders_revenue_last_month', 'orders_growth'] }),
      tableCalculations: [{ name: 'times', displayName: 'Times', sql: '=revenue / growth' }],
    }
    expect(totalsQuery(asked, { itemOf })).toMatchObject({ metrics: ['orders_revenue'], tableCalculations: [] })
    const filtered = { ...asked, filters: { dimensions: and(rule('orders_ordered_at_day', 'greaterThan', ['2024-02-01'])) } }
    expect(totalsQuery(filtered, { itemOf })).toMatchObject({ metrics: asked.metrics, tableCalculations: asked.tableCalculations })
  })

  it('needs a time to look back over', () => {
    expect(() => compile(orders, { dimensions: ['orders_region'], metrics: ['orders_revenue_last_month'] })).toThrow(
      /group by one of its intervals or filter on it/,
    )
    const comparisons = [{ fieldId: 'orders_ordered_at', to: 'previous_year' as const }]
    expect(() => compile(orders, { dimensions: ['orders_ordered_at_month'], metrics: ['orders_revenue_last_month'], comparisons })).toThrow(
      /earlier time itself/,
    )
  })
})

describe('a metric that is not added up over time', () => {
  it('takes the rows of the last moment of each group', async () => {
    expect(
      await ask(balances, {
        dimensions: ['balances_day_month'],
        metrics: ['balances_balance', 'balances_opening', 'balances_each_account', 'balances_per_account'],
      }),
    ).toEqual([
      ['2024-01-01', 160, 100, 160, 80],
      ['2024-02-01', 130, 70, 200, 100],
    ])
    expect(await ask(balances, { dimensions: ['balances_account'], metrics: ['balances_balance'] })).toEqual([
      ['A', 130],
      ['B', 70],
    ])
    expect(await ask(balances, { metrics: ['balances_balance', 'balances_each_account'] })).toEqual([[130, 200]])
  })

  it('looks for the last moment among the rows that its own filters let through', async () => {
    expect(await ask(balances, { dimensions: ['balances_day_month'], metrics: ['balances_checked_balance'] })).toEqual([
      ['2024-01-01', 50],
      ['2024-02-01', 70],
    ])
    expect(notes(balances, { metrics: ['balances_balance'] })).toContainEqual(expect.stringContaining('not added up over time'))
  })
})

describe('a conversion', () => {
  it('counts each event that follows once, with the last event before it', async () => {
    expect(
      await ask(visits, {
        dimensions: ['visits_channel'],
        metrics: ['visits_visit_count', 'visits_bought_soon', 'visits_buying_rate', 'visits_bought', 'visits_spent'],
      }),
    ).toEqual([
      ['ad', 2, 1, 0.5, 2, 15],
      ['mail', 2, 0, 0, 2, 23],
    ])
    expect(await ask(visits, { metrics: ['visits_buying_rate'] })).toEqual([[0.25]])
  })

  it('keeps the events that a filter chooses', async () => {
    const filters = { dimensions: and(rule('visits_visited_at_day', 'greaterThan', ['2024-01-10'])) }
    expect(await ask(visits, { dimensions: ['visits_visited_at_month'], metrics: ['visits_bought'], filters })).toEqual([
      ['2024-01-01', 2],
      ['2024-02-01', 0],
    ])
  })

  it('is refused where an event would belong to several groups', () => {
    expect(() => compile(visits, { dimensions: ['orders_region'], metrics: ['visits_bought'] })).toThrow(/belong to several groups/)
  })
})

it('says that an approximate distinct count is estimated', async () => {
  const [[estimate] = []] = await ask(orders, { metrics: ['orders_some_customers'] })
  expect([3, 4, 5]).toContain(estimate)
  expect(notes(orders, { metrics: ['orders_some_customers'] })).toContainEqual(expect.stringContaining('estimated'))
})

describe('what a model says about time', () => {
  const one = (metric: string): string[] =>
    lines(
      compileFiles({
        'orders.yml': yaml(
          'orders',
          '- {name: id}\n- {name: at, config: {meta: {dimension: {type: date}}}}',
          `metrics:\n  n: {type: count, sql: "\${TABLE}.id"}\n  m: ${metric}`,
        ),
      }),
    )

  it.each([
    ['{type: number, sql: "${n}", cumulative: {time: at}}', []],
    ['{type: number, sql: "${n}", cumulative: {}}', ['orders.yml:8 error model.wrong_value']],
    ['{type: number, sql: "${n}", cumulative: {time: id}}', ['orders.yml:8 error model.wrong_over_time']],
    ['{type: number, sql: "${n}", cumulative: {time: at_month}}', ['orders.yml:8 error model.wrong_over_time']],
    ['{type: number, sql: "${n}", cumulative: {time: nowhere}}', ['orders.yml:8 error model.unknown_field']],
    ['{type: number, sql: "${n} + 1", cumulative: {time: at}}', ['orders.yml:8 error model.wrong_over_time']],
    ['{type: sum, sql: "${TABLE}.id", cumulative: {time: at}}', ['orders.yml:8 error model.wrong_over_time']],
    ['{type: number, sql: "${n}", cumulative: {time: at, window: soon}}', ['orders.yml:8 error model.wrong_value']],
    ['{type: number, sql: "${n}", cumulative: {time: at, window: 7 days, grain_to_date: month}}', ['orders.yml:8 error model.wrong_value']],
    ['{type: number, sql: "${n}", offset: {time: at}}', ['orders.yml:8 error model.wrong_value']],
    ['{type: number, sql: "${n}", offset: {time: at, by: 2 weeks}, cumulative: {time: at}}', ['orders.yml:8 error model.keys_exclude_each_other']],
    ['{type: number, sql: "${n}", non_additive_dimension: {name: at}}', ['orders.yml:8 error model.wrong_over_time']],
    ['{type: sum, sql: "${TABLE}.id", non_additive_dimension: {name: at, window_groupings: [nowhere]}}', ['orders.yml:8 error model.unknown_field']],
  ])('%s', (metric, problems) => {
    expect(one(metric)).toEqual(problems)
  })
})
