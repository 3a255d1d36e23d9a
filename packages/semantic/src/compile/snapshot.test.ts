import { describe, expect, it } from 'vitest'
import { compileFiles } from '../../golden/compile-models.ts'
import { exploresOf, snapshotOf } from './snapshot.ts'

const { explores } = compileFiles({
  'a.yml': `models:
  - name: orders
    meta:
      joins:
        - {join: customers, sql_on: "\${orders.customer_id} = \${customers.id}"}
        - {join: nowhere, sql_on: "1 = 1"}
    columns: [{name: id}]
  - name: baskets
    meta: {joins: [{join: customers, sql_on: "\${baskets.customer_id} = \${customers.id}"}]}
    columns: [{name: customer_id}]
  - name: customers
    columns: [{name: id, meta: {metrics: {people: {type: count}}}}]
`,
})

describe('a snapshot of explores', () => {
  it('gives them back as they were, broken ones too', () => {
    expect(explores.some((explore) => 'errors' in explore)).toBe(true)
    expect(exploresOf(JSON.parse(JSON.stringify(snapshotOf(explores))))).toEqual(explores)
  })
  it('holds a table that several explores join once', () => {
    const { tables } = snapshotOf(explores)
    expect(tables.map(({ name }) => name).toSorted()).toEqual(['baskets', 'customers'])
  })
  it('says when a table is missing', () => {
    expect(() => exploresOf({ ...snapshotOf(explores), tables: [] })).toThrow('missing')
  })
})
