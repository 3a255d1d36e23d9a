import { Cron } from 'croner'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../platform/errors.ts'

/** Patterns whose hour says nothing: they go on hour by hour, whatever clocks do. */
const eachHour = /^\s*(@hourly|\S+\s+([*?](\/1)?|0-23(\/1)?)\s)/i

/**
 * The first moment strictly after `after` that a cron pattern (five fields) names in an IANA zone. Of a pattern that names hours, a wall
 * time that a clock change skips is taken right after the gap, one that it repeats only once; one of each hour comes in each hour that
 * there is. Throws `invalid` for a pattern or zone that means nothing, or never comes.
 */
export function nextSlot(pattern: string, timezone: string, after: Date): Date {
  let next: Date | null
  try {
    next = eachHour.test(pattern) ? cronOf(pattern, timezone).nextRun(after) : nextNamedHour(pattern, timezone, after)
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

const cronOf = (pattern: string, timezone: string): Cron => new Cron(pattern, { timezone, paused: true, mode: '5-part' })

/** Follows the pattern on a wall whose clock never changes (`Cron` itself takes some repeated times twice, and leaves out some days). */
function nextNamedHour(pattern: string, timezone: string, after: Date): Date | null {
  const onTheWall = cronOf(pattern, 'UTC')
  const begin = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timezone).toPlainDateTime()
  for (let wall = onTheWall.nextRun(new Date(`${begin.toString()}Z`)); wall !== null; wall = onTheWall.nextRun(wall)) {
    const at = momentOf(wall, timezone)
    if (at > after) return at
  }
  return null
}

/** When the clocks of a zone first show a wall time, or the end of the gap that it is in. */
function momentOf(wall: Date, timezone: string): Date {
  const shown = Temporal.PlainDateTime.from(wall.toISOString().slice(0, -1))
  const earlier = shown.toZonedDateTime(timezone, { disambiguation: 'earlier' })
  const isSkipped = !earlier.toPlainDateTime().equals(shown)
  return new Date(((isSkipped ? earlier.getTimeZoneTransition('next') : null) ?? earlier).epochMilliseconds)
}
