import { describe, expect, it } from 'vitest'
import { isComplete, newRule, operatorsOf, unitsOf, withOperator } from './filter-operators.ts'

describe('filter operators', () => {
  it('offer relative dates first for dates', () => {
    expect(operatorsOf('date')[0]).toBe('inThePast')
    expect(newRule('1', 'orders_date', 'date')).toMatchObject({ operator: 'inThePast', values: [30], settings: { unitOfTime: 'days', completed: true } })
  })
  it('keep values where they make sense', () => {
    const rule = { ...newRule('1', 'orders_status', 'string'), values: ['a', 'b'] }
    expect(withOperator(rule, 'string', 'notEquals').values).toEqual(['a', 'b'])
    expect(withOperator(rule, 'string', 'isNull')).toEqual({ id: '1', target: { fieldId: 'orders_status' }, operator: 'isNull' })
    const number = { ...newRule('2', 'orders_total', 'number'), values: [1, 2] }
    expect(withOperator(number, 'number', 'lessThan').values).toEqual([1])
    expect(withOperator(newRule('3', 'orders_date', 'date'), 'date', 'inBetween')).toMatchObject({ values: [] })
    expect(withOperator(newRule('3', 'orders_date', 'date'), 'date', 'inBetween').settings).toBeUndefined()
  })
  it('know when a rule is complete', () => {
    expect(isComplete(newRule('1', 'a', 'string'), 'string')).toBe(false)
    expect(isComplete({ ...newRule('1', 'a', 'number'), operator: 'inBetween', values: [1] }, 'number')).toBe(false)
    expect(isComplete({ ...newRule('1', 'a', 'number'), operator: 'inBetween', values: [0, 1] }, 'number')).toBe(true)
    expect(isComplete({ ...newRule('1', 'a', 'string'), operator: 'isNull' }, 'string')).toBe(true)
    expect(isComplete({ ...newRule('1', 'a', 'boolean'), values: [false] }, 'boolean')).toBe(true)
  })
  it('have no hours for days', () => {
    expect(unitsOf('date')).not.toContain('hours')
    expect(unitsOf('timestamp')).toContain('hours')
    expect(unitsOf('date')).not.toContain('fiscalYears')
    expect(unitsOf('date', true)).toContain('fiscalYears')
  })
})
