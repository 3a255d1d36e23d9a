import { expect, it } from 'vitest'
import { readTileSorts, withTileSorts, writeTileSorts } from './tile-sorts.ts'

it('orders of tiles go through the address, and go with the last field', () => {
  const one = withTileSorts({}, 'a', [{ fieldId: 'revenue', descending: true }])
  const two = withTileSorts(one, 'b', [{ fieldId: 'country', descending: false }])
  expect(readTileSorts(writeTileSorts(two))).toEqual(two)
  expect(withTileSorts(two, 'a', [])).toEqual({ b: [{ fieldId: 'country', descending: false }] })
  expect(writeTileSorts(withTileSorts(one, 'a', []))).toBe('')
})

it('what is no order is none', () => {
  for (const text of ['', '{', '[]', '{"a":1}', '{"a":[{"fieldId":1}]}']) expect(readTileSorts(text)).toEqual({})
})
