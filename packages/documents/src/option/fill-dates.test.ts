import { describe, expect, it } from 'vitest'
import { fillDates } from './fill-dates.ts'

const at = (...days: string[]) => days.map((day) => Date.parse(day))

describe('filling the gaps of time', () => {
  it('steps by days, weeks, months, quarters and years', () => {
    expect(fillDates(at('2026-02-27', '2026-03-02'), 'DAY')).toHaveLength(4)
    expect(fillDates(at('2026-06-01', '2026-06-22'), 'WEEK')).toHaveLength(4)
    expect(fillDates(at('2025-11-01', '2026-02-01'), 'MONTH')).toEqual(at('2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'))
    expect(fillDates(at('2025-10-01', '2026-04-01'), 'QUARTER')).toEqual(at('2025-10-01', '2026-01-01', '2026-04-01'))
    expect(fillDates(at('2020-01-01', '2026-01-01'), 'YEAR')).toHaveLength(7)
  })
  it('leaves alone what is not on the grid, is too sparse or has no interval', () => {
    expect(fillDates(at('2026-01-01', '2026-01-15'), 'MONTH')).toBeNull()
    expect(fillDates(at('1900-01-01', '2026-01-01'), 'DAY')).toBeNull()
    expect(fillDates(at('2026-01-01', '2026-01-03'), undefined)).toBeNull()
    expect(fillDates([], 'DAY')).toBeNull()
  })
  it('fills long times that are nearly complete', () => {
    const days = Array.from({ length: 500 }, (_, place) => Date.parse('2026-01-01') + place * 86_400_000)
    expect(fillDates(days.toSpliced(100, 1), 'DAY')).toEqual(days)
  })
})
