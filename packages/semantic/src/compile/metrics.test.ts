import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import type { CompiledMetric } from '../types/field.ts'

const columns = `    columns:
      - name: amount
        meta:
          dimension: {type: number, label: Amount paid}
          metrics:
METRICS
      - name: status
      - name: is_gift
        data_type: boolean
      - name: ordered_on
        data_type: date
      - name: created_at
        data_type: timestamptz
      - name: local_at
        meta: {dimension: {type: timestamp, timezone: America/New_York}}
`
const models = (metrics: string, meta = ''): string =>
  `models:\n  - name: orders\n${meta}${columns.replace('METRICS', () => metrics.replaceAll(/^/gm, '            '))}`
const metricsOf = (metrics: string, meta = ''): Record<string, CompiledMetric> =>
  baseOf(exploreNamed(compileFiles({ 'a.yml': models(metrics, meta) }), 'orders')).metrics
const sqlOf = (metric: string): string | undefined => metricsOf(`m: ${metric}`)['m']?.compiledSql

describe('metrics', () => {
  it.each([
    ['average', 'AVG("orders".amount)'],
    ['count', 'COUNT("orders".amount)'],
    ['count_distinct', 'COUNT(DISTINCT "orders".amount)'],
    ['max', 'MAX("orders".amount)'],
    ['min', 'MIN("orders".amount)'],
    ['sum', 'SUM("orders".amount)'],
    ['median', 'MEDIAN(CAST("orders".amount AS DOUBLE))'],
    ['percentile', 'QUANTILE_CONT(CAST("orders".amount AS DOUBLE), 0.5)'],
    ['percentile, percentile: 95', 'QUANTILE_CONT(CAST("orders".amount AS DOUBLE), 0.95)'],
    ['sum_distinct', 'SUM(DISTINCT "orders".amount)'],
    ['average_distinct', 'AVG(DISTINCT "orders".amount)'],
  ])('of type %s aggregate their column', (type, sql) => expect(sqlOf(`{type: ${type}}`)).toBe(sql))

  it.each([
    ['number', '${revenue} / ${n}'],
    ['string', 'CAST(${revenue} AS VARCHAR)'],
    ['boolean', '${revenue} > 0'],
    ['date', 'MAX(${ordered_on})'],
    ['timestamp', 'MAX(${TABLE}.created_at)'],
  ])('of type %s combine others', (type, sql) => {
    const metrics = metricsOf(`revenue: {type: sum}\nn: {type: count}\nm: {type: ${type}, sql: "${sql}"}`)
    const written = sql
      .replace('${revenue}', '(SUM("orders".amount))')
      .replace('${n}', '(COUNT("orders".amount))')
      .replace('${ordered_on}', '("orders".ordered_on)')
      .replace('${TABLE}', '"orders"')
    expect(metrics['m']).toMatchObject({ type, sql, compiledSql: written })
  })

  it('carry everything a model says of them', () => {
    expect(
      metricsOf(`total_revenue:
  type: sum
  sql: \${amount} * 2
  round: 1
  compact: millions
  format: eur
  format_options: {type: currency, currency: EUR, round: 0, separator: periodComma, compact: K, prefix: "~", time_interval: month}
  groups: money
  hidden: true
  show_underlying_values: [status, amount]
  tags: [core]
  urls: [{label: A, url: "https://example.com"}]`)['total_revenue'],
    ).toMatchObject({
      fieldType: 'metric',
      label: 'Total revenue',
      description: 'Sum of Amount paid',
      sql: '${amount} * 2',
      compiledSql: 'SUM(("orders".amount) * 2)',
      round: 1,
      compact: 'millions',
      format: 'eur',
      formatOptions: { type: 'currency', currency: 'EUR', round: 0, separator: 'periodComma', compact: 'K', prefix: '~', timeInterval: 'MONTH' },
      groups: ['money'],
      hidden: true,
      showUnderlyingValues: ['status', 'amount'],
      tags: ['core'],
      urls: [{ label: 'A', url: 'https://example.com' }],
      source: { path: 'a.yml', line: 8, column: 13 },
    })
  })

  it('may belong to the model, with SQL of their own', () => {
    const metrics = metricsOf(
      'revenue: {type: sum}',
      '    meta: {metrics: {rows_of_it: {type: count, sql: "*"}, doubled: {type: number, sql: "2 * ${revenue}"}}}\n',
    )
    expect(Object.values(metrics).map(({ name, compiledSql }) => [name, compiledSql])).toEqual([
      ['revenue', 'SUM("orders".amount)'],
      ['rows_of_it', 'COUNT(*)'],
      ['doubled', '2 * (SUM("orders".amount))'],
    ])
  })

  it('of a column whose dimension is computed aggregate what it shows, unless they have SQL of their own', () => {
    const project = compileFiles({
      'a.yml': `models:
  - name: orders
    columns:
      - name: tax
      - name: net
        meta:
          dimension: {type: number, sql: "\${TABLE}.gross - \${tax}"}
          metrics:
            total: {type: sum}
            large: {type: count, filters: [{net: "> 5"}]}
            own: {type: sum, sql: "\${TABLE}.net"}
`,
    })
    expect(project.problems).toEqual([])
    const { metrics } = baseOf(exploreNamed(project, 'orders'))
    const net = '"orders".gross - ("orders".tax)'
    expect(metrics['total']).toMatchObject({ sql: '${TABLE}.gross - ${tax}', compiledSql: `SUM(${net})`, description: 'Sum of Net' })
    expect(metrics['large']?.compiledSql).toBe(`COUNT(CASE WHEN ((${net}) > 5) THEN (${net}) ELSE NULL END)`)
    expect(metrics['own']?.compiledSql).toBe('SUM("orders".net)')
  })

  it('have a word or a number format; one that cannot be read is said', () => {
    const project = compileFiles({ 'a.yml': models(`a: {type: sum, format: '0.0,"K"'}\nb: {type: sum, format: usd}\nc: {type: sum, format: dollars}`) })
    expect(project.problems).toMatchObject([
      { code: 'model.unknown_format', severity: 'warning', line: 10, message: expect.stringContaining('metric c'), hint: expect.stringContaining('#,##0.00') },
    ])
    const { metrics } = baseOf(exploreNamed(project, 'orders'))
    expect(['a', 'b', 'c'].map((name) => metrics[name]?.format)).toEqual(['0.0,"K"', 'usd', 'dollars'])
  })

  it('keep the attributes that their column requires', () => {
    const project = compileFiles({
      'a.yml':
        'models:\n  - name: orders\n    columns:\n      - name: salary\n        meta: {dimension: {required_attributes: {hr: "1"}}, metrics: {pay: {type: sum}, own: {type: sum, required_attributes: {cfo: "1"}}}}\n',
    })
    const { metrics } = baseOf(exploreNamed(project, 'orders'))
    expect([metrics['pay']?.requiredAttributes, metrics['own']?.requiredAttributes]).toEqual([{ hr: '1' }, { cfo: '1' }])
  })
})

