import type { ChartDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { updateResource } from '../../resources/resource-store.ts'
import { chartNow } from './as-seen.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, spaceKind } from './content-kinds.ts'
import { contentTarget, requireAction, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart } from './types.ts'

export type ChangeContent = { name?: string; description?: string | null; spaceId?: string }
export type UpdateChart = ContentKey & { change: ChangeContent }

/**
 * Renames, describes or moves a chart; its content stays. Moving needs the right in both spaces, and takes a chart out
 * of the dashboard it lives inside.
 */
export const updateChart = writeOperation<ContentCtx, UpdateChart, ContentTarget<ChartDocument>, Chart>({
  name: 'charts.update',
  action: 'chart.update',
  allow: ['system'],
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { change }, { resource }) {
    const { name, description, spaceId } = change
    const destination = spaceId === undefined ? null : await contentTarget(ctx, spaceKind, { idOrSlug: spaceId, projectId: resource.projectId })
    if (destination !== null) requireAction(ctx, 'chart.update', destination)
    await updateResource(
      ctx.tx,
      resource.id,
      {
        ...(name === undefined ? {} : { name: checkName(name) }),
        ...(description === undefined ? {} : { description }),
        ...(destination === null ? {} : { spaceId: destination.resource.id, dashboardId: null }),
      },
      authorOf(ctx),
    )
    const chart = await chartNow(ctx, resource.id)
    ctx.record({ targetKind: 'chart', targetId: resource.id, before: loggedState(resource), after: loggedState(chart) })
    return chart
  },
})
