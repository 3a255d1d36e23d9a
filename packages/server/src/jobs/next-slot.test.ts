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
  it('does so too for several times of a day, and where clocks change by half an hour', () => {
    // Both are in the gap: one run makes up for them.
    expect(slots('0,30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00:00Z', 2)).toEqual(['2027-03-28T01:00:00.000Z', '2027-03-29T00:00:00.000Z'])
    expect(slots('0 */2 * * *', 'America/New_York', '2027-03-14T04:00:00Z', 3)).toEqual([
      '2027-03-14T05:00:00.000Z',
      '2027-03-14T07:00:00.000Z',
      '2027-03-14T08:00:00.000Z',
    ])
    expect(slots('0 */2 * * *', 'America/New_York', '2026-11-01T03:59:00Z', 2)).toEqual(['2026-11-01T04:00:00.000Z', '2026-11-01T07:00:00.000Z'])
    expect(slots('*/30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 3)).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:00:00.000Z',
    ])
    expect(slots('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', 2)).toEqual(['2026-10-03T15:30:00.000Z', '2026-10-04T15:15:00.000Z'])
    expect(slots('45 1 * * *', 'Australia/Lord_Howe', '2027-04-03T00:00:00Z', 2)).toEqual(['2027-04-03T14:45:00.000Z', '2027-04-04T15:15:00.000Z'])
  })
  it('lets what comes each hour come in each hour that there is', () => {
    for (const cron of ['0 * * * *', '@hourly', '0 */1 * * *', '0 0-23 * * *']) {
      expect(slots(cron, 'Europe/Berlin', '2026-10-24T23:30:00Z', 3), cron).toEqual([
        '2026-10-25T00:00:00.000Z',
        '2026-10-25T01:00:00.000Z',
        '2026-10-25T02:00:00.000Z',
      ])
      expect(slots(cron, 'Europe/Berlin', '2027-03-27T23:30:00Z', 2), cron).toEqual(['2027-03-28T00:00:00.000Z', '2027-03-28T01:00:00.000Z'])
    }
  })
  it('leaves out months without the day', () => {
    expect(slots('0 6 31 * *', 'UTC', '2027-01-31T06:00:00Z', 2)).toEqual(['2027-03-31T06:00:00.000Z', '2027-05-31T06:00:00.000Z'])
    expect(slots('0 6 29 2 *', 'Europe/Berlin', '2026-11-01T00:00:00Z', 1)).toEqual(['2028-02-29T05:00:00.000Z'])
    expect(slots('0 6 L * *', 'UTC', '2027-02-01T00:00:00Z', 1)).toEqual(['2027-02-28T06:00:00.000Z'])
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
