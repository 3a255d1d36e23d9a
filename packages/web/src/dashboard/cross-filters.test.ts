import { filtersForTile } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { readCrossFilters, withClick, withCrossFilters, writeCrossFilters, type ClickedValue } from './cross-filters.ts'

const status = (value: unknown, tileUuid = 'a'): ClickedValue => ({ fieldId: 'orders_status', tableName: 'orders', tileUuid, value })
const country: ClickedValue = { fieldId: 'customers_country', tableName: 'customers', tileUuid: 'b', value: 'DE' }
const alone = { add: false, isExcluded: false }
const adding = { add: true, isExcluded: false }

describe('clicked values', () => {
  it('take the place of others, and go when they are clicked again', () => {
    const once = withClick(withClick([], [country], alone), [status('paid')], alone)
    expect(once).toEqual([{ fieldId: 'orders_status', tableName: 'orders', tileUuid: 'a', values: ['paid'], isExcluded: false }])
    expect(withClick(once, [status('paid')], alone)).toEqual([])
  })

  it('join others when added, value by value', () => {
    const two = withClick(withClick([], [country], alone), [status('paid')], adding)
    expect(two.map(({ values }) => values)).toEqual([['DE'], ['paid']])
    const three = withClick(two, [status('open')], adding)
    expect(three.map(({ values }) => values)).toEqual([['DE'], ['paid', 'open']])
    const back = withClick(three, [status('paid')], adding)
    expect(back.map(({ values }) => values)).toEqual([['DE'], ['open']])
    expect(withClick(back, [status('open')], adding).map(({ values }) => values)).toEqual([['DE']])
  })

  it('without a value ask whether the field is empty, by themselves', () => {
    const empty = withClick(withClick([], [status('paid')], alone), [status(null)], adding)
    expect(withCrossFilters({ dimensions: [], metrics: [], tableCalculations: [] }, empty).dimensions).toMatchObject([{ operator: 'isNull', values: [] }])
    expect(withClick(empty, [status('paid')], adding).map(({ values }) => values)).toEqual([['paid']])
  })

  it('reach other tiles and not the one that was clicked', () => {
    const cross = withClick([], [status('paid')], { add: false, isExcluded: true })
    const filters = withCrossFilters({ dimensions: [], metrics: [], tableCalculations: [] }, cross)
    expect(filtersForTile(filters, 'b', ['orders']).applied.dimensions).toMatchObject([{ operator: 'notEquals', values: ['paid'] }])
    expect(filtersForTile(filters, 'a', ['orders']).applied.dimensions).toEqual([])
    expect(filtersForTile(filters, 'b', ['payments']).applied.dimensions).toEqual([])
  })

  it('survive the way through the address, and what is no filter is none', () => {
    const cross = withClick(withClick([], [country], alone), [status(null)], { add: true, isExcluded: true })
    expect(readCrossFilters(writeCrossFilters(cross))).toEqual(cross)
    expect(writeCrossFilters([])).toBe('')
    for (const text of ['', '{', '[]', '[{"field":"a"}]', '{"field":"a"}', '[{"field":"a","table":"b","tile":"c","values":[]}]'])
      expect(readCrossFilters(text)).toEqual([])
  })
})
