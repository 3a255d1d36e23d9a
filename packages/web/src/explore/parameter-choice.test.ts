import { describe, expect, it } from 'vitest'
import { withChoice } from './parameter-choice.ts'

describe('choosing values of parameters', () => {
  it('keeps the others, one value as itself and several as a list', () => {
    expect(withChoice(undefined, 'a', ['x'])).toEqual({ a: 'x' })
    expect(withChoice({ a: 'x', b: 1 }, 'a', ['y', 'z'])).toEqual({ a: ['y', 'z'], b: 1 })
  })
  it('goes back to the default when nothing is left', () => {
    expect(withChoice({ a: 'x', b: 1 }, 'a', [])).toEqual({ b: 1 })
    expect(withChoice({ a: 'x' }, 'a', [])).toBeUndefined()
  })
})
