import type { Ctx } from '../../../access/operation.ts'
import type { Run, Runs } from '../../../jobs/run.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { setReading, type DueMaterialization } from './materialization-store.ts'
import { early } from './types.ts'

/** Kind of the runs that read a version of an endpoint into a table. */
export const refreshKind = 'materialize'

/** Has a version read into a table: at once, or as soon as the warehouse is free. One that waits or runs is not begun twice. */
export async function enqueueRefresh(ctx: Ctx & { runs: Runs; tx: Tx }, due: DueMaterialization, isFull = false): Promise<Run> {
  const { endpointId, version, projectId, organizationId, everySeconds } = due
  const run = await ctx.runs.enqueue(
    {
      kind: refreshKind,
      payload: { endpointId, version, isFull },
      organizationId,
      projectId,
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
      dedupeKey: `${endpointId}:${version}`,
      groupKey: `materialize:${projectId}`,
      maxAttempts: 3,
      // People who wait for an export come first.
      priority: -1,
    },
    ctx.tx,
  )
  await setReading(ctx.tx, { endpointId, version }, { runId: run.id, nextAt: new Date(ctx.clock.now() + everySeconds * early * 1000) })
  return run
}
