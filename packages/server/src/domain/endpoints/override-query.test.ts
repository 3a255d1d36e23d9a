import type { EndpointQuery } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { overriddenQuery } from './override-query.ts'

const insight = (more: object = {}): EndpointQuery => ({ kind: 'insight', insight: { kind: 'TrendsQuery', interval: 'day', ...more } })
const sql: EndpointQuery = { kind: 'sql', sql: 'SELECT 1', variables: [] }

describe('what a caller wants to be asked instead', () => {
  it('is refused where a question has variables', () => {
    expect(overriddenQuery(sql, {})).toBe(sql)
    expect(() => overriddenQuery(sql, { filters: { date_from: '-7d' } })).toThrow('Not allowed for HogQL endpoints')
    expect(() => overriddenQuery(sql, { query: { query: 'DROP TABLE x' } })).toThrow('not supported for HogQL queries')
  })

  it('replaces keys of a question about events, never its kind', () => {
    expect(overriddenQuery(insight(), { query: { interval: 'week' } })).toEqual(insight({ interval: 'week' }))
    expect(overriddenQuery(insight(), { query: { kind: 'TrendsQuery' } })).toEqual(insight())
    expect(() => overriddenQuery(insight(), { query: { kind: 'HogQLQuery', query: 'SELECT 1' } })).toThrow('stays so')
  })

  it('sets the time range and adds conditions; those that there are stay', () => {
    expect(overriddenQuery(insight({ dateRange: { date_from: '-30d', explicitDate: true } }), { filters: { date_from: '-7d' } })).toEqual(
      insight({ dateRange: { date_from: '-7d', explicitDate: true } }),
    )
    const [a, b] = [{ key: 'a' }, { key: 'b' }]
    expect(overriddenQuery(insight({ properties: [a] }), { filters: { properties: [b] } })).toEqual(insight({ properties: [a, b] }))
    expect(overriddenQuery(insight({ properties: { type: 'OR', values: [a] } }), { filters: { properties: [b] } })).toEqual(
      insight({
        properties: {
          type: 'AND',
          values: [
            { type: 'OR', values: [a] },
            { type: 'AND', values: [b] },
          ],
        },
      }),
    )
    expect(() => overriddenQuery(insight(), { filters: { breakdown: 'x' } })).toThrow('not breakdown')
  })
})
