import type { EndpointDocument, EndpointQuery } from '@atrium/documents'
import { isAppError } from '../../../platform/errors.ts'
import type { Resource } from '../../../resources/resource.ts'
import type { Project } from '../../projects/types.ts'
import { planMaterialization, type Kind } from './plan-materialization.ts'
import type { Materialization, MaterializationCtx, VersionMaterialization } from './types.ts'

/** Whether a version is kept, among those that are, or why it can't be. Never throws for a warehouse that is away. */
export async function versionMaterialization(
  ctx: MaterializationCtx,
  { id, projectId }: Pick<Resource<EndpointDocument>, 'id' | 'projectId'>,
  { number, query }: { number: number; query: EndpointQuery },
  kept: readonly Materialization[],
): Promise<VersionMaterialization> {
  const own = kept.find(({ endpointId, version }) => endpointId === id && version === number) ?? null
  return own === null ? { kept: null, whyNot: await whyNot(ctx, await ctx.projects.project(projectId), query) } : { kept: own, whyNot: null }
}

const plain: Kind = { buckets: {}, watermark: null }

async function whyNot(ctx: MaterializationCtx, project: Project, query: EndpointQuery): Promise<string | null> {
  try {
    const plan = await planMaterialization(ctx, project, query, plain)
    return 'reason' in plan ? plan.reason : null
  } catch (error) {
    if (isAppError(error)) return `It could not be found out: ${error.message}`
    throw error
  }
}
