import { expect, it } from 'vitest'
import { timeText } from './cadence-text.ts'

it('a moment of another year says which, by the clocks of its zone', () => {
  const now = new Date('2026-11-23T00:00:00Z')
  expect(timeText('2026-12-31T14:00:00Z', 'UTC', 'de', now)).toBe('Do., 31. Dez., 14:00')
  expect(timeText('2026-12-31T23:00:00Z', 'UTC', 'de', now)).not.toContain('2026')
  expect(timeText('2026-12-31T23:00:00Z', 'Asia/Tokyo', 'de', now)).toContain('2027')
  expect(timeText('2028-02-28T17:30:00Z', 'Asia/Tokyo', 'en-US', now)).toContain('Feb 29, 2028')
})
