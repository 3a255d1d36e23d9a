import { writeOperation } from '../../access/operation.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { dashboardNow } from './as-seen.ts'
import { checkName } from './check-name.ts'
import { parseDashboard } from './check-tiles.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { dashboardKind } from './content-kinds.ts'
import { destinationTarget, type DestinationTarget } from './destination.ts'
import { loggedState } from './logged-state.ts'
import type { Dashboard } from './types.ts'

export type CreateDashboard = {
  projectId: string
  /** The first space that takes it when absent. */
  spaceId?: string
  name: string
  description?: string | null
  /** Wanted instead of one made from the name; counted up like that one when taken. */
  slug?: string
  /** Tiles, filters, tabs, parameters; checked here. */
  document: unknown
}

/** Saves a new dashboard. */
export const createDashboard = writeOperation<ContentCtx, CreateDashboard, DestinationTarget, Dashboard>({
  name: 'dashboards.create',
  action: 'dashboard.create',
  allow: ['system'],
  writes: true,
  target: (ctx, { projectId, spaceId }) => destinationTarget(ctx, { projectId, ...(spaceId === undefined ? {} : { spaceId }) }, 'dashboard.create'),
  async run(ctx, input, place) {
    const id = await insertResource(ctx.tx, dashboardKind, {
      organizationId: place.organizationId,
      projectId: place.projectId,
      spaceId: place.space.id,
      dashboardId: null,
      name: checkName(input.name),
      description: input.description ?? null,
      ...(input.slug === undefined ? {} : { slug: input.slug }),
      spec: await parseDashboard(ctx, input.document, { projectId: place.projectId, dashboardId: null }),
      ...authorOf(ctx),
    })
    const dashboard = await dashboardNow(ctx, id)
    ctx.record({ targetKind: 'dashboard', targetId: id, before: null, after: loggedState(dashboard) })
    return dashboard
  },
})
