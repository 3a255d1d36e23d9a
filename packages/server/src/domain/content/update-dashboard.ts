import type { DashboardDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { moveInsideOf } from '../../resources/resource-store.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import { dashboardNow } from './as-seen.ts'
import { changeHead, type ChangeContent } from './change-head.ts'
import { parseDashboard } from './check-tiles.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { dashboardKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Dashboard } from './types.ts'

export type UpdateDashboard = ContentKey & {
  /** Name, description, space: no new version. */
  change?: ChangeContent
  /** Any of tiles, filters, tabs and parameters: a new version, with the rest as it was. */
  document?: Readonly<Record<string, unknown>>
  /** `Dashboard.revision` as the author saw it; `conflict` when somebody saved since. */
  expectedRevision?: number
}

/** Changes a dashboard. Moving it needs the right in both spaces and takes the charts inside it along. */
export const updateDashboard = writeOperation<ContentCtx, UpdateDashboard, ContentTarget<DashboardDocument>, Dashboard>({
  name: 'dashboards.update',
  action: 'dashboard.update',
  allow: ['system'],
  writes: true,
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, { change = {}, document, expectedRevision }, { resource }) {
    const author = authorOf(ctx)
    const movedTo = await changeHead(ctx, resource, 'dashboard.update', change)
    if (movedTo !== null) await moveInsideOf(ctx.tx, resource.id, movedTo, author)
    if (document !== undefined) {
      const place = { projectId: resource.projectId, dashboardId: resource.id }
      await appendRevision(ctx.tx, dashboardKind, {
        resourceId: resource.id,
        spec: await parseDashboard(ctx, { ...resource.spec, ...document }, place, resource.spec),
        ...author,
        ...(expectedRevision === undefined ? {} : { expectedRevision }),
      })
    }
    const dashboard = await dashboardNow(ctx, resource.id)
    ctx.record({ targetKind: 'dashboard', targetId: resource.id, before: loggedState(resource), after: loggedState(dashboard) })
    return dashboard
  },
})
