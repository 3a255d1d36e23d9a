import { expect, it } from 'vitest'
import { WrongInputs } from './types.ts'

it('what is refused is told back as far as anybody reads it', () => {
  const wrong = Array.from({ length: 500 }, (_, place) => ({
    name: `input${place}`,
    type: 'text' as const,
    dataType: 'string' as const,
    value: ['x'.repeat(100_000)],
  }))
  const unknown = Array.from({ length: 500 }, (_, place) => ({ name: 'y'.repeat(100_000 + place), near: [] }))
  const refused = new WrongInputs({ wrong, unknown })
  expect([refused.wrong.length, refused.unknown.length, refused.details.fields?.length]).toEqual([100, 100, 100])
  expect(refused.wrong[0]?.value).toBe(`["${'x'.repeat(998)}…`)
  expect(JSON.stringify(refused).length + refused.message.length).toBeLessThan(250_000)
  expect(refused.message).toMatch(/^These inputs do not take what they were given: input0 \(string\), .* and 490 more/)
  const small = new WrongInputs({ wrong: [{ name: 'a', type: 'number', dataType: 'number', value: { b: [1, undefined] } }], unknown: [] })
  expect(small.wrong[0]?.value).toEqual({ b: [1, undefined] })
  expect(small.message).toBe('These inputs do not take what they were given: a (number).')
})
