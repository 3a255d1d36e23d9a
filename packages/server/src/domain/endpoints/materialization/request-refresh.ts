import { writeOperation } from '../../../access/operation.ts'
import { requestCancel } from '../../../jobs/run-store.ts'
import type { Runs } from '../../../jobs/run.ts'
import { AppError } from '../../../platform/errors.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { enqueueRefresh } from './enqueue-refresh.ts'
import { findMaterialization } from './materialization-store.ts'
import type { Materialization, MaterializationCtx } from './types.ts'

type OfVersion = EndpointKey & { version?: number }
type Ctx = MaterializationCtx & { runs: Runs }

/** Has a version read into its table now. `isFull`: all rows, also with a watermark. Throws `not_found` for one that is not kept. */
export const requestRefresh = writeOperation<Ctx, OfVersion & { isFull?: boolean }, EndpointTarget, { runId: string }>({
  name: 'endpoints.refresh_table',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, { version, isFull }, { resource }) {
    const kept = await keptVersion(ctx.tx, resource.id, version ?? resource.spec.version)
    const run = await enqueueRefresh(ctx, { ...kept, projectId: resource.projectId, organizationId: resource.organizationId }, isFull)
    ctx.record({ targetKind: 'endpoint', targetId: resource.id, before: null, after: { version: kept.version, isFull: isFull ?? false } })
    return { runId: run.id }
  },
})

/** Stops the reading of a version; the table that there is stays. */
export const cancelRefresh = writeOperation<Ctx, OfVersion, EndpointTarget, { wasRunning: boolean }>({
  name: 'endpoints.cancel_table',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, { version }, { resource }) {
    const kept = await keptVersion(ctx.tx, resource.id, version ?? resource.spec.version)
    const wasRunning = kept.status === 'Running'
    if (wasRunning && kept.runId !== null) await requestCancel(ctx.tx, kept.runId)
    ctx.record({
      targetKind: 'endpoint',
      targetId: resource.id,
      before: { status: kept.status },
      after: { version: kept.version, cancelRequested: wasRunning },
    })
    return { wasRunning }
  },
})

async function keptVersion(tx: Parameters<typeof findMaterialization>[0], endpointId: string, version: number): Promise<Materialization> {
  const kept = await findMaterialization(tx, { endpointId, version })
  if (kept !== null) return kept
  throw new AppError('not_found', `Version ${version} is not materialized. Switch that on first.`, { reason: 'not_materialized' })
}
