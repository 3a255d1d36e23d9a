import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explore, table } from '../../golden/build-explore.ts'
import { compile } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { MetricQuery, TableCalculation } from '../types/metric-query.ts'

const data = `create table sales as select * from (values
  ('a', 'x', date '2024-01-10', 10), ('a', 'x', date '2024-02-10', 30), ('a', 'y', date '2024-02-11', 20),
  ('b', 'x', date '2024-01-12', 0), ('b', 'y', date '2024-03-01', 40), ('c', null, date '2024-03-02', null)
) t(shop, kind, day, amount)`
const sales = explore([
  table('sales', {
    dimensions: { shop: 'string', kind: 'string', day: { type: 'date', intervals: ['DAY', 'MONTH'] }, amount: 'number' },
    metrics: {
      revenue: ['sum', '${TABLE}.amount', { label: 'Total revenue' }],
      count: ['count', '*'],
      last: ['max', '${day}'],
    },
  }),
])
let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(data)
})
afterAll(() => session.close())

const calculation = (sql: string, name = 'calc', part: Partial<TableCalculation> = {}): TableCalculation => ({ name, displayName: name, sql, ...part })
const byShop: Partial<MetricQuery> = {
  dimensions: ['sales_shop'],
  metrics: ['sales_revenue', 'sales_count'],
  sorts: [{ fieldId: 'sales_shop', descending: false }],
}

/** The values of the last calculation, row by row; numbers to six decimals. */
async function values(formula: string | TableCalculation[], parts: Partial<MetricQuery> = byShop): Promise<unknown[]> {
  const tableCalculations = typeof formula === 'string' ? [calculation(formula)] : formula
  const { sql } = compile(sales, { ...parts, tableCalculations })
  const rows = await session.rows(sql)
  return rows.map((row) => {
    const value = row[tableCalculations.at(-1)?.name ?? '']
    if (value === null || value === undefined || typeof value === 'boolean') return value
    const text = String(value)
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Math.round(Number(text) * 1e6) / 1e6
  })
}

const refusal = (formula: string, parts: Partial<MetricQuery> = byShop): string => {
  try {
    compile(sales, { ...parts, tableCalculations: [calculation(formula)] })
    return 'nothing'
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    return error.message
  }
}

