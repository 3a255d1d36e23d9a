import type { DashboardFilterRule } from '@atrium/documents'
import type { CompiledDimension } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { reachOf, targetFor, withTileTarget } from './filter-targets.ts'

const field = (table: string, name: string, type = 'string'): CompiledDimension =>
  ({ fieldType: 'dimension', table, tableLabel: table, name, label: name, type, sql: '', compiledSql: '', tablesReferences: [], hidden: false }) as never
const rule: DashboardFilterRule = { id: 'f', target: { fieldId: 'orders_country', tableName: 'orders' }, operator: 'equals', values: ['x'] }
const orders = [field('orders', 'country'), field('orders', 'amount', 'number'), field('orders', 'status')]
const visits = [field('visits', 'status'), field('visits', 'country')]

describe('a filter and a tile', () => {
  it('meet by the filter’s own field, unless the tile knows another table only', () => {
    expect(reachOf(rule, 't', orders, 'string')).toMatchObject({ how: 'own', fieldId: 'orders_country' })
    expect(reachOf(rule, 't', visits, 'string')).toMatchObject({ how: 'other_table', fieldId: null })
    expect(reachOf({ ...rule, disabled: true }, 't', orders, 'string').how).toBe('own')
  })

  it('offer only fields of the filter’s kind; days and times are one', () => {
    expect(reachOf(rule, 't', orders, 'string').fields.map(({ name }) => name)).toEqual(['country', 'status'])
    const dates = [field('orders', 'day', 'date'), field('orders', 'at', 'timestamp')]
    expect(reachOf(rule, 't', dates, 'date').fields).toHaveLength(2)
  })

  it('are parted, and meet again by a field of the same name', () => {
    const off = withTileTarget(rule, 't', false)
    expect(off.tileTargets).toEqual({ t: false })
    expect(reachOf(off, 't', orders, 'string').how).toBe('off')
    const target = targetFor(rule, { fields: visits })
    expect(target).toEqual({ fieldId: 'visits_country', tableName: 'visits' })
    const mapped = withTileTarget(off, 't', target ?? false)
    expect(reachOf(mapped, 't', visits, 'string')).toMatchObject({ how: 'mapped', fieldId: 'visits_country' })
    expect(targetFor(rule, { fields: [] })).toBeNull()
  })

  it('write nothing down for the filter’s own field', () => {
    const again = withTileTarget(withTileTarget(rule, 't', false), 't', targetFor(rule, { fields: orders }) ?? false)
    expect(again.tileTargets).toEqual({})
  })
})
