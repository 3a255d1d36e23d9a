import { describe, expect, it } from 'vitest'
import { foldText, rankMatch, ranks, wantedOf } from './rank-match.ts'

const rank = (wanted: string, name: string, description = '') => rankMatch(wantedOf(wanted), { names: [foldText(name)], description: foldText(description) })

describe('how well something matches', () => {
  it.each([
    ['revenue', 'Revenue', '', 'exact'],
    ['rev', 'Revenue by month', '', 'prefix'],
    ['mon', 'Revenue by month', '', 'word'],
    ['month rev', 'Revenue by month', '', 'word'],
    ['venue', 'Revenue by month', '', 'part'],
    ['discount', 'Revenue', 'Before any discounts', 'description'],
    ['revenue discount', 'Revenue', 'Before any discounts', 'description'],
    ['scount', 'Revenue', 'Before any discounts', null],
    ['revneue', 'Revenue by month', '', 'near'],
    ['custmer', 'Customers', '', 'near'],
    ['tax', 'Max', '', null],
    ['report 2024', 'Report 2023', '', null],
    ['profit', 'Revenue', '', null],
    ['creme brulee', 'Crème BRÛLÉE', '', 'exact'],
    ['مبيعات', 'تقرير مبيعات', '', 'word'],
    ['🚀', 'Launch 🚀', '', 'part'],
    ['100%', 'Growth 100%', '', 'word'],
    ['', 'Anything', '', 'part'],
  ])('%j finds %j (%j): %s', (wanted, name, description, expected) => expect(rank(wanted, name, description)).toBe(expected))

  it('puts whole names first, then beginnings, words, parts, descriptions and slips', () => {
    const found = ['reveneu', 'Gross revenue', 'Prerevenue', 'Revenue', 'Revenue by month'].map((name) => [name, rank('revenue', name)] as const)
    const sorted = found.toSorted(([, a], [, b]) => ranks.indexOf(a ?? 'near') - ranks.indexOf(b ?? 'near')).map(([name]) => name)
    expect(sorted).toEqual(['Revenue', 'Revenue by month', 'Gross revenue', 'Prerevenue', 'reveneu'])
  })

  it('counts every way in which a thing may be called', () => {
    expect(rankMatch(wantedOf('orders_revenue'), { names: ['revenue', 'orders_revenue'], description: '' })).toBe('exact')
  })
})
