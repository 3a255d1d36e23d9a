import { describe, expect, it } from 'vitest'
import { shownValue } from './field-change.ts'

describe('shownValue', () => {
  it('leaves text as it is and writes the rest as JSON', () => {
    expect([shownValue('a "b"'), shownValue(null), shownValue(0), shownValue(undefined)]).toEqual(['a "b"', 'null', '0', ''])
  })
})
