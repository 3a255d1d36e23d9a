import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { filterGroupSchema } from './filter-schema.ts'
import { metricQuerySchema } from './metric-query-schema.ts'

const rule = (part: object = {}) => ({ id: 'r', target: { fieldId: 'a_b' }, operator: 'equals', values: ['x'], ...part })
const nested = (depth: number): unknown => JSON.parse(`${'{"id":"g","and":['.repeat(depth)}${JSON.stringify(rule())}${']}'.repeat(depth)}`)
const issuesOf = (dimensions: unknown) =>
  metricQuerySchema.safeParse({ filters: { dimensions } }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('filters over the wire', () => {
  it('are wrong where they are wrong', () => {
    expect(issuesOf({ and: [rule(), { or: [rule({ operator: 'resembles' })] }] })?.[0]).toMatch(/^filters\.dimensions\.and\.1\.or\.0\.operator: Invalid option/)
    expect(issuesOf({ and: [rule({ target: {} })] })?.[0]).toMatch(/^filters\.dimensions\.and\.0\.target\.fieldId: /)
    expect(issuesOf({ and: ['x'] })).toEqual(['filters.dimensions.and.0: A filter is an object'])
    expect(issuesOf({ and: rule() })).toEqual(['filters.dimensions.and: The filters of a group are a list'])
    expect(issuesOf(rule())).toEqual(['filters.dimensions: A filter group has a list named "and" or "or"'])
    expect(issuesOf([])).toEqual(['filters.dimensions: A filter is an object'])
  })
  it('may be left out', () => {
    expect(issuesOf(undefined)).toBeUndefined()
    expect(metricQuerySchema.parse({ filters: {} }).filters).toEqual({})
  })
  it('may be nested, within reason, and never bring the reader down', () => {
    expect(issuesOf(nested(20))).toBeUndefined()
    expect(issuesOf(nested(10_000))?.[0]).toMatch(/nested deeper than 64 groups$/)
  })
  it('can be described to others', () => {
    expect(JSON.stringify(z.toJSONSchema(filterGroupSchema, { io: 'input', unrepresentable: 'any' }))).toContain('"operator"')
  })
})
