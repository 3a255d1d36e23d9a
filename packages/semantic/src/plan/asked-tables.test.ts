import { describe, expect, it } from 'vitest'
import { explore, join, table } from '../../golden/build-explore.ts'
import { and, compile, rule } from '../../golden/compile.ts'

const orders = explore(
  [
    table('orders', { primaryKey: ['id'], dimensions: { id: 'number', customer_id: 'number' }, metrics: { count: ['count', '${TABLE}.id'] } }),
    table('customers', {
      primaryKey: ['id'],
      dimensions: { id: 'number', region_id: 'number', name: 'string', level: { type: 'string', sql: "COALESCE(${TABLE}.level, 'none')" } },
    }),
    table('regions', { primaryKey: ['id'], dimensions: { id: 'number', label: 'string' } }),
  ],
  [
    join('customers', '${orders.customer_id} = ${customers.id}', { relationship: 'many-to-one' }),
    join('regions', '${customers.region_id} = ${regions.id}', { relationship: 'many-to-one' }),
  ],
)
const joins = (filters: Parameters<typeof and>): string[] => {
  const { sql } = compile(orders, { dimensions: ['regions_label'], metrics: ['orders_count'], filters: { dimensions: and(...filters) } })
  return [...sql.matchAll(/(INNER|LEFT OUTER) JOIN \S+ AS "(\w+)"/g)].map(([, type, name]) => `${type} ${name}`)
}

describe('a joined table is joined inner', () => {
  it('when a filter asks for a value of it, with the tables between', () => {
    expect(joins([rule('regions_label', 'equals', ['North'])])).toEqual(['INNER customers', 'INNER regions'])
    expect(joins([rule('customers_name', 'include', ['a'])])).toEqual(['INNER customers', 'LEFT OUTER regions'])
  })

  it('and not when a missing row may pass', () => {
    const left = ['LEFT OUTER customers', 'LEFT OUTER regions']
    expect(joins([])).toEqual(left)
    expect(joins([rule('regions_label', 'isNull')])).toEqual(left)
    expect(joins([rule('regions_label', 'notEquals', ['North'])])).toEqual(left)
    expect(joins([rule('regions_label', 'equals', [])])).toEqual(left)
    expect(joins([rule('customers_level', 'equals', ['none'])])).toEqual(left)
    expect(joins([{ ...rule('regions_label', 'equals', ['North']), disabled: true }])).toEqual(left)
    expect(joins([{ id: 'or', or: [rule('regions_label', 'equals', ['North']), rule('orders_id', 'equals', [1])] }])).toEqual(left)
  })
})
