import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, compile, rule } from '../../golden/compile.ts'
import { compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { MetricQuery } from '../types/metric-query.ts'

const sales = (metrics: string): Record<string, string> => ({
  'sales.yml': `models:
  - name: sales
    meta:
      metrics:
        share: {type: percent_of_total, sql: "\${total}"}
        of_previous: {type: percent_of_previous, sql: "\${total}"}
        running: {type: running_total, sql: "\${total}"}
        ${metrics}
    columns:
      - {name: day, meta: {dimension: {type: date, time_intervals: [DAY, MONTH]}}}
      - {name: region}
      - {name: amount, meta: {metrics: {total: {type: sum}}}}
`,
})
const explore = exploreNamed(compileFiles(sales('twice: {type: number, sql: "${share} * 2"}')), 'sales')

let session: DuckdbSession
beforeAll(async () => {
  session =
    await duckdbSession(`create table sales as select * from (values (date '2024-01-05', 'W', 10), (date '2024-02-05', 'W', 30), (date '2024-02-06', 'E', 40),
    (date '2024-03-01', 'W', 20)) t(day, region, amount)`)
})
afterAll(() => session.close())

async function ask(parts: Partial<MetricQuery>): Promise<unknown[][]> {
  const { sql, columns } = compile(explore, parts)
  const shown = columns.filter(({ hidden }) => !hidden)
  return (await session.rows(sql)).map((row) =>
    shown.map(({ fieldId }) => (Number.isNaN(Number(row[fieldId] ?? Number.NaN)) ? (row[fieldId] ?? null) : Number(row[fieldId]))),
  )
}
const byMonth = { dimensions: ['sales_day_month'], sorts: [{ fieldId: 'sales_day_month', descending: false }] }

describe('metrics that look at the other rows', () => {
  it('are shares, running totals and parts of the row before, in time', async () => {
    expect(await ask({ ...byMonth, metrics: ['sales_share', 'sales_total', 'sales_of_previous', 'sales_running'] })).toEqual([
      ['2024-01-01', 10, 0.1, null, 10],
      ['2024-02-01', 70, 0.7, 7, 80],
      ['2024-03-01', 20, 0.2, 20 / 70, 100],
    ])
  })

  it('go on for each value of the other dimensions', async () => {
    const rows = await ask({
      dimensions: ['sales_region', 'sales_day_month'],
      metrics: ['sales_running'],
      sorts: [{ fieldId: 'sales_running', descending: true }],
    })
    expect(rows).toEqual([
      ['W', '2024-03-01', 60],
      ['W', '2024-02-01', 40],
      ['E', '2024-02-01', 40],
      ['W', '2024-01-01', 10],
    ])
  })

  it('can be filtered by, and table calculations read them', async () => {
    const filters = { metrics: and(rule('sales_running', 'greaterThan', [10])) }
    const tableCalculations = [{ name: 'percent', displayName: 'Percent', sql: '${sales.share} * 100' }]
    expect(await ask({ ...byMonth, metrics: ['sales_share'], filters, tableCalculations })).toEqual([
      ['2024-02-01', 0.7, 70],
      ['2024-03-01', 0.2, 20],
    ])
  })

  it('are whole in a total', async () => {
    expect(await ask({ metrics: ['sales_share', 'sales_running', 'sales_of_previous'] })).toEqual([[1, 100, null]])
  })

  it('are no part of another metric', () => {
    expect(() => compile(explore, { metrics: ['sales_twice'] })).toThrow(/cannot be part of another metric/)
  })

  it.each([
    ['odd: {type: running_total, sql: "${total} + 1"}', 'sales.yml:8 error model.wrong_over_time'],
    ['odd: {type: running_total, sql: "${share}"}', 'sales.yml:8 error model.wrong_over_time'],
    ['odd: {type: running_total, sql: "${region}"}', 'sales.yml:8 error model.wrong_over_time'],
    ['odd: {type: running_total, sql: "${nothing}"}', 'sales.yml:8 error model.unknown_field'],
  ])('%s is refused', (metric, problem) => {
    expect(lines(compileFiles(sales(metric)))).toEqual([problem])
  })
})
