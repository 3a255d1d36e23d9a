import type { AnyExplore, CompiledMetric } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { metricChanges } from './metric-changes.ts'

const revenue = {
  name: 'revenue',
  label: 'Revenue',
  type: 'sum',
  sql: '${TABLE}.amount',
  index: 0,
  fieldType: 'metric',
  compiledSql: 'SUM(a)',
} as CompiledMetric
const explore = (metrics: Record<string, Partial<CompiledMetric>>): AnyExplore =>
  ({
    name: 'orders',
    baseTable: 'orders',
    joinedTables: [],
    tables: { orders: { metrics: Object.fromEntries(Object.entries(metrics).map(([name, part]) => [name, { ...revenue, name, ...part }])) } },
  }) as unknown as AnyExplore
const broken = { name: 'orders', label: 'Orders', tags: [], errors: [] } as AnyExplore

describe('what changed about metrics', () => {
  it('is what they mean, and not where they stand', () => {
    expect(metricChanges([explore({ revenue: {} })], [explore({ revenue: { index: 4, compiledSql: 'SUM("a")' } })])).toEqual([])
    expect(metricChanges([explore({ revenue: {} })], [explore({ revenue: { sql: '${TABLE}.net' } })])).toMatchObject([
      { tableName: 'orders', fieldName: 'revenue', before: { sql: '${TABLE}.amount' }, after: { sql: '${TABLE}.net', label: 'Revenue' } },
    ])
  })
  it('is that they came and went, also with their model', () => {
    expect(metricChanges([], [explore({ revenue: {} })])).toMatchObject([{ before: null, after: { type: 'sum' } }])
    expect(metricChanges([explore({ revenue: {} })], [explore({ fees: {} })]).map(({ fieldName, after }) => [fieldName, after === null])).toEqual([
      ['revenue', true],
      ['fees', false],
    ])
  })
  it('is nothing while a model is broken', () => {
    expect(metricChanges([explore({ revenue: {} })], [broken])).toEqual([])
    expect(metricChanges([broken], [explore({ revenue: {} })])).toEqual([])
  })
})
