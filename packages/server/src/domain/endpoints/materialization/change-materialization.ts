import type { EndpointDocument } from '@atrium/documents'
import type { WriteCtx } from '../../../access/operation.ts'
import type { Runs } from '../../../jobs/run.ts'
import { AppError } from '../../../platform/errors.ts'
import { runnableVersion, settingsOf } from '../as-seen.ts'
import type { Endpoint } from '../types.ts'
import type { Resource } from '../../../resources/resource.ts'
import { enqueueRefresh } from './enqueue-refresh.ts'
import { deleteMaterializations, findMaterialization, saveMaterialization } from './materialization-store.ts'
import { planMaterialization } from './plan-materialization.ts'
import type { Materialization, MaterializationCtx, MaterializationSettings, MaterializationWish } from './types.ts'

export type ChangeMaterializationCtx = MaterializationCtx & { runs: Runs }

/** Seconds between readings where nothing is said of them or of freshness. */
const everyDay = 86_400

/**
 * Switches keeping a version as a table on or off, or changes how it is kept; the first reading begins at the commit. Part of a
 * change of its endpoint. Throws `invalid` with the reason where the version cannot be kept.
 */
export async function changeMaterialization(
  ctx: ChangeMaterializationCtx & WriteCtx,
  resource: Resource<EndpointDocument>,
  version: number,
  wish: MaterializationWish,
): Promise<void> {
  const key = { endpointId: resource.id, version }
  const now = await findMaterialization(ctx.tx, key)
  if (wish.isEnabled === false) {
    if (wish.everySeconds !== undefined) throw problem('sync_frequency', 'Cannot set sync_frequency when disabling materialization.')
    return removeTables(ctx, key)
  }
  if (wish.isEnabled !== true && now === null) {
    if (wish.everySeconds !== undefined) throw problem('sync_frequency', 'Cannot set sync_frequency of an endpoint that is not materialized.')
    if (wish.watermark != null || Object.keys(wish.buckets ?? {}).length > 0)
      throw problem('bucket_overrides', 'Buckets and watermarks are for materialized endpoints: switch is_materialized on, too.')
    return
  }
  if (!resource.spec.isActive) throw problem('is_materialized', 'Cannot materialize an inactive endpoint. Switch it on first.')
  const settings = settled(wish, now, settingsOf(resource.spec, version).freshnessSeconds)
  const isSame = now !== null && JSON.stringify([now.buckets, now.watermark]) === JSON.stringify([settings.buckets, settings.watermark])
  if (!isSame) await requirePlan(ctx, resource, version, settings)
  await saveMaterialization(ctx.tx, key, settings, new Date(ctx.clock.now()))
  if (!isSame || (wish.isEnabled === true && now.status === 'Failed')) {
    await enqueueRefresh(ctx, { ...key, projectId: resource.projectId, organizationId: resource.organizationId, everySeconds: settings.everySeconds })
  }
}

function settled(wish: MaterializationWish, now: Materialization | null, freshnessSeconds: number | null): MaterializationSettings {
  return {
    everySeconds: wish.everySeconds ?? now?.everySeconds ?? freshnessSeconds ?? everyDay,
    buckets: wish.buckets ?? now?.buckets ?? {},
    watermark: wish.watermark === undefined ? (now?.watermark ?? null) : wish.watermark,
  }
}

async function requirePlan(
  ctx: ChangeMaterializationCtx & WriteCtx,
  resource: Resource<EndpointDocument>,
  version: number,
  settings: MaterializationSettings,
): Promise<void> {
  const project = await ctx.projects.project(resource.projectId)
  const plan = await planMaterialization(ctx, project, (await runnableVersion(ctx, resource, version)).query, settings)
  if ('reason' in plan) throw problem('is_materialized', `Cannot materialize endpoint. Reason: ${plan.reason}`)
}

/**
 * A new version is kept as the one before it was, in a table of its own. Where it can't be, the change stands and the reason is
 * answered; null: it is, or there was nothing to carry over.
 */
export async function carryMaterialization(
  ctx: ChangeMaterializationCtx & WriteCtx,
  resource: Resource<EndpointDocument>,
  wish: MaterializationWish,
): Promise<string | null> {
  const before = await findMaterialization(ctx.tx, { endpointId: resource.id, version: resource.spec.version - 1 })
  if (wish.isEnabled !== undefined) return null
  if (before === null) {
    await changeMaterialization(ctx, resource, resource.spec.version, wish)
    return null
  }
  const { everySeconds, buckets, watermark } = before
  try {
    await changeMaterialization(ctx, resource, resource.spec.version, { everySeconds, buckets, watermark, ...wish, isEnabled: true })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message
    throw error
  }
}

/** A table is read as often as its answers are to be fresh, unless it is said otherwise. */
export async function followFreshness(
  ctx: ChangeMaterializationCtx & WriteCtx,
  resource: Resource<EndpointDocument>,
  version: number,
  everySeconds: number,
): Promise<void> {
  if ((await findMaterialization(ctx.tx, { endpointId: resource.id, version })) !== null) await changeMaterialization(ctx, resource, version, { everySeconds })
}

/** Switches keeping off for one version, or for all of an endpoint; their files go with the commit. */
export async function removeTables(ctx: MaterializationCtx & WriteCtx, key: { endpointId: string; version?: number }): Promise<void> {
  const files = await deleteMaterializations(ctx.tx, key)
  // What cannot be deleted now is found at night.
  ctx.afterCommit(() => files.forEach((file) => void ctx.keptTables.remove(file).catch(() => undefined)))
}

const problem = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'materialization', fields: [{ path, message }] })

/** What the change log keeps of it: how the newest version is kept, when it is. */
export function keptState({ materialization: { kept } }: Pick<Endpoint, 'materialization'>): object {
  return kept === null ? {} : { materialization: { version: kept.version, everySeconds: kept.everySeconds, buckets: kept.buckets, watermark: kept.watermark } }
}
