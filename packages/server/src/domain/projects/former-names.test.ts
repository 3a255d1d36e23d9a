import type { Explore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { withNamesOfBefore, type FieldRename } from './former-names.ts'
import type { ProjectModel } from './types.ts'

const field = (fieldType: 'dimension' | 'metric', name: string, more: object = {}): object => ({ fieldType, name, hidden: false, ...more })
const explore = {
  name: 'orders',
  tables: {
    orders: {
      name: 'orders',
      dimensions: {
        placed: field('dimension', 'placed'),
        placed_day: field('dimension', 'placed_day', { timeIntervalBaseDimensionName: 'placed' }),
      },
      metrics: { total: field('metric', 'total'), count: field('metric', 'count') },
    },
  },
} as unknown as Explore
const model = { revision: 'r', explores: new Map([['orders', explore]]) } as unknown as ProjectModel
const rename = (from: string, to: string, only: string | null = null): FieldRename => ({ from, to, explore: only })

const named = (...renames: FieldRename[]): Record<string, string | undefined> => {
  const { tables } = withNamesOfBefore(model, renames)!.explores.get('orders') as Explore
  const { dimensions, metrics } = tables['orders']!
  return Object.fromEntries([...Object.values(dimensions), ...Object.values(metrics)].map(({ name, renamedTo }) => [name, renamedTo]))
}
const plain = { placed: undefined, placed_day: undefined, total: undefined, count: undefined }

describe('names of before', () => {
  it('lead to what they are called now, dates with the intervals that they are cut to', () => {
    expect(named(rename('orders_revenue', 'orders_total'))).toEqual({ ...plain, revenue: 'orders_total' })
    expect(named(rename('orders_created', 'orders_placed'))).toEqual({ ...plain, created: 'orders_placed', created_day: 'orders_placed_day' })
  })

  it('lead on where a name was changed more than once, and end where it is back', () => {
    expect(named(rename('orders_a', 'orders_b'), rename('orders_b', 'orders_total'))).toEqual({ ...plain, a: 'orders_total', b: 'orders_total' })
    expect(named(rename('orders_total', 'orders_b'), rename('orders_b', 'orders_total'))).toEqual({ ...plain, b: 'orders_total' })
  })

  it('take no name that is in use, and none of another table or explore', () => {
    expect(named(rename('orders_count', 'orders_total'))).toEqual(plain)
    expect(named(rename('sales_total', 'orders_total'))).toEqual(plain)
    expect(named(rename('orders_revenue', 'orders_total', 'stock'))).toEqual(plain)
    expect(named(rename('orders_revenue', 'orders_gone'))).toEqual(plain)
  })

  it('make another model, whose answers are kept apart', () => {
    expect(withNamesOfBefore(model, [])).toBe(model)
    expect(withNamesOfBefore(model, [rename('orders_revenue', 'orders_total')])?.revision).not.toBe('r')
  })
})
