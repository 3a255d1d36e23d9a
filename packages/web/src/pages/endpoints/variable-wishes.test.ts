import { describe, expect, it } from 'vitest'
import { givenValue, valueText, wishesFor } from './variable-wishes.ts'

describe('variables of the SQL of an endpoint', () => {
  it('are those that it mentions, with what was said of them', () => {
    const known = [{ id: '1', name: 'a', type: 'number' as const, value: 5, isNull: false }]
    expect(wishesFor('SELECT {variables.a}, {variables.b}, {variables.c}', { b: { name: 'b', type: 'date', value: '2026-01-01' } }, known)).toEqual([
      { name: 'a', type: 'number', value: '5' },
      { name: 'b', type: 'date', value: '2026-01-01' },
      { name: 'c', type: 'string', value: '' },
    ])
  })

  it('have values as text, and lists one for each comma', () => {
    expect([valueText(null), valueText(['a', 1]), valueText(false)]).toEqual(['', 'a, 1', 'false'])
    expect(givenValue('list', 'a, b')).toEqual(['a', 'b'])
    expect(givenValue('string', 'a, b')).toBe('a, b')
  })
})
