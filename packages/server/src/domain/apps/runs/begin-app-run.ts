import type { InputValue } from '@atrium/documents'
import type { WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { Resource } from '../../../resources/resource.ts'
import { insertSession } from '../sessions/session-store.ts'
import { countOpenRuns, findAppRun, holdRunCount, insertAppRun } from './app-run-store.ts'
import { appendLog } from './run-log-store.ts'
import type { AppRun, AppRunCtx, Publishing, RunNotice, RunTrigger } from './types.ts'

/** Kind of the work in the queue that runs an app. */
export const appRunKind = 'app_run'

export type BeginAppRun = {
  app: Pick<Resource, 'id' | 'organizationId' | 'projectId'>
  /** Null: the draft. */
  revision: number | null
  trigger: RunTrigger
  ownerId: string
  /** Absent: no token began it. */
  tokenId?: string | null
  inputs: Readonly<Record<string, InputValue>>
  usesCachedSql: boolean
  updatesPublished: boolean
  notices: readonly RunNotice[]
  viewId?: string | null
  schedule?: { id: string; slot: Date }
  publishing?: Publishing
}

/** Whoever waits for it comes first. */
const priorities: Readonly<Record<RunTrigger, number>> = { preview: 3, person: 2, api: 1, schedule: 0, app_refresh: -1 }

/** A lost worker leaves the run to another one, which ends it: what writes to tables never happens twice. */
const attempts = 5

const busy = 'All places for runs are taken. Wait until others have ended, or cancel some.'

/**
 * Makes a run that waits for its turn. Throws `unavailable` (`no_session`) when a person or all people have as many as they may; the
 * run of a schedule is made all the same, and says so.
 */
export async function beginAppRun(ctx: AppRunCtx & WriteCtx, begin: BeginAppRun): Promise<AppRun> {
  const at = new Date(ctx.clock.now())
  const { app, schedule, ownerId } = begin
  await holdRunCount(ctx.tx)
  const { ofOwner, ofAll } = await countOpenRuns(ctx.tx, ownerId)
  const hasPlace = ofOwner < ctx.appRunLimits.ofPerson && ofAll < ctx.appRunLimits.ofAll
  if (!hasPlace && schedule === undefined) throw new AppError('unavailable', busy, { reason: 'no_session', retryAfterSeconds: 30 })
  const id = newId()
  const sessionId = newId()
  const kind = begin.trigger === 'preview' ? 'preview' : 'run'
  await insertSession(ctx.tx, { id: sessionId, notebookId: app.id, kind, revision: begin.revision, ownerId, attributes: null, inputs: begin.inputs, at })
  const job = hasPlace
    ? await ctx.runs.enqueue(
        {
          kind: appRunKind,
          payload: { appRunId: id },
          organizationId: app.organizationId,
          projectId: app.projectId,
          createdBy: ownerId,
          priority: priorities[begin.trigger],
          maxAttempts: attempts,
        },
        ctx.tx,
      )
    : null
  await insertAppRun(ctx.tx, {
    id,
    appId: app.id,
    sessionId,
    jobId: job?.id ?? null,
    trigger: begin.trigger,
    revision: begin.revision,
    state: hasPlace ? 'pending' : 'unable_to_allocate_kernel',
    viewId: begin.viewId ?? null,
    scheduleId: schedule?.id ?? null,
    slot: schedule?.slot ?? null,
    usesCachedSql: begin.usesCachedSql,
    updatesPublished: begin.updatesPublished,
    notices: begin.notices,
    publishing: begin.publishing ?? null,
    failure: hasPlace ? null : { code: 'unavailable', message: busy, reason: 'no_session' },
    ownerId,
    tokenId: begin.tokenId ?? null,
    at,
  })
  if (!hasPlace) await appendLog(ctx.tx, id, at, [{ level: 'error', event: 'no_session', cellId: null, message: null }])
  const run = await findAppRun(ctx.tx, id)
  if (run === null) throw new Error('a run vanished inside its own transaction')
  return run
}
