import type { MetricQuery } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { bindFilters, filterVariablesIn } from './bind-filters.ts'

const query = (operator: string, values: unknown[]): MetricQuery =>
  ({
    exploreName: 'orders',
    dimensions: [],
    metrics: [],
    sorts: [],
    limit: 10,
    tableCalculations: [],
    filters: { dimensions: { id: 'g', and: [{ id: 'o', or: [{ id: 'r', target: { fieldId: 'orders_status' }, operator, values }] }] } },
  }) as unknown as MetricQuery
const rule = (bound: MetricQuery): unknown => (bound.filters.dimensions as unknown as { and: { or: unknown[] }[] }).and[0]?.or[0]

describe('variables in filters', () => {
  it('are found at any depth', () => {
    expect(filterVariablesIn(query('equals', ['{variables.a}', 'x', '{ variables.b }', '{variables.a}']))).toEqual(['a', 'b'])
  })

  it('become their values, a list all of them', () => {
    const values = new Map([
      ['a', { type: 'string', value: 'new' } as const],
      ['b', [{ type: 'number', value: 1 } as const, { type: 'string', value: '{variables.a}' } as const]],
    ])
    expect(rule(bindFilters(query('equals', ['{variables.a}', '{variables.b}', 'x']), values))).toMatchObject({ values: ['new', 1, '{variables.a}', 'x'] })
  })

  it('ask for rows without a value when they are null', () => {
    expect(rule(bindFilters(query('equals', ['{variables.a}']), new Map([['a', null]])))).toMatchObject({ operator: 'isNull', values: [] })
    expect(rule(bindFilters(query('notEquals', ['{variables.a}']), new Map([['a', null]])))).toMatchObject({ operator: 'notNull', values: [] })
  })

  it('never leave a rule that lets everything through', () => {
    expect(() => bindFilters(query('equals', ['{variables.a}']), new Map([['a', []]]))).toThrow(/Variable a needs a value/)
    expect(() => bindFilters(query('greaterThan', ['{variables.a}']), new Map([['a', null]]))).toThrow(/Variable a needs a value/)
  })
})
