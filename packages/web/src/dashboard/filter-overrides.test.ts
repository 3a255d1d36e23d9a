import { describe, expect, it } from 'vitest'
import { effectiveFilters, missingFilters } from './effective-filters.ts'
import { applyOverrides, encodeOverrides, overriddenIds } from './filter-overrides.ts'

const rule = (id: string, values: unknown[] = []) => ({ id, target: { fieldId: 'orders_status', tableName: 'orders' }, operator: 'equals' as const, values })
const filters = (...dimensions: ReturnType<typeof rule>[]) => ({ dimensions, metrics: [], tableCalculations: [] })
const saved = filters(rule('a', ['paid']), rule('b'))

describe('a viewer’s own filters', () => {
  it('survive the way through the address: changed, added and removed', () => {
    const current = filters(rule('a', ['refunded']), rule('c', ['x']))
    expect(applyOverrides(saved, encodeOverrides(saved, current))).toEqual(current)
  })

  it('leave no trace in the address when everything is as saved', () => {
    expect(encodeOverrides(saved, structuredClone(saved))).toBe('')
  })

  it('leave no trace when they are taken back, though they are written down otherwise', () => {
    const empty = { ...rule('a'), disabled: true, tileTargets: {} }
    const { disabled: _, tileTargets: __, ...filled } = { ...empty, values: ['x'] }
    expect(encodeOverrides(filters(empty), filters({ ...filled, values: [], disabled: true } as never))).toBe('')
  })

  it('are ignored when the address is damaged', () => {
    expect(applyOverrides(saved, '[{"id":')).toBe(saved)
    expect(applyOverrides(saved, '{"a":1}')).toBe(saved)
  })

  it('change no locked filter', () => {
    const locked = filters({ ...rule('a', ['paid']), locked: true } as never, rule('b'))
    const current = filters(rule('a', ['refunded']), rule('b', ['x']))
    expect(applyOverrides(locked, encodeOverrides(locked, current)).dimensions.map(({ values }) => values)).toEqual([['paid'], ['x']])
    expect(applyOverrides(locked, '[{"removed":"a"}]').dimensions).toHaveLength(2)
  })

  it('are known by their ids', () => {
    expect([...overriddenIds(saved, filters(rule('a', ['refunded']), rule('b')))]).toEqual(['a'])
  })
})

describe('filters as they are asked', () => {
  it('are off while they have no value', () => {
    expect(effectiveFilters(saved, {}).dimensions.map(({ disabled }) => disabled === true)).toEqual([false, true])
  })

  it('hold tiles back while a required one is empty', () => {
    expect(missingFilters(filters({ ...rule('a'), required: true } as never), {})).toHaveLength(1)
    expect(missingFilters(filters({ ...rule('a', ['x']), required: true } as never), {})).toHaveLength(0)
  })

  it('hold tiles back while none of a group has a value', () => {
    const of = (group: string, id: string, values: unknown[] = []) => ({ ...rule(id, values), oneOf: group }) as never
    const ids = (given: ReturnType<typeof filters>): string[][] => missingFilters(given, {}).map((rules) => rules.map(({ id }) => id))
    expect(ids(filters(of('g', 'a'), of('g', 'b'), of('h', 'c', ['x']), of('h', 'd')))).toEqual([['a', 'b']])
    expect(ids(filters(of('g', 'a'), of('g', 'b', ['x'])))).toEqual([])
    expect(ids(filters({ ...rule('e'), required: true } as never, of('g', 'a')))).toEqual([['e'], ['a']])
  })
})
