import { describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { compileMetricQuery } from '../plan/compile-metric-query.ts'
import { isExploreError, type Explore } from '../types/explore.ts'
import { userSqlOf, virtualExplore, type VirtualView } from './virtual-explore.ts'

const settings = { dialect: duckdb, startOfWeek: null, fiscalYearStart: 1 }
const view: VirtualView = {
  name: 'late_orders',
  label: 'Late orders 🕰️',
  sql: 'select * from orders -- all of them\n;',
  columns: [
    { reference: 'Status', engineType: 'VARCHAR' },
    { reference: 'placed at', engineType: 'TIMESTAMP' },
    { reference: 'count_star()', engineType: 'BIGINT' },
  ],
}

function compiled(of: VirtualView = view): Explore {
  const explore = virtualExplore(of, settings)
  if (isExploreError(explore)) throw new Error(explore.errors[0]?.message)
  return explore
}

describe('the explore of a virtual view', () => {
  it('has a dimension for each column, with intervals of dates', () => {
    const explore = compiled()
    expect(explore).toMatchObject({ name: 'late_orders', label: 'Late orders 🕰️', type: 'virtual', baseTable: 'late_orders' })
    const types = Object.fromEntries(Object.values(explore.tables['late_orders']?.dimensions ?? {}).map(({ name, type }) => [name, type]))
    expect(types).toMatchObject({ Status: 'string', 'placed at': 'timestamp', 'placed at_day': 'date', 'count_star()': 'number' })
  })

  it('is asked like any other: its SQL stands in parentheses, its columns in quotes', () => {
    const query = {
      exploreName: 'late_orders',
      dimensions: ['late_orders_Status'],
      metrics: [],
      filters: {},
      sorts: [],
      limit: 5,
      tableCalculations: [],
    }
    const options = { dialect: duckdb, now: 0, timezone: 'UTC', startOfWeek: null, fiscalYearStart: 1, policy: { userAttributes: {} } }
    const { sql } = compileMetricQuery(compiled(), query, options)
    expect(sql).toContain('FROM (select * from orders -- all of them\n) AS "late_orders"')
    expect(sql).toContain('"late_orders"."Status"')
  })

  it('gives its SQL to be checked; explores of models have none', () => {
    const explore = compiled()
    expect(userSqlOf(explore)).toBe('SELECT * FROM (select * from orders -- all of them\n) AS user_sql')
    expect(userSqlOf({ ...explore, type: 'default' })).toBeNull()
  })

  it('says what is wrong where a column cannot be a dimension of any name', () => {
    const explore = virtualExplore({ ...view, columns: [] }, settings)
    expect(isExploreError(explore) && explore.type).toBe('virtual')
  })
})
