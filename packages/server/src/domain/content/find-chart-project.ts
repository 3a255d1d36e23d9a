import { isUuid } from '../../platform/ids.ts'
import { projectsOfResources } from '../../resources/resource-list-store.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'

/** Charts of the caller's organization by the project they are in; others are simply not there. */
export async function findChartProject(
  ctx: ContentCtx,
  chartIds: readonly string[],
  /** Also those in the trash. */
  { withTrashed = false } = {},
): Promise<Map<string, string[]>> {
  const organizationId = ctx.actor.kind === 'anonymous' ? null : ctx.actor.organizationId
  if (organizationId === null) return new Map()
  const found = await projectsOfResources(storeOf(ctx), organizationId, chartIds.filter(isUuid), { withTrashed })
  const byProject = new Map<string, string[]>()
  for (const { id, projectId } of found) byProject.set(projectId, [...(byProject.get(projectId) ?? []), id])
  return byProject
}
