import { describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { compileProject } from '../index.ts'
import type { AdditionalMetric } from '../types/metric-query.ts'
import { addMetric } from './add-metric.ts'

const orders = `version: 2
models:
  - name: orders   # one row per order
    meta:
      primary_key: id
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: amount   # in euros
        meta:
          metrics:
            total: { type: sum }   # what finance counts
      - name: status
`

const metric = (more: Partial<AdditionalMetric>): AdditionalMetric => ({ table: 'orders', name: 'large', type: 'sum', sql: '${TABLE}.amount', ...more })
const added = (more: Partial<AdditionalMetric>, quote?: '"' | "'"): string => {
  const outcome = addMetric(orders, 'orders', metric(more), quote)
  if ('refusal' in outcome) throw new Error(outcome.refusal)
  return outcome.text
}
const newLines = (text: string): string[] => text.split('\n').filter((line) => !orders.split('\n').includes(line))

/** The metric as the model has it once it is read again. */
function compiled(text: string, name = 'large') {
  const catalog = { orders: { id: 'integer', amount: 'integer', status: 'varchar' } }
  const { explores } = compileProject({ files: [{ path: 'orders.yml', text }], catalog, dialect: duckdb })
  const explore = explores.find((one) => one.name === 'orders')
  return explore === undefined || 'errors' in explore ? undefined : explore.tables['orders']?.metrics[name]
}

describe('a metric of a chart in a model file', () => {
  it('stands below its column; every other letter stays', () => {
    const text = added({ baseDimensionName: 'amount', label: 'Large ones' })
    expect(newLines(text)).toEqual(['            large: { type: sum, label: Large ones }'])
    expect(orders.split('\n').every((line) => text.split('\n').includes(line))).toBe(true)
    expect(compiled(text)).toMatchObject({ type: 'sum', label: 'Large ones' })
  })

  it('stands below the model when it is of no column there', () => {
    const text = added({ sql: '${TABLE}.amount * 2', description: 'Twice: as much' })
    expect(compiled(text)).toMatchObject({ type: 'sum', description: 'Twice: as much' })
    expect(compiled(text)?.sql).toContain('amount * 2')
  })

  it('keeps format, percentile and conditions', () => {
    const filters = [
      { id: '1', target: { fieldRef: 'orders.status' }, operator: 'equals' as const, values: ['paid', '> sent'] },
      { id: '2', target: { fieldRef: 'orders.amount' }, operator: 'greaterThan' as const, values: [5] },
      { id: '3', target: { fieldRef: 'orders.status' }, operator: 'notNull' as const, values: [], disabled: true },
    ]
    const formatOptions = { type: 'currency' as const, currency: 'EUR', round: 1 }
    const text = added({ type: 'percentile', percentile: 90, baseDimensionName: 'amount', filters, formatOptions })
    expect(compiled(text)).toMatchObject({
      type: 'percentile',
      percentile: 90,
      formatOptions,
      filters: [
        { target: { fieldRef: 'status' }, operator: 'equals', values: ['paid', '> sent'] },
        { target: { fieldRef: 'amount' }, operator: 'greaterThan', values: [5] },
      ],
    })
  })

  it('is quoted as people there quote', () => {
    expect(added({ label: "it's: large" }, "'")).toContain("'it''s: large'")
    expect(added({ label: "it's: large" })).toContain('"it\'s: large"')
  })

  it.each([
    ['name_taken', orders, { name: 'total' }],
    ['no_such_model', orders.replace('name: orders', 'name: sales'), {}],
    ['unreadable_file', 'models: [', {}],
    ['filter', orders, { filters: [{ id: '1', target: { fieldRef: 'orders.status' }, operator: 'equals' as const, values: [] }] }],
  ])('is refused: %s', (refusal, text, more) => {
    expect(addMetric(text, 'orders', metric(more))).toEqual({ refusal })
  })
})
