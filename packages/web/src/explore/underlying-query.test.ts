import type { Explore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { emptyExploreState } from './explore-state.ts'
import { itemsOfExplore } from './items-of-query.ts'
import { underlyingQuery } from './underlying-query.ts'

const field = { table: 'orders', tableLabel: 'Orders', sql: '', compiledSql: '', hidden: false, index: 0 }
const explore = {
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
      dimensions: {
        id: { ...field, fieldType: 'dimension', type: 'number', name: 'id', label: 'Id' },
        status: { ...field, fieldType: 'dimension', type: 'string', name: 'status', label: 'Status' },
        day: { ...field, fieldType: 'dimension', type: 'date', name: 'day', label: 'Day' },
        day_month: { ...field, fieldType: 'dimension', type: 'date', name: 'day_month', label: 'Month', timeInterval: 'MONTH' },
      },
      metrics: {
        paid: {
          ...field,
          fieldType: 'metric',
          type: 'sum',
          name: 'paid',
          label: 'Paid',
          filters: [{ id: 'x', target: { fieldRef: 'status' }, operator: 'equals', values: ['paid'] }],
        },
        few: { ...field, fieldType: 'metric', type: 'sum', name: 'few', label: 'Few', showUnderlyingValues: ['id', 'orders.status', 'gone'] },
      },
    },
  },
} satisfies Explore as Explore

const cell = (raw: unknown) => ({ value: { raw, formatted: String(raw) } })
const ask = (fieldId: string) => {
  let next = 0
  return underlyingQuery({
    explore,
    query: { ...emptyExploreState('orders').metricQuery, dimensions: ['orders_day_month', 'orders_status'], metrics: [fieldId] },
    items: itemsOfExplore(explore),
    row: { orders_day_month: cell('2026-03-01T00:00:00Z'), orders_status: cell(null), [fieldId]: cell(5) },
    fieldId,
    newId: () => `id${(next += 1)}`,
  })
}

describe('the rows behind a number', () => {
  it('are those of the clicked row, nulls included, that the metric counts', () => {
    const { filters } = ask('orders_paid')
    expect(filters.dimensions).toMatchObject({
      and: [
        { target: { fieldId: 'orders_day_month' }, operator: 'equals', values: ['2026-03-01T00:00:00Z'] },
        { target: { fieldId: 'orders_status' }, operator: 'isNull' },
        { target: { fieldId: 'orders_status' }, operator: 'equals', values: ['paid'] },
      ],
    })
  })
  it('show what the metric declares, as far as it exists', () => {
    expect(ask('orders_few').dimensions).toEqual(['orders_id', 'orders_status'])
  })
  it('show the table’s dimensions otherwise, without cuts of dates', () => {
    expect(ask('orders_paid').dimensions).toEqual(['orders_id', 'orders_status', 'orders_day'])
  })
})