describe('filters of metrics', () => {
  it.each([
    ['status: paid', `("orders".status) IN ('paid')`],
    ['status: [paid, "it\'s"]', `("orders".status) IN ('paid', 'it''s')`],
    ['status: "!paid"', `(("orders".status) NOT IN ('paid') OR ("orders".status) IS NULL)`],
    ['status: "null"', '("orders".status) IS NULL'],
    ['amount: "> 5"', '("orders".amount) > 5'],
    ['amount: "7"', '("orders".amount) IN (7)'],
    ['is_gift: true', '("orders".is_gift) = true'],
    ['is_gift: "false"', '("orders".is_gift) = false'],
    ['ordered_on: 2024-01-31', `("orders".ordered_on) IN (DATE '2024-01-31')`],
    ['ordered_on: "!2024-01-31"', `(("orders".ordered_on) NOT IN (DATE '2024-01-31') OR ("orders".ordered_on) IS NULL)`],
    ['ordered_on: ">= 2024-01-31"', `("orders".ordered_on) >= DATE '2024-01-31'`],
    ['ordered_on: "inBetween 2024-01-01 and 2024-01-31"', `(("orders".ordered_on) >= DATE '2024-01-01' AND ("orders".ordered_on) <= DATE '2024-01-31')`],
    ['ordered_on_month: 2024-01-01', `(CAST(DATE_TRUNC('month', "orders".ordered_on) AS DATE)) IN (DATE '2024-01-01')`],
    ['created_at: "< 2024-01-31"', `("orders".created_at) < TIMESTAMPTZ '2024-01-31 00:00:00+00:00'`],
    ['local_at: "!null"', '("orders".local_at) IS NOT NULL'],
  ])('%s is %s', (filter, condition) =>
    expect(sqlOf(`{type: sum, filters: [{${filter}}]}`)).toBe(`SUM(CASE WHEN (${condition}) THEN ("orders".amount) ELSE NULL END)`),
  )

  it('all hold, and are kept for the planner', () => {
    const metric = metricsOf('m: {type: sum, filters: [{status: paid}, {orders.amount: "> 5"}]}')['m']
    expect(metric?.compiledSql).toBe(`SUM(CASE WHEN (("orders".status) IN ('paid') AND ("orders".amount) > 5) THEN ("orders".amount) ELSE NULL END)`)
    expect(metric?.filters).toEqual([
      { id: 'status-0', target: { fieldRef: 'status' }, operator: 'equals', values: ['paid'] },
      { id: 'orders.amount-1', target: { fieldRef: 'orders.amount' }, operator: 'greaterThan', values: [5] },
    ])
  })

  it('stay symbolic when they depend on the day', () => {
    const metric = metricsOf('m: {type: sum, filters: [{ordered_on: inThePast 7 days}, {status: paid}]}')['m']
    expect(metric?.compiledSql).toBe(`SUM(CASE WHEN (("orders".status) IN ('paid')) THEN ("orders".amount) ELSE NULL END)`)
    expect(metric?.filters?.[0]).toMatchObject({ operator: 'inThePast', values: [7], settings: { unitOfTime: 'days', completed: false } })
  })

  it('of several fields in one map say nothing clear and are left out with a warning', () => {
    const project = compileFiles({ 'a.yml': models('m: {type: sum, filters: [{status: paid, amount: 5}]}') })
    expect(lines(project)).toEqual(['a.yml:8 warning model.unclear_filter'])
    expect(baseOf(exploreNamed(project, 'orders')).metrics['m']?.filters).toBeUndefined()
  })
})

