import type { TFunction } from 'i18next'
import type { Cadence } from '../../../api/app-schedules.ts'

/** A Sunday, and a moment at a wall time, where nothing but their names matters. */
const sunday = Date.UTC(2024, 0, 7)
const dayMs = 86_400_000

/** Names of the days of the week, Sunday first as cron has them. */
export const weekdays = (locale: string): string[] =>
  Array.from({ length: 7 }, (_, day) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(sunday + day * dayMs))

const wallTime = (hour: number, minute: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(sunday + (hour * 60 + minute) * 60_000)

/** How often, in the reader's words. */
export function cadenceText(t: TFunction, cadence: Cadence, locale: string): string {
  switch (cadence.kind) {
    case 'hourly':
      return t('appSchedules.said.hourly', { minute: cadence.minute })
    case 'daily':
      return t('appSchedules.said.daily', { time: wallTime(cadence.hour, cadence.minute, locale) })
    case 'weekly':
      return t('appSchedules.said.weekly', { weekday: weekdays(locale)[cadence.weekday], time: wallTime(cadence.hour, cadence.minute, locale) })
    case 'monthly':
      return t('appSchedules.said.monthly', { day: cadence.day, time: wallTime(cadence.hour, cadence.minute, locale) })
    case 'cron':
      return t('appSchedules.said.cron', { cron: cadence.cron })
  }
}

/** A moment as the clocks of a zone show it, with its year where that is not the one of now. */
export function timeText(time: string, timeZone: string, locale: string, now: Date = new Date()): string {
  const moment = new Date(time)
  const yearOf = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone })
  const isOfThisYear = yearOf.format(moment) === yearOf.format(now)
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(isOfThisYear ? {} : { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(moment)
}

/** Where a schedule stands on its page. */
export const placeOfSchedule = (uuid: string): string => `schedule-${uuid}`
