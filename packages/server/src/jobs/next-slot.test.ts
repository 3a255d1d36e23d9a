import { describe, expect, it } from 'vitest'
import { nextSlot } from './next-slot.ts'

const slots = (cron: string, zone: string, after: string, count: number): string[] => {
  const found: string[] = []
  let at = new Date(after)
  while (found.length < count) {
    at = nextSlot(cron, zone, at)
    found.push(at.toISOString())
  }
  return found
}

describe('nextSlot', () => {
  it('moves a wall time that the clock change skips to right after the gap', () => {
    expect(slots('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'])
  })
  it('takes a wall time that comes twice once', () => {
    expect(slots('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'])
  })
  it('refuses patterns and zones that mean nothing', () => {
    for (const [cron, zone] of [
      ['every day', 'UTC'],
      ['0 0 * * *', 'Mars/Olympus'],
      ['0 0 31 2 *', 'UTC'],
      ['* * * * * *', 'UTC'],
    ] as const) {
      expect(() => nextSlot(cron, zone, new Date('2026-01-01T00:00:00Z'))).toThrow(expect.objectContaining({ code: 'invalid' }))
    }
  })
})
