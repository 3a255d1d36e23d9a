import type { Target } from '../../../access/actions.ts'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { nextSlot } from '../../../jobs/next-slot.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentTarget } from '../../content/content-target.ts'
import type { NotebookDocument } from '@atrium/documents'
import { publishedApp } from '../published-app.ts'
import { beginAppRun } from '../runs/begin-app-run.ts'
import { enqueueNotices } from '../runs/end-app-run.ts'
import { loggedRun } from '../runs/logged-run.ts'
import type { AppRunCtx, InTheirName } from '../runs/types.ts'
import { requireView } from '../views/find-view.ts'
import { setNextSlot, stopSchedule, takeDueSchedule } from './schedule-store.ts'
import type { AppSchedule, StoppedBecause } from './types.ts'

export type DueCtx = AppRunCtx &
  InTheirName & {
    /** Hears of trouble that no person can mend. */
    onError(message: string, error: unknown): void
  }

/** Schedules that are begun at once; those that are left are begun with the next look. */
const atOnce = 200
const hourMs = 3_600_000

/**
 * Begins what is due, each as its owner. Any number of nodes may do so: each time of a schedule is begun once, and after a long pause
 * one run makes up for all that were missed. A schedule that nobody may run any more is switched off, and says why.
 */
export const startDueSchedules = readOperation<DueCtx, Record<string, never>, Target, { started: number; stopped: number }>({
  name: 'app_schedules.start_due',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const counts = { started: 0, stopped: 0 }
    for (let index = 0; index < atOnce; index += 1) {
      const done = await startNext(ctx)
      if (done === null) break
      if (done !== 'skipped') counts[done] += 1
    }
    return counts
  },
})

type Done = 'started' | 'stopped' | 'skipped'

/** One schedule that cannot be begun keeps none of those behind it waiting: nothing of it is kept but that its turn is over. */
async function startNext(ctx: DueCtx): Promise<Done | null> {
  const now = new Date(ctx.clock.now())
  const taken: { schedule?: AppSchedule } = {}
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      const schedule = await takeDueSchedule(tx, now)
      if (schedule === null) return null
      taken.schedule = schedule
      return startOrStop(ctx, tx, schedule, now)
    })
  } catch (error) {
    if (taken.schedule === undefined) throw error
    const { id } = taken.schedule
    ctx.onError(`schedule ${id} could not be begun`, error)
    const next = nextSlotOrLater(taken.schedule, now)
    await ctx.db.transaction().execute((tx) => setNextSlot(tx, id, next))
    return 'skipped'
  }
}

/** When its pattern or zone means nothing, for instance to another version of the data of zones, it is looked at again in an hour. */
function nextSlotOrLater({ cron, timezone }: AppSchedule, now: Date): Date {
  try {
    return nextSlot(cron, timezone, now)
  } catch {
    return new Date(now.getTime() + hourMs)
  }
}

async function startOrStop(ctx: DueCtx, tx: Tx, schedule: AppSchedule, now: Date): Promise<Done> {
  await setNextSlot(tx, schedule.id, nextSlot(schedule.cron, schedule.timezone, now))
  const because = await start(ctx, tx, schedule)
  if (because === 'skipped') return because
  if (because === null) return 'started'
  await stopSchedule(tx, schedule.id, { because, at: now })
  return 'stopped'
}

/** Begins a run of a schedule; or says why there is none. */
async function start(ctx: DueCtx, tx: Tx, schedule: AppSchedule): Promise<StoppedBecause | 'skipped' | null> {
  if (schedule.owner === null) return 'owner_gone'
  try {
    const actor = await ctx.actorOfUser(schedule.owner.id)
    await perform(startScheduled, { ...ctx, tx, actor }, { schedule, ownerId: schedule.owner.id })
    return null
  } catch (error) {
    if (!isAppError(error)) throw error
    const { reason } = error.details
    if (reason === 'deactivated') return 'owner_gone'
    if (reason === 'app_unpublished' || reason === 'view_missing') return reason
    if (error.code === 'forbidden' || error.code === 'unauthenticated') return 'owner_may_not'
    // In the trash, for instance: it goes on when the app is back.
    if (error.code !== 'not_found') ctx.onError(`schedule ${schedule.id} could not be begun`, error)
    return 'skipped'
  }
}

/** The run of one time of a schedule, as its owner. */
const startScheduled = writeOperation<AppRunCtx, { schedule: AppSchedule; ownerId: string }, ContentTarget<NotebookDocument>, void>({
  name: 'app_schedules.start',
  action: 'app.schedule',
  writes: true,
  target: (ctx, { schedule }) => contentTarget(ctx, notebookKind, { idOrSlug: schedule.appId }),
  async run(ctx, { schedule, ownerId }, { resource: app }) {
    const { publication } = await publishedApp(ctx, app)
    const view = schedule.viewId === null ? null : await requireView(ctx, { appId: app.id, viewId: schedule.viewId })
    const run = await beginAppRun(ctx, {
      app,
      revision: publication.revision,
      trigger: 'schedule',
      ownerId,
      inputs: view?.inputs ?? {},
      usesCachedSql: schedule.usesCachedSql,
      updatesPublished: schedule.updatesPublished,
      notices: schedule.notices,
      viewId: view?.id ?? null,
      schedule: { id: schedule.id, slot: schedule.nextAt },
    })
    if (run.state !== 'pending') await enqueueNotices(ctx, run)
    ctx.record({ targetKind: 'app_run', targetId: run.id, before: null, after: loggedRun(run) })
  },
})
