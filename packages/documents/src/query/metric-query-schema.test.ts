import { describe, expect, it } from 'vitest'
import { filterGroupSchema } from './filter-schema.ts'
import { metricQuerySchema } from './metric-query-schema.ts'

describe('a query over the wire', () => {
  it('is complete with nothing given', () => {
    expect(metricQuerySchema.parse({})).toEqual({ exploreName: '', dimensions: [], metrics: [], filters: {}, sorts: [], limit: 500, tableCalculations: [] })
  })
  it('keeps keys it does not know', () => {
    const query = {
      dimensions: ['a_b'],
      metadata: { hasADateDimension: { label: 'x', name: 'y' } },
      csvLimit: 5,
      sorts: [{ fieldId: 'a_b', descending: true, nullsFirst: true }],
    }
    expect(metricQuerySchema.parse(query)).toMatchObject(query)
  })
  it('reads groups in groups, and settings that are null as none', () => {
    const group = { id: 'g', and: [{ id: 'h', or: [{ id: '1', target: { fieldId: 'a_b' }, operator: 'inThePast', values: [3], settings: null }] }] }
    expect(filterGroupSchema.parse(group)).toEqual({
      id: 'g',
      and: [{ id: 'h', or: [{ id: '1', target: { fieldId: 'a_b' }, operator: 'inThePast', values: [3] }] }],
    })
    expect(filterGroupSchema.parse({ and: [] })).toEqual({ id: 'root', and: [] })
  })
  it('refuses operators, types and numbers that there are none of', () => {
    const filters = (operator: string) => ({ filters: { dimensions: { id: 'g', and: [{ id: '1', target: { fieldId: 'a_b' }, operator }] } } })
    expect(metricQuerySchema.safeParse(filters('equals')).success).toBe(true)
    expect(metricQuerySchema.safeParse(filters('resembles')).success).toBe(false)
    expect(metricQuerySchema.safeParse({ limit: -1 }).success).toBe(false)
    expect(metricQuerySchema.safeParse({ limit: 500.0 }).success).toBe(true)
    expect(metricQuerySchema.safeParse({ additionalMetrics: [{ table: 'a', name: 'b', sql: '1', type: 'guess' }] }).success).toBe(false)
  })
})
