import { expect, it } from 'vitest'
import { profileOf } from './profile-of.ts'

it('counts, bounds and most frequent values of a column', () => {
  expect(profileOf([3, null, 10, 3, '20'], true)).toEqual({
    count: 5,
    missing: 1,
    distinct: 3,
    least: 3,
    most: '20',
    mean: 9,
    frequent: [
      { value: 3, count: 2 },
      { value: 10, count: 1 },
      { value: '20', count: 1 },
    ],
  })
  expect(profileOf(['b', 'a', 'b'], false)).toMatchObject({ least: 'a', most: 'b', mean: null, distinct: 2 })
  expect(profileOf([null], true)).toMatchObject({ count: 1, missing: 1, least: null, most: null, mean: null, frequent: [] })
})