describe('wrong metrics', () => {
  it.each([
    ['m: {type: summ}', 'model.unknown_metric_type', 'Did you mean sum'],
    ['m: {label: A}', 'model.unknown_metric_type', 'Use one of'],
    ['m: sum', 'model.wrong_value', 'map'],
    ['status: {type: sum}', 'model.metric_named_like_dimension', 'Rename'],
    ['m: {type: number}', 'model.metric_without_sql', 'sql'],
    ['m: {type: number, sql: "${m}"}', 'model.circle', 'columns'],
    ['m: {type: number, sql: "${n}"}\nn: {type: number, sql: "${m} + 1"}', 'model.circle', 'columns'],
    ['m: {type: sum, sql: "${n}"}\nn: {type: count}', 'model.metric_not_possible', 'type number'],
    ['m: {type: number, sql: "${revenu}"}\nrevenue: {type: sum}', 'model.unknown_field', 'Did you mean revenue?'],
    ['m: {type: sum, filters: [{stauts: paid}]}', 'model.unknown_field', 'Did you mean status?'],
    ['m: {type: sum, filters: [{status: ""}]}', 'model.bad_filter', 'Write a value'],
    ['m: {type: sum, filters: [{amount: many}]}', 'model.bad_filter', 'number'],
    ['m: {type: sum, filters: [{ordered_on: 2024-02-31}]}', 'model.bad_filter', 'date'],
    ['m: {type: sum, filters: [{ordered_on: "%x%"}]}', 'model.bad_filter', 'date'],
    ['n: {type: count}\nm: {type: number, sql: "${n}", filters: [{status: paid}]}', 'model.filters_not_possible', 'metrics that it combines'],
    ['m: {type: percentile, percentile: 101}', 'model.wrong_value', '0 to 100'],
  ])('%s', (metrics, code, hint) => {
    const project = compileFiles({ 'a.yml': models(metrics) })
    expect(project.problems[0]).toMatchObject({ code, severity: 'error', file: 'a.yml', model: 'orders', hint: expect.stringContaining(hint) })
    brokenNamed(project, 'orders')
  })

  it('share one name across columns', () => {
    const project = compileFiles({
      'a.yml':
        'models:\n  - name: o\n    columns:\n      - {name: a, meta: {metrics: {n: {type: count}}}}\n      - {name: b, meta: {metrics: {n: {type: count}}}}\n',
    })
    expect(lines(project)).toEqual(['a.yml:5 error model.duplicate_metric'])
  })

  it('under a column stand before those of the model with the same name', () => {
    const project = compileFiles({ 'a.yml': models('paid: {type: sum}', '    meta: {metrics: {paid: {type: max, sql: "${amount}"}}}\n') })
    expect(lines(project)).toEqual(['a.yml:3 warning model.duplicate_metric'])
    expect(baseOf(exploreNamed(project, 'orders')).metrics['paid']?.type).toBe('sum')
  })

  it('ignore distinct_keys when they take no value once', () => {
    const project = compileFiles({ 'a.yml': models('m: {type: sum, distinct_keys: [status]}') })
    expect(project.problems).toMatchObject([{ severity: 'warning', code: 'model.not_possible', hint: expect.stringContaining('sum_distinct') }])
    expect(baseOf(exploreNamed(project, 'orders')).metrics['m']).not.toHaveProperty('distinctKeys')
  })
})
