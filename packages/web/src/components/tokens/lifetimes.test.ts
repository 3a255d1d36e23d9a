import { describe, expect, it } from 'vitest'
import { endAfter, lifetimesOf, preferredLifetime, stateOf } from './lifetimes.ts'

describe('lifetimes of tokens', () => {
  it('are those that the organization lets', () => {
    expect(lifetimesOf({ maxDays: null, requiresExpiry: false })).toEqual([7, 30, 90, 365, null])
    expect(lifetimesOf({ maxDays: 365, requiresExpiry: true })).toEqual([7, 30, 90, 365])
    expect(lifetimesOf({ maxDays: 45, requiresExpiry: true })).toEqual([7, 30, 45])
    expect(lifetimesOf({ maxDays: 1, requiresExpiry: true })).toEqual([1])
    expect([preferredLifetime({ maxDays: null, requiresExpiry: false }), preferredLifetime({ maxDays: 45, requiresExpiry: true })]).toEqual([90, 45])
  })

  it('are near their end for a week', () => {
    expect([null, endAfter(8), endAfter(6), endAfter(-1)].map(stateOf)).toEqual(['lasting', 'lasting', 'soon', 'ended'])
  })
})
