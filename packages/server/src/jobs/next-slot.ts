import { Cron } from 'croner'
import { AppError } from '../platform/errors.ts'

/**
 * The first moment strictly after `after` that a cron pattern (five fields) names in an IANA zone. A wall time that a
 * clock change skips is taken right after the gap, one that it repeats only once. Throws `invalid` for a pattern or
 * zone that means nothing, or never comes.
 */
export function nextSlot(pattern: string, timezone: string, after: Date): Date {
  let next: Date | null
  try {
    next = new Cron(pattern, { timezone, paused: true, mode: '5-part' }).nextRun(after)
  } catch (error) {
    throw new AppError(
      'invalid',
      `"${pattern}" in ${timezone} is not a schedule: five fields (minute hour day month weekday) and an IANA time zone are needed`,
      {},
      { cause: error },
    )
  }
  if (next === null) throw new AppError('invalid', `The schedule "${pattern}" never comes due`)
  return next
}
