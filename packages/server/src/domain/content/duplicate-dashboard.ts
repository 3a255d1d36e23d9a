import type { DashboardDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ChartDocument } from '@atrium/documents'
import { dashboardNow } from './as-seen.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from './content-target.ts'
import type { DuplicateContent } from './duplicate-chart.ts'
import { loggedState } from './logged-state.ts'
import type { Dashboard } from './types.ts'

/** Copies a dashboard beside the original, with copies of the charts that live inside it; others are shared. */
export const duplicateDashboard = writeOperation<ContentCtx, DuplicateContent, ContentTarget<DashboardDocument>, Dashboard>({
  name: 'dashboards.duplicate',
  action: 'dashboard.create',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, input, target) {
    const { resource } = target
    requireAction(ctx, 'dashboard.view', target)
    const author = authorOf(ctx)
    const place = { organizationId: resource.organizationId, projectId: resource.projectId, spaceId: resource.space.id }
    const copyId = await insertResource(ctx.tx, dashboardKind, {
      ...place,
      dashboardId: null,
      name: checkName(input.name ?? `Copy of ${resource.name}`),
      description: input.description === undefined ? resource.description : input.description,
      spec: resource.spec,
      ...author,
    })
    const inside = await listResources(ctx.tx, { kinds: [chartKind.kind], scope: { all: true }, dashboardId: resource.id })
    const copies = new Map<string, string>()
    for (const chart of inside as Resource<ChartDocument>[]) {
      const { name, description, spec } = chart
      copies.set(chart.id, await insertResource(ctx.tx, chartKind, { ...place, dashboardId: copyId, name, description, spec, ...author }))
    }
    if (copies.size > 0) {
      await appendRevision(ctx.tx, dashboardKind, { resourceId: copyId, spec: withChartsReplaced(resource.spec, copies), ...author })
    }
    const copy = await dashboardNow(ctx, copyId)
    ctx.record({ targetKind: 'dashboard', targetId: copyId, before: null, after: { ...loggedState(copy), copyOf: resource.id } })
    return copy
  },
})

function withChartsReplaced(document: DashboardDocument, copies: ReadonlyMap<string, string>): DashboardDocument {
  return {
    ...document,
    tiles: document.tiles.map((tile) => {
      if (tile.type !== 'saved_chart') return tile
      const copy = copies.get(tile.properties.savedChartUuid ?? '')
      return copy === undefined ? tile : { ...tile, properties: { ...tile.properties, savedChartUuid: copy } }
    }),
  }
}
