import { expect, it } from 'vitest'
import type { Db } from '../../platform/db/db.ts'
import { remembering } from './remembered.ts'

const store = (): Db => ({}) as Db
/** Of about so many characters. */
const thing = (characters: number): { text: string } => ({ text: 'x'.repeat(characters) })

it('gives the very same object, to those of its store', () => {
  const [one, other] = [store(), store()]
  const known = remembering<object>(1000)
  const value = thing(10)
  known.set(one, 'a', value)
  expect(known.get(one, 'a')).toBe(value)
  expect(known.get(other, 'a')).toBeUndefined()
})

it('weighs what it knows: large things leave less place, and what was used longest ago goes first', () => {
  const db = store()
  const known = remembering<object>(1000)
  const left = (): string[] => ['a', 'b', 'c', 'd'].filter((key) => known.get(db, key) !== undefined)
  for (const key of ['a', 'b', 'c']) known.set(db, key, thing(300))
  expect(left()).toEqual(['a', 'b', 'c'])
  known.get(db, 'a')
  known.set(db, 'd', thing(500))
  expect(left()).toEqual(['a', 'd'])
  known.set(db, 'd', thing(10))
  known.set(db, 'b', thing(600))
  expect(left()).toEqual(['a', 'b', 'd'])
  known.set(db, 'c', thing(2000))
  expect(left()).toEqual([])
})
