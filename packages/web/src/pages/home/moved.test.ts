import { expect, it } from 'vitest'
import { moved } from './moved.ts'

it('moves one item, up or down, and keeps the others in order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c'])
})

it('answers the list itself where nothing can move', () => {
  const items = ['a', 'b']
  for (const [from, to] of [
    [0, 0],
    [0, -1],
    [1, 2],
    [5, 0],
  ] as const)
    expect(moved(items, from, to)).toBe(items)
})
