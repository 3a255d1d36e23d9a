import { z } from 'zod'
import { cadenceSchema, nextTimes } from '../../../domain/apps/schedules/cadence.ts'
import { stopReasons, type AppSchedule } from '../../../domain/apps/schedules/types.ts'
import type { AppView } from '../../../domain/apps/views/view-store.ts'
import { noticeWire, toNotice } from './app-runs.ts'
import { personWire, toPerson } from './version.ts'

/** Times that are shown of a schedule. */
const shownTimes = 3

export const appScheduleWire = z.object({
  uuid: z.string(),
  cadence: cadenceSchema,
  cron: z.string(),
  timezone: z.string(),
  viewUuid: z.string().nullable(),
  usesCachedSql: z.boolean(),
  updatesPublished: z.boolean(),
  notifications: z.array(noticeWire),
  isEnabled: z.boolean(),
  /** Why it was switched off by itself. */
  stoppedBecause: z.enum(stopReasons).nullable(),
  /** The next times, in order; none while it is switched off. */
  nextTimes: z.array(z.string()),
  by: personWire.nullable(),
})

export const toAppSchedule = (schedule: AppSchedule): z.infer<typeof appScheduleWire> => ({
  uuid: schedule.id,
  cadence: schedule.cadence,
  cron: schedule.cron,
  timezone: schedule.timezone,
  viewUuid: schedule.viewId,
  usesCachedSql: schedule.usesCachedSql,
  updatesPublished: schedule.updatesPublished,
  notifications: schedule.notices.map(toNotice),
  isEnabled: schedule.isEnabled,
  stoppedBecause: schedule.stoppedBecause,
  nextTimes: schedule.isEnabled
    ? [schedule.nextAt, ...nextTimes(schedule.cron, schedule.timezone, schedule.nextAt, shownTimes - 1)].map((time) => time.toISOString())
    : [],
  by: toPerson(schedule.owner),
})

export const appViewWire = z.object({
  uuid: z.string(),
  name: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  isShared: z.boolean(),
  by: personWire.nullable(),
  createdAt: z.string(),
})

export const toAppView = ({ id, name, inputs, isShared, owner, createdAt }: AppView): z.infer<typeof appViewWire> => ({
  uuid: id,
  name,
  inputs: { ...inputs },
  isShared,
  by: toPerson(owner),
  createdAt: createdAt.toISOString(),
})
