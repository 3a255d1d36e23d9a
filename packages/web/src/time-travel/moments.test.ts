import { describe, expect, it } from 'vitest'
import { asLocalInput, fromLocalInput } from './moments.ts'
import { readAsOf } from './use-as-of.ts'

describe('a moment to go back to', () => {
  it('comes back from its input to the minute', () => {
    const moment = new Date(2026, 0, 9, 7, 5, 59)
    expect(asLocalInput(moment)).toBe('2026-01-09T07:05')
    expect(fromLocalInput('2026-01-09T07:05', moment)).toEqual(new Date(2026, 0, 9, 7, 5))
  })

  it('is none while nothing is chosen, and none in time to come', () => {
    const now = new Date(2026, 0, 9, 7, 5)
    expect(fromLocalInput('', now)).toBeNull()
    expect(fromLocalInput('2026-01-09T07:06', now)).toBeNull()
  })

  it('is read from an address in any zone, and what is no moment is none', () => {
    expect(readAsOf('?asOf=2026-05-01T12%3A00%3A00%2B02%3A00')).toBe('2026-05-01T10:00:00.000Z')
    expect(readAsOf('?asOf=yesterday')).toBeNull()
    expect(readAsOf('')).toBeNull()
  })
})
