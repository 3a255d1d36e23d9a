import type { FilterRule, ItemsMap, MetricQuery } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { closedQuery, openableRules, openQuery } from './open-filters.ts'

const item = (name: string, type: string): ItemsMap => ({ [`orders_${name}`]: { fieldType: 'dimension', name, table: 'orders', label: name, type } as never })
const items: ItemsMap = { ...item('status', 'string'), ...item('size', 'number'), ...item('placed', 'date') }
const rule = (id: string, name: string, operator: FilterRule['operator'], values: unknown[]): FilterRule => ({
  id,
  target: { fieldId: `orders_${name}` },
  operator,
  values,
})
const query: MetricQuery = {
  exploreName: 'orders',
  dimensions: ['orders_status'],
  metrics: [],
  sorts: [],
  limit: 10,
  tableCalculations: [],
  filters: {
    dimensions: {
      id: 'root',
      and: [
        rule('a', 'status', 'equals', ['paid']),
        { id: 'any', or: [rule('b', 'status', 'equals', ['x', 'y']), rule('c', 'size', 'inBetween', [1, 5])] },
        rule('d', 'placed', 'inThePast', [3]),
        rule('e', 'status', 'isNull', []),
        rule('f', 'placed', 'greaterThan', ['2026-01-01']),
      ],
    },
  },
}

describe('filters that callers of an endpoint say', () => {
  it('are those with values of their own', () => {
    expect(openableRules(query, items).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'f'])
  })

  it('become variables of their type, with the values of now when nothing is said', () => {
    const { query: opened, variables } = openQuery(query, { a: 'status', b: 'others', c: 'size', f: 'since' }, items)
    expect(variables).toEqual([
      { name: 'status', type: 'string', value: 'paid' },
      { name: 'others', type: 'list', value: ['x', 'y'] },
      { name: 'size_from', type: 'number', value: 1 },
      { name: 'size_to', type: 'number', value: 5 },
      { name: 'since', type: 'date', value: '2026-01-01' },
    ])
    expect(JSON.stringify(opened.filters)).toContain('"values":["{variables.size_from}","{variables.size_to}"]')
    expect(openQuery(query, {}, items)).toEqual({ query, variables: [] })
  })

  it('come back as they were', () => {
    const open = { a: 'status', b: 'others', c: 'size', f: 'since' }
    const { query: opened, variables } = openQuery(query, open, items)
    const known = variables.map(({ name, type, value }) => ({ id: name, name, type, value: value ?? null, isNull: false }))
    expect(closedQuery(opened, known)).toEqual({ query, open })
  })

  it('have no value where callers have to say one, and stay as written where they were written otherwise', () => {
    const written = {
      ...query,
      filters: { dimensions: { id: 'r', and: [rule('a', 'status', 'equals', ['{variables.s}']), rule('b', 'status', 'equals', ['{variables.s}', 'x'])] } },
    }
    expect(closedQuery(written, [{ id: '1', name: 's', type: 'string', value: null, isNull: false }])).toEqual({
      query: {
        ...written,
        filters: { dimensions: { id: 'r', and: [rule('a', 'status', 'equals', []), rule('b', 'status', 'equals', ['{variables.s}', 'x'])] } },
      },
      open: { a: 's' },
    })
  })
})
