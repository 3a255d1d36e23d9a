import type { TimeInterval } from '@atrium/semantic'

/** Longest axis that gaps are filled on, in buckets. */
const longest = 2000
/** Most buckets for each that has a row. */
const sparsest = 20

/**
 * All buckets from the first to the last of these moments (epoch ms, UTC, ascending), so that an axis of names keeps the
 * distances of time. `null` when the moments do not lie on the interval's grid or there would be too many buckets.
 */
export function fillDates(moments: readonly number[], interval: TimeInterval | undefined): number[] | null {
  const [first] = moments
  const last = moments.at(-1)
  if (first === undefined || last === undefined || interval === undefined) return null
  const wanted = new Set(moments)
  const filled: number[] = []
  for (let step = 0; filled.length <= longest; step += 1) {
    const moment = stepped(first, interval, step)
    if (moment === null || filled.length > sparsest * moments.length) return null
    if (moment > last) break
    wanted.delete(moment)
    filled.push(moment)
  }
  return wanted.size === 0 ? filled : null
}

const hour = 3_600_000

function stepped(from: number, interval: TimeInterval, step: number): number | null {
  switch (interval) {
    case 'HOUR':
      return from + step * hour
    case 'DAY':
      return from + step * 24 * hour
    case 'WEEK':
      return from + step * 7 * 24 * hour
    case 'MONTH':
      return monthsLater(from, step)
    case 'QUARTER':
    case 'FISCAL_QUARTER':
      return monthsLater(from, 3 * step)
    case 'YEAR':
    case 'FISCAL_YEAR':
      return monthsLater(from, 12 * step)
    default:
      return null
  }
}

function monthsLater(from: number, months: number): number {
  const date = new Date(from)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds())
}
