import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { compileMemory } from '../compile/compile-project.ts'

const models = 'models:\n  - name: orders\n    columns:\n      - {name: amount}\n      - {name: placed_at}\n'
const catalogOf = (amount: string): string =>
  JSON.stringify({
    metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json' },
    nodes: {
      'model.shop.orders': {
        metadata: { type: 'BASE TABLE', schema: 'marts', name: 'ORDERS' },
        columns: { AMOUNT: { type: amount, index: 1, name: 'AMOUNT' }, PLACED_AT: { type: 'TIMESTAMP', index: 2, name: 'PLACED_AT' } },
      },
    },
    sources: {},
    errors: null,
  })
const typesOf = (files: Record<string, string>, options: Parameters<typeof compileFiles>[1] = {}): (string | undefined)[] => {
  const { dimensions } = baseOf(exploreNamed(compileFiles(files, options), 'orders'))
  return ['amount', 'placed_at'].map((name) => dimensions[name]?.type)
}

describe('the catalog that dbt writes', () => {
  it('gives columns their types, letter case aside', () => {
    expect(typesOf({ 'models/orders.yml': models })).toEqual(['string', 'string'])
    expect(typesOf({ 'models/orders.yml': models, 'target/catalog.json': catalogOf('NUMERIC') })).toEqual(['number', 'timestamp'])
  })

  it('is believed only of tables that the warehouse does not tell of', () => {
    const catalog = { orders: { amount: 'BOOLEAN', placed_at: 'DATE' } }
    expect(typesOf({ 'models/orders.yml': models, 'target/catalog.json': catalogOf('NUMERIC') }, { catalog })).toEqual(['boolean', 'date'])
  })

  it('is read anew when it changes', () => {
    const memory = compileMemory()
    const project = (amount: string) =>
      exploreNamed(compileFiles({ 'models/orders.yml': models, 'target/catalog.json': catalogOf(amount) }, {}, memory), 'orders')
    expect(baseOf(project('NUMERIC')).dimensions['amount']?.type).toBe('number')
    expect(baseOf(project('BOOLEAN')).dimensions['amount']?.type).toBe('boolean')
  })

  it.each(['{', '[]', '{"nodes": 1}'])('that says %s is reported, and the models work', (text) => {
    const project = compileFiles({ 'models/orders.yml': models, 'target/catalog.json': text })
    expect(lines(project)).toEqual(['target/catalog.json:1 warning catalog.unreadable'])
    expect(exploreNamed(project, 'orders').name).toBe('orders')
  })
})
