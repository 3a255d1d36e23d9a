import { describe, expect, it } from 'vitest'
import { explore, table } from '../../golden/build-explore.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import { calculationsWithoutTotal, type WithoutTotal } from './calculations-of-totals.ts'
import { itemOfQuery } from './item-of-query.ts'
import { totalsQuery } from './totals-query.ts'

const sales = explore([
  table('sales', {
    dimensions: { shop: 'string', kind: 'string', amount: 'number' },
    metrics: { revenue: ['sum', '${TABLE}.amount', { label: 'Total revenue' }], count: ['count', '*'], buyers: ['count_distinct', '${TABLE}.buyer'] },
  }),
])

const asked = (...sqls: string[]): MetricQuery => ({
  exploreName: 'sales',
  dimensions: ['sales_shop', 'sales_kind'],
  metrics: ['sales_revenue', 'sales_count', 'sales_buyers'],
  filters: {},
  sorts: [],
  limit: 500,
  tableCalculations: sqls.map((sql, place) => ({ name: `c${place}`, displayName: `Calculation ${place}`, sql })),
})

/** Why the last calculation has no total; undefined when it has one. */
function why(sqls: string | string[], dimensions: string[] = []): WithoutTotal | undefined {
  const list = typeof sqls === 'string' ? [sqls] : sqls
  const query = asked(...list)
  return calculationsWithoutTotal(query, { itemOf: itemOfQuery(sales, query), dimensions }).get(`c${list.length - 1}`)
}

describe('calculations on totals', () => {
  it.each([
    '=revenue / count',
    '=[Total revenue] / sales.buyers',
    '=revenue / SUM(revenue)',
    '=PERCENT_OF_TOTAL(revenue)',
    '=ROUND(IF(revenue > 10, revenue, 0), 2)',
    '=MAX(revenue, count)',
    '${sales.revenue} / ${sales.count}',
    '${sales.revenue} * 1.0 / SUM(${sales.revenue}) OVER ()',
    "CASE WHEN ${sales.count} > 1 THEN 'over' ELSE 'select' END -- over",
  ])('%s has one', (sql) => {
    expect(why(sql)).toBeUndefined()
  })

  it.each([
    '=RANK(revenue)',
    '=RUNNING_SUM(revenue)',
    '=PREVIOUS(revenue)',
    '=MOVING_AVG(revenue, 3)',
    '=AVERAGE(revenue)',
    '=revenue / MAX(revenue)',
    '=MAX(revenue, shop)',
    'RANK() OVER (ORDER BY ${sales.revenue})',
    '${sales.revenue} - LAG(${sales.revenue}) over (order by ${sales.shop})',
    'SUM(${sales.revenue}) OVER (ORDER BY ${sales.shop})',
    '${sales.revenue} / (select 2)',
  ])('%s has none: it looks at other rows', (sql) => {
    expect(why(sql)).toBe('other_rows')
  })

  it('a sum of what cannot be added up has none', () => {
    expect(why('=buyers / SUM(buyers)')).toBe('not_additive')
    expect(why('=SUM(revenue / count)')).toBe('not_additive')
    expect(why('SUM(${sales.buyers}) OVER ()')).toBe('not_additive')
  })

  it('a dimension counts where the totals are told apart by it', () => {
    expect(why('=IF(shop = "a", revenue, 0)')).toBe('dimension')
    expect(why('=IF(shop = "a", revenue, 0)', ['sales_shop'])).toBeUndefined()
    expect(why('=SUM(revenue, shop)', ['sales_shop'])).toBeUndefined()
    expect(why('=SUM(revenue, kind)', ['sales_shop'])).toBe('dimension')
    expect(why("CONCAT(${sales.shop}, 'x')")).toBe('dimension')
  })

  it('a calculation on others has one when they have', () => {
    expect(why(['=revenue / count', '=c0 * 2'])).toBeUndefined()
    expect(why(['=RANK(revenue)', '=[Calculation 0] * 2'])).toBe('other_rows')
    expect(why(['=RANK(revenue)', '${c0} * 2'])).toBe('other_rows')
  })

  it('what totals do not know, and circles, have none', () => {
    expect(why('=revenue / sales_revenue_previous')).toBe('unknown')
    expect(why('${sales.other} + 1')).toBe('unknown')
    expect(why(['=c1', '=c0'])).toBe('unknown')
  })

  it('only those with a total are asked for', () => {
    const query = asked('=revenue / count', '=RANK(revenue)')
    const totals = totalsQuery(query, { itemOf: itemOfQuery(sales, query), dimensions: ['sales_shop'], limit: 9 })
    expect(totals).toMatchObject({ dimensions: ['sales_shop'], limit: 9, tableCalculations: [{ name: 'c0' }] })
    expect(totals.tableCalculations).toHaveLength(1)
  })
})
