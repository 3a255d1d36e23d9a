import type { NotebookDocument } from '@atrium/documents'
import { readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { nextSlot } from '../../../jobs/next-slot.ts'
import { holdTurn } from '../../../platform/turn-store.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from '../../content/content-target.ts'
import { publishedApp } from '../published-app.ts'
import { requireMayTell } from '../runs/require-may-tell.ts'
import { resolveNotices } from '../runs/resolve-notices.ts'
import type { GivenNotice } from '../runs/types.ts'
import { requireView } from '../views/find-view.ts'
import { cronOf, nextTimes, type Cadence } from './cadence.ts'
import { deleteStoredSchedule, findSchedule, insertSchedule, listSchedulesOf, updateStoredSchedule } from './schedule-store.ts'
import type { AppSchedule } from './types.ts'

/** Schedules of one app. */
const mostSchedules = 24

type AppTarget = ContentTarget<NotebookDocument>
type ScheduleTarget = AppTarget & { schedule: AppSchedule }
type ScheduleKey = { idOrSlug: string; scheduleId: string }
type ScheduleCtx = ContentCtx & WriteCtx

export type SaveSchedule = {
  cadence: Cadence
  /** IANA name. */
  timezone: string
  viewId: string | null
  usesCachedSql: boolean
  updatesPublished: boolean
  isEnabled: boolean
  notifications: readonly GivenNotice[]
}

const appTarget = (ctx: ContentCtx, { idOrSlug }: { idOrSlug: string }): Promise<AppTarget> => contentTarget(ctx, notebookKind, { idOrSlug })

/** When an app runs by itself, oldest schedule first. */
export const listAppSchedules = readOperation<ContentCtx, { idOrSlug: string }, AppTarget, AppSchedule[]>({
  name: 'app_schedules.list',
  action: 'app.schedule',
  target: appTarget,
  run: async (ctx, _key, { resource }) => (await listSchedulesOf(storeOf(ctx), [resource.id])).get(resource.id) ?? [],
})

/** Has an app run by itself, as the caller. Throws `invalid` (`schedule`, `app_unpublished`, `inputs_and_results`), `limit_exceeded`. */
export const createAppSchedule = writeOperation<ContentCtx, { idOrSlug: string } & SaveSchedule, AppTarget, AppSchedule>({
  name: 'app_schedules.create',
  action: 'app.schedule',
  writes: true,
  target: appTarget,
  async run(ctx, { idOrSlug: _, ...given }, target) {
    const { id: appId } = target.resource
    await publishedApp(ctx, target.resource)
    await holdTurn(ctx.tx, `schedules of ${appId}`)
    if (((await listSchedulesOf(ctx.tx, [appId])).get(appId)?.length ?? 0) >= mostSchedules) {
      throw new AppError('limit_exceeded', `An app has at most ${mostSchedules} schedules. Delete one, or let one come more often.`, {
        reason: 'too_many_schedules',
        params: { most: mostSchedules },
      })
    }
    const id = newId()
    await insertSchedule(ctx.tx, await storable(ctx, target, id, given))
    return recorded(ctx, id, null)
  },
})

/** Changes a schedule: what is given replaces all of it. It runs as the caller from now on. */
export const updateAppSchedule = writeOperation<ContentCtx, ScheduleKey & SaveSchedule, ScheduleTarget, AppSchedule>({
  name: 'app_schedules.update',
  action: 'app.schedule',
  writes: true,
  target: scheduleTarget,
  async run(ctx, { idOrSlug: _app, scheduleId: _schedule, ...given }, target) {
    if (given.isEnabled) await publishedApp(ctx, target.resource)
    await updateStoredSchedule(ctx.tx, await storable(ctx, target, target.schedule.id, given))
    return recorded(ctx, target.schedule.id, target.schedule)
  },
})

/** Takes a schedule away; its runs stay. */
export const deleteAppSchedule = writeOperation<ContentCtx, ScheduleKey, ScheduleTarget, void>({
  name: 'app_schedules.delete',
  action: 'app.schedule',
  writes: true,
  target: scheduleTarget,
  async run(ctx, _key, { schedule }) {
    await deleteStoredSchedule(ctx.tx, schedule.id)
    ctx.record({ targetKind: 'app_schedule', targetId: schedule.id, before: logged(schedule), after: null })
  },
})

/** Times that are shown of a schedule before it is saved. */
const shownTimes = 5

/** The next times of a schedule that is not saved, or what keeps it from being saved. */
export const previewSchedule = readOperation<
  ContentCtx,
  { idOrSlug: string; cadence: Cadence; timezone: string },
  AppTarget,
  { times: Date[]; problem: AppError | null }
>({
  name: 'app_schedules.preview',
  action: 'app.schedule',
  target: appTarget,
  async run(ctx, { cadence, timezone }) {
    const now = new Date(ctx.clock.now())
    try {
      return { times: nextTimes(cronOf(cadence, timezone, now), timezone, now, shownTimes), problem: null }
    } catch (error) {
      // Whoever is still typing makes no mistake.
      if (isAppError(error) && error.code === 'invalid') return { times: [], problem: error }
      throw error
    }
  },
})

async function scheduleTarget(ctx: ContentCtx, { idOrSlug, scheduleId }: ScheduleKey): Promise<ScheduleTarget> {
  const target = await appTarget(ctx, { idOrSlug })
  const schedule = await findSchedule(storeOf(ctx), scheduleId)
  if (schedule !== null && schedule.appId === target.resource.id) return { ...target, schedule }
  throw new AppError('not_found', 'This app has no such schedule, or it was deleted', { reason: 'schedule_missing' })
}

async function storable(ctx: ScheduleCtx, target: AppTarget, id: string, { notifications, ...given }: SaveSchedule) {
  if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'An app is scheduled by a person')
  const { resource } = target
  // A token that may not run an app has it run by nobody else.
  requireAction(ctx, 'app.run', target)
  requireMayTell(ctx, target, notifications)
  if (given.viewId !== null) {
    const view = await requireView(ctx, { appId: resource.id, viewId: given.viewId })
    if (!view.isShared) {
      throw new AppError('invalid', 'A schedule runs with a view that is shared, so that others can see what it does. Share the view first.', {
        reason: 'view_own',
      })
    }
    if (given.updatesPublished) {
      throw new AppError(
        'invalid',
        'What all viewers see first is a run with the default inputs: leave the view out, or do not update the published results.',
        {
          reason: 'inputs_and_results',
        },
      )
    }
  }
  const at = new Date(ctx.clock.now())
  const cron = cronOf(given.cadence, given.timezone, at)
  return {
    ...given,
    id,
    appId: resource.id,
    ownerId: ctx.actor.userId,
    cron,
    notices: await resolveNotices(ctx.tx, resource.organizationId, notifications),
    stoppedBecause: null,
    nextAt: nextSlot(cron, given.timezone, at),
    at,
  }
}

async function recorded(ctx: ScheduleCtx, id: string, before: AppSchedule | null): Promise<AppSchedule> {
  const schedule = await findSchedule(ctx.tx, id)
  if (schedule === null) throw new Error('a schedule vanished inside its own transaction')
  ctx.record({ targetKind: 'app_schedule', targetId: id, before: before === null ? null : logged(before), after: logged(schedule) })
  return schedule
}

const logged = ({ appId, cron, timezone, viewId, usesCachedSql, updatesPublished, isEnabled, notices, owner }: AppSchedule): object => ({
  appId,
  cron,
  timezone,
  viewId,
  usesCachedSql,
  updatesPublished,
  isEnabled,
  recipients: notices.length,
  ownerId: owner?.id ?? null,
})
