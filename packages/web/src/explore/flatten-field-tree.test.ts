import type { CompiledDimension, CompiledMetric, Explore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { emptyExploreState } from './explore-state.ts'
import { buildFieldTree } from './field-tree.ts'
import { flattenFieldTree } from './flatten-field-tree.ts'

const dimension = (name: string, rest: Partial<CompiledDimension> = {}): CompiledDimension => ({
  fieldType: 'dimension',
  type: 'string',
  name,
  label: name,
  table: 'orders',
  tableLabel: 'Orders',
  sql: '',
  compiledSql: '',
  hidden: false,
  index: 0,
  ...rest,
})
const metric = (name: string, rest: Partial<CompiledMetric> = {}): CompiledMetric => ({
  fieldType: 'metric',
  type: 'sum',
  name,
  label: name,
  table: 'orders',
  tableLabel: 'Orders',
  sql: '',
  compiledSql: '',
  hidden: false,
  index: 0,
  ...rest,
})
const byName = <T extends { name: string }>(fields: T[]): Record<string, T> => Object.fromEntries(fields.map((field) => [field.name, field]))

const explore: Explore = {
  name: 'orders',
  label: 'Orders',
  tags: [],
  baseTable: 'orders',
  joinedTables: [],
  targetDatabase: 'postgres',
  tables: {
    orders: {
      name: 'orders',
      label: 'Orders',
      database: '',
      schema: '',
      sqlTable: '',
      lineageGraph: {},
      groupDetails: { place: { label: 'Place' } },
      dimensions: byName([
        dimension('status'),
        dimension('secret', { hidden: true }),
        dimension('city', { groups: ['place', 'fine'] }),
        dimension('country', { groups: ['place'] }),
        dimension('day', { type: 'date', isIntervalBase: true }),
        dimension('day_month', { type: 'date', timeInterval: 'MONTH', timeIntervalBaseDimensionName: 'day' }),
      ]),
      metrics: byName([metric('revenue')]),
    },
  },
}

const tree = buildFieldTree(explore, emptyExploreState('orders').metricQuery)
const lines = (options: { toggled?: string[]; search?: string; selected?: string[] } = {}) =>
  flattenFieldTree(tree, { toggled: new Set(options.toggled), search: options.search ?? '', selected: new Set(options.selected) }).map(
    (row) => `${' '.repeat(row.depth)}${row.row === 'field' ? row.field.id : row.row === 'section' ? `[${row.kind}]` : row.label}`,
  )

describe('the list of fields', () => {
  it('shows tables open, groups and dates closed, nothing hidden', () => {
    expect(lines()).toEqual(['Orders', ' [dimension]', ' Place', ' orders_day', ' orders_status', ' [metric]', ' orders_revenue'])
  })
  it('opens nested groups one by one', () => {
    expect(lines({ toggled: ['dimension:orders/place', 'dimension:orders/place/fine'] }).slice(2, 6)).toEqual([
      ' Place',
      '  fine',
      '   orders_city',
      '  orders_country',
    ])
  })
  it('opens a date that holds a picked cut', () => {
    expect(lines({ selected: ['orders_day_month'] })).toContain('  orders_day_month')
  })
  it('finds fields by every word, with what they lie in', () => {
    expect(lines({ search: 'place city' })).toEqual(['Orders', ' [dimension]', ' Place', '  fine', '   orders_city'])
    expect(lines({ search: 'month' })).toEqual(['Orders', ' [dimension]', ' orders_day', '  orders_day_month'])
    expect(lines({ search: 'nothing' })).toEqual([])
  })
  it('closes a table', () => {
    expect(lines({ toggled: ['table:orders'] })).toEqual(['Orders'])
  })
})
