import { compileProject, duckdb, isExploreError } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { modelLineage, reach } from './model-lineage.ts'

const text = `models:
  - name: orders
    meta:
      primary_key: id
      joins:
        - {join: customers, alias: buyers, sql_on: "\${orders.customer} = \${buyers.id}", relationship: many-to-one}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: customer}
      - {name: amount, meta: {dimension: {type: number}, metrics: {revenue: {type: sum}}}}
      - {name: placed_at, meta: {dimension: {type: date, time_intervals: [DAY, MONTH]}}}
      - {name: big, meta: {dimension: {type: boolean, sql: "\${amount} > \${ld.parameters.least}"}}}
      - {name: year, meta: {dimension: {type: string, sql: "strftime(\${placed_at_month}, '%Y') || \${TABLE}.\\"odd name\\""}}}
`
const metrics = `models:
  - name: customers
    meta: {primary_key: id, metrics: {average: {type: number, sql: "\${people} / 2"}}}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {people: {type: count_distinct}}}}
      - {name: city}
`
const { explores, problems } = compileProject({
  files: [
    { path: 'orders.yml', text },
    { path: 'customers.yml', text: metrics },
    { path: 'lightdash.config.yml', text: 'parameters: {least: {label: Least, type: number, default: 1}}' },
  ],
  catalog: {
    orders: { id: 'BIGINT', customer: 'BIGINT', amount: 'DOUBLE', placed_at: 'DATE', big: 'BOOLEAN', year: 'VARCHAR' },
    customers: { id: 'BIGINT', city: 'VARCHAR' },
  },
  dialect: duckdb,
})
const lineage = modelLineage(explores.flatMap((explore) => (isExploreError(explore) ? [] : [explore])))
const sorted = (ids: Iterable<string>): string[] => [...ids].toSorted((a, b) => a.localeCompare(b, 'en'))

describe('what fields are made of', () => {
  it('comes from models without an error', () => expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]))
  it('is columns and other fields, all the way up', () => {
    expect(sorted(reach(['field:orders_revenue'], lineage.up))).toEqual(expect.arrayContaining(['field:orders_revenue']))
    expect([...reach(['field:orders_revenue'], lineage.up)].some((id) => id.endsWith('orders.amount'))).toBe(true)
    expect(sorted(reach(['field:customers_average'], lineage.up)).filter((id) => id.startsWith('field:'))).toEqual([
      'field:customers_average',
      'field:customers_people',
    ])
  })
  it('takes an interval for its date, and no parameter for a field', () => {
    const up = sorted(reach(['field:orders_year'], lineage.up))
    expect(up.filter((id) => id.startsWith('field:'))).toEqual(['field:orders_placed_at', 'field:orders_year'])
    expect(up.filter((id) => id.startsWith('column:')).map((id) => id.split('.').at(-1))).toEqual(['odd name', 'placed_at'])
    expect(sorted(lineage.up.get('field:orders_big') ?? [])).toEqual(['field:orders_amount'])
  })
  it('is walked down as well', () => {
    const column = [...lineage.nodes.keys()].find((id) => id.startsWith('column:') && id.endsWith('orders.amount'))
    expect(sorted(reach([column ?? ''], lineage.down)).filter((id) => id.startsWith('field:'))).toEqual([
      'field:orders_amount',
      'field:orders_big',
      'field:orders_revenue',
    ])
  })
  it('knows fields by the alias of a join and intervals by their date', () => {
    expect(lineage.nodeOf('buyers_city')).toBe('field:customers_city')
    expect(lineage.nodeOf('orders_placed_at_month')).toBe('field:orders_placed_at')
    expect(lineage.nodeOf('gone_field')).toBe('field:gone_field')
  })
})
