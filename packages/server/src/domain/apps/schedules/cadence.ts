import { z } from 'zod'
import { isTimeZone } from '@atrium/semantic'
import { AppError, type ErrorParams } from '../../../platform/errors.ts'
import { nextSlot } from '../../../jobs/next-slot.ts'

const minute = z.number().int().min(0).max(59)
const hour = z.number().int().min(0).max(23)

/** How often something runs, in the wall time of its zone. Weekdays from 0, Sunday, as cron has them. */
export const cadenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hourly'), minute }),
  z.object({ kind: z.literal('daily'), hour, minute }),
  z.object({ kind: z.literal('weekly'), weekday: z.number().int().min(0).max(6), hour, minute }),
  z.object({ kind: z.literal('monthly'), day: z.number().int().min(1).max(28), hour, minute }),
  z.object({ kind: z.literal('cron'), cron: z.string().max(200) }),
])
export type Cadence = z.infer<typeof cadenceSchema>

/** Minutes between two runs of one schedule at least. */
const leastMinutes = 5

/** A cadence as a pattern of five fields. Throws `invalid` (`schedule`) for one that means nothing, or comes more often than every five minutes. */
export function cronOf(cadence: Cadence, timezone: string, now: Date): string {
  if (!isTimeZone(timezone)) throw wrong('timezone', `"${timezone}" is no time zone. Use a name like Europe/Berlin.`, { timezone })
  const cron = patternOf(cadence)
  if (cadence.kind === 'cron') requireSpace(cron, timezone, now)
  return cron
}

function patternOf(cadence: Cadence): string {
  switch (cadence.kind) {
    case 'hourly':
      return `${cadence.minute} * * * *`
    case 'daily':
      return `${cadence.minute} ${cadence.hour} * * *`
    case 'weekly':
      return `${cadence.minute} ${cadence.hour} * * ${cadence.weekday}`
    case 'monthly':
      return `${cadence.minute} ${cadence.hour} ${cadence.day} * *`
    case 'cron':
      return cadence.cron.trim().replaceAll(/\s+/g, ' ')
  }
}

/** The next times, in order. */
export function nextTimes(cron: string, timezone: string, after: Date, count: number): Date[] {
  const times: Date[] = []
  for (let last = after; times.length < count; times.push(last)) last = nextSlot(cron, timezone, last)
  return times
}

/** Looks at more times than a pattern has in an hour. */
function requireSpace(cron: string, timezone: string, now: Date): void {
  let times: Date[]
  try {
    times = nextTimes(cron, timezone, now, 61)
  } catch (error) {
    if (error instanceof AppError) throw wrong('cadence', error.message, { pattern: cron })
    throw error
  }
  const isTight = times.some((time, index) => index > 0 && time.getTime() - (times[index - 1]?.getTime() ?? 0) < leastMinutes * 60_000)
  if (isTight) throw wrong('cadence', `An app runs at most every ${leastMinutes} minutes. "${cron}" comes more often.`, { minutes: leastMinutes, cron })
}

const wrong = (path: string, message: string, params: ErrorParams): AppError =>
  new AppError('invalid', message, { reason: 'schedule', params, fields: [{ path, message }] })
