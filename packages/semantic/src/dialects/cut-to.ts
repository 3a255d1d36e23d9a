import { isFiscal } from '../names/time-intervals.ts'
import type { Dialect } from '../types/dialect.ts'
import type { FiscalInterval, TimeInterval } from '../types/field.ts'

/** How a project counts time: the day its weeks begin with (0 = Monday) and the month its fiscal years begin with (1 to 12). */
export type ProjectCalendar = { readonly startOfWeek: number; readonly fiscalYearStart: number }

type Kind = 'date' | 'timestamp'

/**
 * Cuts wall time or a date to any interval, fiscal ones included; answers as the dialect's `truncate` does. Engines
 * know no fiscal years: their own years and quarters are cut from a date that is moved back to January.
 */
export function cutTo(dialect: Dialect, sql: string, interval: TimeInterval, type: Kind, calendar: ProjectCalendar): string {
  return isFiscal(interval) ? fiscalCut(dialect, sql, interval, type, calendar) : dialect.truncate(sql, interval, type, calendar.startOfWeek)
}

function fiscalCut(dialect: Dialect, sql: string, interval: FiscalInterval, type: Kind, { startOfWeek, fiscalYearStart }: ProjectCalendar): string {
  const cut = (of: string, to: 'DAY' | 'QUARTER' | 'YEAR', kind: Kind): string => dialect.truncate(of, to, kind, startOfWeek)
  const movedCut = (to: 'QUARTER' | 'YEAR', months: number): string => {
    if (months === 0) return cut(sql, to, type)
    // A day that the earlier month does not have becomes its last day, which is in the same quarter.
    const earlier = dialect.shift(cut(sql, 'DAY', type), 'date', -months, 'month')
    return dialect.shift(cut(earlier, to, 'date'), 'date', months, 'month')
  }
  switch (interval) {
    case 'FISCAL_QUARTER':
      return movedCut('QUARTER', (fiscalYearStart - 1) % 3)
    case 'FISCAL_YEAR':
      return movedCut('YEAR', fiscalYearStart - 1)
    // Numbers are found without moving the date: the last day that an engine knows stands for "never" in many tables.
    case 'FISCAL_YEAR_NUM': {
      const year = dialect.truncate(sql, 'YEAR_NUM', type, startOfWeek)
      if (fiscalYearStart === 1) return year
      return `(${year} + CASE WHEN ${dialect.truncate(sql, 'MONTH_NUM', type, startOfWeek)} >= ${fiscalYearStart} THEN 1 ELSE 0 END)`
    }
    case 'FISCAL_QUARTER_NUM': {
      if (fiscalYearStart === 1) return dialect.truncate(sql, 'QUARTER_NUM', type, startOfWeek)
      const months = [0, 1, 2, 3].map((quarter) => [0, 1, 2].map((month) => ((fiscalYearStart - 1 + 3 * quarter + month) % 12) + 1))
      const whens = months.map((three, quarter) => `WHEN ${dialect.truncate(sql, 'MONTH_NUM', type, startOfWeek)} IN (${three.join(', ')}) THEN ${quarter + 1}`)
      return `CASE ${whens.join(' ')} END`
    }
  }
}
