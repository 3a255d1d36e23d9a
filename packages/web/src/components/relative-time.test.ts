import { describe, expect, it } from 'vitest'
import { relativeTime } from './relative-time.ts'

const now = new Date('2026-06-12T12:00:00Z')

describe('relative time', () => {
  it('uses the largest unit that fits', () => {
    expect(relativeTime(new Date('2026-06-12T11:57:00Z'), now)).toBe('3 minutes ago')
    expect(relativeTime(new Date('2026-06-11T11:00:00Z'), now)).toBe('yesterday')
    expect(relativeTime(new Date('2026-06-12T14:30:00Z'), now)).toBe('in 2 hours')
  })
  it('calls the last minute now', () => {
    expect(relativeTime(new Date('2026-06-12T11:59:40Z'), now)).toBe('now')
  })
})
