import { perform, type Ctx } from '../access/operation.ts'
import { appRunKind } from '../domain/apps/runs/begin-app-run.ts'
import { endLostRuns } from '../domain/apps/runs/end-lost-runs.ts'
import { executeAppRun, type ExecuteCtx } from '../domain/apps/runs/execute-app-run.ts'
import { startDueSchedules, type DueCtx } from '../domain/apps/schedules/start-due.ts'
import type { CronEntry } from '../jobs/cron-store.ts'
import type { Worker } from '../jobs/run.ts'

const dueKind = 'app_schedules_due'

/** When it is looked which apps are to run: every minute. */
export const appSchedulesEntry: CronEntry = { name: 'app_schedules', kind: dueKind, cron: '* * * * *', timezone: 'UTC', payload: {} }

type ByHouse<C> = Omit<C, 'actor' | 'requestId' | 'signal'>

/** Runs apps. Made for a queue of its own: a run takes up to an hour, and mail does not wait for it. */
export const appRunWorker = (house: () => ByHouse<ExecuteCtx>): Worker => ({
  kind: appRunKind,
  work: ({ run, signal }) => perform(executeAppRun, { ...house(), ...asHouse(run.id, signal) }, run.payload as { appRunId: string }),
})

/** Begins runs of schedules that are due, and ends those whose work is lost. */
export const appSchedulesWorker = (house: () => ByHouse<DueCtx>): Worker => ({
  kind: dueKind,
  async work({ run, signal }) {
    const ctx = { ...house(), ...asHouse(run.id, signal) }
    return { ...(await perform(endLostRuns, ctx, {})), ...(await perform(startDueSchedules, ctx, {})) }
  },
})

const asHouse = (requestId: string, signal: AbortSignal): Pick<Ctx, 'actor' | 'requestId' | 'signal'> => ({
  requestId,
  signal,
  actor: { kind: 'system', name: 'apps', organizationId: null },
})