describe('formulas over the rows of a result', () => {
  // Shops a, b, c: revenue 60, 40, null; rows 3, 2, 1.
  it.each([
    ['=revenue / SUM(revenue)', [0.6, 0.4, null]],
    ['=[Total revenue] / sales_count', [20, 20, null]],
    ['=${sales.revenue} / (count - 2)', [60, null, null]],
    ['=PERCENT_OF_TOTAL(count)', [0.5, 0.333333, 0.166667]],
    ['=RUNNING_SUM(count)', [3, 5, 6]],
    ['=MOVING_AVG(count, 2)', [3, 2.5, 1.5]],
    ['=PREVIOUS(count)', [null, 3, 2]],
    ['=NEXT(count, 2)', [1, null, null]],
    ['=PERCENT_CHANGE(count)', [null, -0.333333, -0.5]],
    ['=RANK(revenue)', [1, 2, 3]],
    ['=RANK(count, TRUE)', [3, 2, 1]],
    ['=ROW()', [1, 2, 3]],
    ['=MAX(revenue) - COALESCE(revenue, 0)', [0, 20, 60]],
    ['=MAX(revenue, 50)', [60, 50, 50]],
    ['=AVG(revenue)', [50, 50, 50]],
    ['=IF(revenue > 50, "large", "small")', ['large', 'small', 'small']],
    ['=IFS(count >= 3, "many", count = 2, "two", "one")', ['many', 'two', 'one']],
    ['=shop & ": " & count', ['a: 3', 'b: 2', 'c: 1']],
    ['=UPPER(LEFT(shop, 1))', ['A', 'B', 'C']],
    ['=LEN(SUBSTITUTE(shop, "a", "xyz"))', [3, 1, 1]],
    ['=50% * count', [1.5, 1, 0.5]],
    ['=-count ^ 2', [9, 4, 1]],
    ['=ROUND(count / 3, 2)', [1, 0.67, 0.33]],
    ['=AND(count > 1, NOT(ISBLANK(revenue)))', [true, true, false]],
    ['=MOD(count, 2)', [1, 0, 1]],
    ['=YEAR(TODAY())', [2024, 2024, 2024]],
  ])('%s', async (formula, expected) => expect(await values(formula)).toEqual(expected))

  it('running and previous values follow time, for each value of the other dimensions, however the result is sorted', async () => {
    const parts: Partial<MetricQuery> = {
      dimensions: ['sales_day_month', 'sales_shop'],
      metrics: ['sales_revenue'],
      sorts: [
        { fieldId: 'sales_shop', descending: false },
        { fieldId: 'sales_day_month', descending: true },
      ],
    }
    // a: February 50, January 10; b: March 40, January 0; c: March nothing.
    expect(await values('=RUNNING_SUM(revenue)', parts)).toEqual([60, 10, 40, 0, null])
    expect(await values('=PREVIOUS(revenue)', parts)).toEqual([10, null, 0, null, null])
    expect(await values('=revenue / SUM(revenue, shop)', parts)).toEqual([0.833333, 0.166667, 1, 0, null])
  })
  it('a formula may stand on another one, by name or label, and be sorted and filtered by', async () => {
    const parts: Partial<MetricQuery> = {
      ...byShop,
      sorts: [{ fieldId: 'share', descending: true, nullsFirst: false }],
      filters: { tableCalculations: { id: 'f', and: [{ id: 'r', target: { fieldId: 'share' }, operator: 'greaterThan', values: [0.05] }] } },
    }
    expect(
      await values([calculation('=revenue / SUM(revenue)', 'share', { displayName: 'Share' }), calculation('=RUNNING_SUM([Share])', 'total')], parts),
    ).toEqual([0.6, 1])
  })
  it('knows what it gives', () => {
    const { columns, fields } = compile(sales, { ...byShop, tableCalculations: [calculation('=IF(count > 1, shop, "?")'), calculation('=count > 1', 'many')] })
    expect(columns.slice(-2).map(({ type }) => type)).toEqual(['string', 'boolean'])
    expect(fields['calc']).toMatchObject({ type: 'string' })
  })
  it('reads the columns of a comparison', async () => {
    const parts: Partial<MetricQuery> = {
      dimensions: ['sales_day_month'],
      metrics: ['sales_revenue'],
      comparisons: [{ fieldId: 'sales_day', to: 'previous_period' }],
    }
    expect(
      (await values('=COALESCE(revenue__previous_period, 0)', { ...parts, sorts: [{ fieldId: 'sales_day_month', descending: false }] })).slice(0, 2),
    ).toEqual([0, 0])
  })
})

describe('a formula that cannot be computed says why and where', () => {
  it.each([
    ['=revenu * 2', 'revenu is not a column of this result. Did you mean revenue? (character 2)'],
    ['=SUMM(revenue)', 'There is no function SUMM. Did you mean SUM? (character 2)'],
    ['=revenue + shop', 'A number is needed here, not text. (character 12)'],
    ['=LEFT(shop)', 'LEFT takes 2 values, not 1. (character 2)'],
    ['=SUM(RUNNING_SUM(revenue))', 'make the inner part a calculation of its own'],
    ['=SUM(revenue, count)', 'Only dimensions of the result can divide a total into parts. (character 15)'],
    ['=MOVING_AVG(revenue, count)', 'A whole number of at least 1 is needed here. (character 22)'],
    ['=IF(revenue, 1, 2)', 'A comparison is needed here, such as revenue > 100. (character 5)'],
    ['=IF(revenue > 1, 1, "x")', 'All results must be of one kind'],
    ['=shop > 1', 'text cannot be compared with a number'],
    ['=calc + 1', 'calc is not a column'],
    ['=1 +', 'ends too early'],
  ])('%s', (formula, message) => expect(refusal(formula)).toContain(message))

  it('rows without any order cannot follow each other', () => {
    expect(refusal('=RUNNING_SUM(revenue)', { metrics: ['sales_revenue'] })).toContain('The rows have no order')
  })
  it('a circle of formulas is refused', () => {
    expect(() => compile(sales, { ...byShop, tableCalculations: [calculation('=b', 'a'), calculation('=a', 'b')] })).toThrow('refers to itself')
  })
  it('text of a formula never becomes SQL', async () => {
    expect(await values(`=IF(shop = "a' OR 1=1 --", 1, 0)`)).toEqual([0, 0, 0])
    expect(refusal('=${sales.revenue}); DROP TABLE sales; --')).toContain('cannot be computed')
  })
})
