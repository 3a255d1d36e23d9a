import { perform, readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentCtx } from './content-ctx.ts'
import { listCharts } from './list-charts.ts'
import { listDashboards } from './list-dashboards.ts'
import type { Chart, DashboardSummary } from './types.ts'

const shown = 10

/** Charts and dashboards that the caller may see: those that were looked at most, and those that were changed last. */
export const getMostPopular = readOperation<
  ContentCtx,
  { projectId: string },
  ProjectTarget,
  Record<'mostPopular' | 'recentlyUpdated', (Chart | DashboardSummary)[]>
>({
  name: 'content.most_popular',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const all = [...(await perform(listCharts, ctx, { projectId })), ...(await perform(listDashboards, ctx, { projectId }))]
    return {
      mostPopular: all
        .filter(({ views }) => views > 0)
        .toSorted((a, b) => b.views - a.views || a.name.localeCompare(b.name, 'en'))
        .slice(0, shown),
      recentlyUpdated: all.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime()).slice(0, shown),
    }
  },
})
