import { expect, it } from 'vitest'
import { plainValue } from './plain-value.ts'

it('reads what JSON cannot say, at any depth', () => {
  expect(plainValue({ at: [{ $: 'date', v: 0 }], day: { $: 'day', v: 86_400_000 }, large: { $: 'integer', v: '9007199254740993' } })).toEqual({
    at: ['1970-01-01T00:00:00.000Z'],
    day: '1970-01-02',
    large: '9007199254740993',
  })
  expect(plainValue({ $: 'number', v: 'NaN' })).toBe('NaN')
  expect(plainValue({ $: 'object', v: { $: 'mine', deep: { $: 'date', v: null } } })).toEqual({ $: 'mine', deep: null })
})
