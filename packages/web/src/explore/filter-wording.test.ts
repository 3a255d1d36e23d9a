import type { FilterRule, ItemsMap } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { i18next } from '../i18n/i18n.ts'
import { filterSentence } from './filter-wording.ts'

const field = { table: 'o', tableLabel: 'O', sql: '', compiledSql: '', hidden: false, index: 0, fieldType: 'dimension' } as const
const items: ItemsMap = {
  o_day: { ...field, type: 'date', name: 'day', label: 'Order date', timeInterval: 'DAY' },
  o_status: { ...field, type: 'string', name: 'status', label: 'Status' },
}
const say = (rule: Omit<FilterRule, 'id'>): string => filterSentence({ id: '1', ...rule }, items, i18next.t)

describe('filters as sentences', () => {
  it('tell relative dates', () => {
    expect(say({ target: { fieldId: 'o_day' }, operator: 'inThePast', values: [30], settings: { unitOfTime: 'days', completed: true } })).toBe(
      'Order date in the last 30 complete days',
    )
    expect(say({ target: { fieldId: 'o_day' }, operator: 'inThePast', values: [1], settings: { unitOfTime: 'months' } })).toBe('Order date in the last 1 month')
    expect(say({ target: { fieldId: 'o_day' }, operator: 'inTheCurrent', settings: { unitOfTime: 'years' } })).toBe('Order date in the current year')
  })
  it('tell a few values and how many more', () => {
    expect(say({ target: { fieldId: 'o_status' }, operator: 'equals', values: ['a', 'b', 'c', 'd', 'e'] })).toBe('Status is a, b, c +2')
    expect(say({ target: { fieldId: 'o_status' }, operator: 'isNull' })).toBe('Status is empty')
  })
  it('show what is still to be filled in', () => {
    expect(say({ target: { fieldId: 'o_status' }, operator: 'equals', values: [] })).toBe('Status is …')
    expect(say({ target: { fieldId: 'o_day' }, operator: 'inBetween', values: ['2026-01-31'] })).toBe('Order date is between Jan 31, 2026 and …')
  })
})
