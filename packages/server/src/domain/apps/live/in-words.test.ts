import { expect, it } from 'vitest'
import { inWords } from './in-words.ts'

it('has no list longer than it may be, leaves nothing out, and keeps the order', () => {
  const things = Array.from({ length: 50 }, (_, n) => 'ü'.repeat(n))
  const words = inWords(things, 300)
  expect(words.flat()).toEqual(things)
  for (const word of words) expect(Buffer.byteLength(JSON.stringify(word))).toBeLessThanOrEqual(301)
  expect(words.length).toBeLessThan(15)
})

it('gives what is too long by itself a list of its own', () => {
  expect(inWords(['a', 'b'.repeat(20), 'c'], 10)).toEqual([['a'], ['b'.repeat(20)], ['c']])
  expect(inWords([], 10)).toEqual([])
})
