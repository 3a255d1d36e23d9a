import type { EndpointDocument } from '@atrium/documents'
import { isKeptRange, shownKeptSql, type Bucket } from '@atrium/semantic'
import { readOperation } from '../../../access/operation.ts'
import type { ContentTarget } from '../../content/content-target.ts'
import { endpointTarget, type EndpointKey } from '../endpoint-target.ts'
import { runnableVersion } from '../as-seen.ts'
import { findMaterialization } from './materialization-store.ts'
import { planMaterialization } from './plan-materialization.ts'
import type { MaterializationCtx } from './types.ts'

/** What keeping a version as a table would mean; of one that cannot be kept only the reason. */
export type MaterializationPreview =
  | { reason: string }
  | {
      reason: null
      /** The SELECT that fills the table (of an explore the question), and the one that reads it, its variables as they are. */
      fill: string
      read: string
      ranges: { column: string; variables: string[]; bucket: Bucket | null }[]
      aggregates: { name: string; how: string }[]
    }

export const previewMaterialization = readOperation<
  MaterializationCtx,
  EndpointKey & { version?: number; buckets?: Readonly<Record<string, Bucket>> },
  ContentTarget<EndpointDocument>,
  MaterializationPreview
>({
  name: 'endpoints.preview_table',
  action: 'endpoint.view',
  target: endpointTarget,
  async run(ctx, { version, buckets }, { resource }) {
    const { query, number } = await runnableVersion(ctx, resource, version ?? resource.spec.version)
    const now = await findMaterialization(ctx.db, { endpointId: resource.id, version: number })
    const project = await ctx.projects.project(resource.projectId)
    const plan = await planMaterialization(ctx, project, query, { buckets: buckets ?? now?.buckets ?? {}, watermark: now?.watermark ?? null })
    if ('reason' in plan) return plan
    const { keep } = plan
    return {
      reason: null,
      // The SQL of an explore is for those who work on models; here stands what is asked of it.
      fill: plan.fill.kind === 'metric' ? JSON.stringify(plan.fill.query, null, 2) : keep.fill,
      read: shownKeptSql(keep, `${resource.slug}_v${number}`),
      ranges: [...new Set(keep.keys.map(({ name }) => name))].flatMap((column) => {
        const own = keep.conditions.filter(({ key, operator }) => keep.keys[key]?.name === column && isKeptRange(operator))
        return own.length === 0 ? [] : [{ column, variables: own.flatMap(({ variables }) => variables), bucket: keep.keys[own[0]?.key ?? 0]?.bucket ?? null }]
      }),
      aggregates: (keep.reaggregate ?? []).flatMap((how, output) =>
        how === 'key' ? [] : [{ name: keep.names[output] ?? '', how: how === 'count' ? 'sum' : how }],
      ),
    }
  },
})
