import { describe, expect, it } from 'vitest'
import { cronOf, nextTimes, type Cadence } from './cadence.ts'

const now = new Date('2026-11-22T12:00:00Z')
const zone = 'Europe/Berlin'
const timesOf = (cadence: Cadence, after: string, count: number): string[] =>
  nextTimes(cronOf(cadence, zone, now), zone, new Date(after), count).map((time) => time.toISOString())

describe('how often an app runs', () => {
  it('is a pattern in the wall time of its zone', () => {
    expect(cronOf({ kind: 'hourly', minute: 5 }, zone, now)).toBe('5 * * * *')
    expect(cronOf({ kind: 'daily', hour: 7, minute: 30 }, zone, now)).toBe('30 7 * * *')
    expect(cronOf({ kind: 'weekly', weekday: 1, hour: 7, minute: 30 }, zone, now)).toBe('30 7 * * 1')
    expect(cronOf({ kind: 'monthly', day: 28, hour: 7, minute: 30 }, zone, now)).toBe('30 7 28 * *')
    expect(cronOf({ kind: 'cron', cron: ' */15  8-18 * *  1-5 ' }, zone, now)).toBe('*/15 8-18 * * 1-5')
  })

  it('keeps its wall time when clocks change, once a day', () => {
    const daily: Cadence = { kind: 'daily', hour: 2, minute: 30 }
    // On 28 March 2027 there is no 02:30, on 31 October there are two.
    expect(timesOf(daily, '2027-03-26T12:00:00Z', 3)).toEqual(['2027-03-27T01:30:00.000Z', '2027-03-28T01:00:00.000Z', '2027-03-29T00:30:00.000Z'])
    expect(timesOf(daily, '2027-10-29T12:00:00Z', 3)).toEqual(['2027-10-30T00:30:00.000Z', '2027-10-31T00:30:00.000Z', '2027-11-01T01:30:00.000Z'])
  })

  it('comes every hour through a change of clocks', () => {
    expect(timesOf({ kind: 'hourly', minute: 0 }, '2027-03-27T23:30:00Z', 3)).toEqual([
      '2027-03-28T00:00:00.000Z',
      '2027-03-28T01:00:00.000Z',
      '2027-03-28T02:00:00.000Z',
    ])
  })

  it('is refused for zones and patterns that mean nothing, never come, or come too often', () => {
    expect(() => cronOf({ kind: 'daily', hour: 2, minute: 30 }, 'Mars/Olympus', now)).toThrow(/no time zone/)
    for (const cron of ['', 'often', '99 * * * *', '* * * * * *', '0 0 30 2 *']) expect(() => cronOf({ kind: 'cron', cron }, zone, now), cron).toThrow()
    for (const cron of ['* * * * *', '*/4 * * * *', '0,3 6 * * *']) expect(() => cronOf({ kind: 'cron', cron }, zone, now), cron).toThrow(/every 5 minutes/)
    expect(cronOf({ kind: 'cron', cron: '*/5 * * * *' }, zone, now)).toBe('*/5 * * * *')
  })
})
