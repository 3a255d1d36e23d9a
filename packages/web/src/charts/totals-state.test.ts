import { describe, expect, it } from 'vitest'
import { totalsState } from './totals-state.ts'

const pending = { error: null, data: undefined }
const whole = { error: null, data: { truncated: false } }

describe('what is said of totals', () => {
  it('is nothing while all of them are whole or on their way', () => {
    expect(totalsState([])).toEqual({ areTruncated: false })
    expect(totalsState([pending, whole, { error: null, data: {} }])).toEqual({ areTruncated: false })
  })
  it('names the reason when any of them failed', () => {
    const failure = new Error('The warehouse is gone')
    expect(totalsState([whole, { error: failure, data: undefined }, pending])).toEqual({ failure, areTruncated: false })
  })
  it('is that they were cut when any of them was, also beside a failure', () => {
    const failure = new Error('The warehouse is gone')
    expect(totalsState([whole, { error: null, data: { truncated: true } }])).toEqual({ areTruncated: true })
    expect(totalsState([{ error: failure }, { error: null, data: { truncated: true } }])).toEqual({ failure, areTruncated: true })
  })
})
