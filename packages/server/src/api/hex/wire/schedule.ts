import { z } from 'zod'
import type { AppSchedule } from '../../../domain/apps/schedules/types.ts'

const minute = z.int()
const hour = z.int()
const timezone = z.string().regex(/^[+-]\d{2}:\d{2}$/)
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const

export const scheduleWire = z.object({
  cadence: z.enum(['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'CUSTOM']),
  enabled: z.boolean(),
  hourly: z.object({ timezone, minute }).nullable(),
  daily: z.object({ timezone, minute, hour }).nullable(),
  weekly: z.object({ timezone, minute, hour, dayOfWeek: z.enum(weekdays) }).nullable(),
  monthly: z.object({ timezone, minute, hour, day: z.int() }).nullable(),
  custom: z.object({ timezone, cron: z.string() }).nullable(),
})
type ScheduleWire = z.infer<typeof scheduleWire>

/** Of the ways to say when, the one that is meant; the others are null. Zones are offsets there: that of the moment. */
export function toSchedule({ cadence, timezone: zone, isEnabled }: AppSchedule, now: Date): ScheduleWire {
  const at = { timezone: offsetOf(zone, now) }
  const none = { hourly: null, daily: null, weekly: null, monthly: null, custom: null }
  switch (cadence.kind) {
    case 'hourly':
      return { ...none, cadence: 'HOURLY', enabled: isEnabled, hourly: { ...at, minute: cadence.minute } }
    case 'daily':
      return { ...none, cadence: 'DAILY', enabled: isEnabled, daily: { ...at, minute: cadence.minute, hour: cadence.hour } }
    case 'weekly': {
      const dayOfWeek = weekdays[cadence.weekday] ?? 'SUNDAY'
      return { ...none, cadence: 'WEEKLY', enabled: isEnabled, weekly: { ...at, minute: cadence.minute, hour: cadence.hour, dayOfWeek } }
    }
    case 'monthly':
      return { ...none, cadence: 'MONTHLY', enabled: isEnabled, monthly: { ...at, minute: cadence.minute, hour: cadence.hour, day: cadence.day } }
    case 'cron':
      return { ...none, cadence: 'CUSTOM', enabled: isEnabled, custom: { ...at, cron: cadence.cron } }
  }
}

/** `+05:30`, as it is in a zone at a moment. */
function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [offset = '+00:00'] = /[+-]\d{2}:\d{2}/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return offset
}
