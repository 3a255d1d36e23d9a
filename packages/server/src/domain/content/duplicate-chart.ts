import type { ChartDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { chartNow } from './as-seen.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind } from './content-kinds.ts'
import { contentTarget, requireAction, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart } from './types.ts'

export type DuplicateContent = ContentKey & {
  /** "Copy of …" when absent. */
  name?: string
  description?: string | null
}

/** Copies a chart to where the original is: the space, or the dashboard it lives inside. */
export const duplicateChart = writeOperation<ContentCtx, DuplicateContent, ContentTarget<ChartDocument>, Chart>({
  name: 'charts.duplicate',
  action: 'chart.create',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, input, target) {
    const { resource } = target
    requireAction(ctx, 'chart.view', target)
    const id = await insertResource(ctx.tx, chartKind, {
      organizationId: resource.organizationId,
      projectId: resource.projectId,
      spaceId: resource.space.id,
      dashboardId: resource.dashboard?.id ?? null,
      name: checkName(input.name ?? `Copy of ${resource.name}`),
      description: input.description === undefined ? resource.description : input.description,
      spec: resource.spec,
      ...authorOf(ctx),
    })
    const chart = await chartNow(ctx, id)
    ctx.record({ targetKind: 'chart', targetId: id, before: null, after: { ...loggedState(chart), copyOf: resource.id } })
    return chart
  },
})
