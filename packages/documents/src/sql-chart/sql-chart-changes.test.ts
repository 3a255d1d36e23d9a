import { expect, it } from 'vitest'
import { sqlChartChanges } from './sql-chart-changes.ts'
import type { SqlChartDocument } from './sql-chart-document.ts'

const before: SqlChartDocument = { sql: 'select 1', limit: 500, config: { type: 'table', metadata: { version: 1 } } }

it('tells SQL, rows, kind and look of a SQL chart apart', () => {
  expect(sqlChartChanges(before, structuredClone(before))).toEqual([])
  expect(sqlChartChanges(before, { ...before, sql: 'select 2', limit: 20 })).toEqual([
    { what: 'sql_changed' },
    { what: 'limit_changed', before: 500, after: 20 },
  ])
  expect(sqlChartChanges(before, { ...before, config: { ...before.config, type: 'pie', display: { isDonut: true } } })).toEqual([
    { what: 'kind_changed', before: 'table', after: 'pie' },
    { what: 'look_changed' },
  ])
})
