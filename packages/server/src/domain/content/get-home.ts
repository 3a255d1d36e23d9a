import { perform, readOperation } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentCtx } from './content-ctx.ts'
import { withDraftMarks, type WithDraftMark } from './drafts/with-draft-marks.ts'
import { listFavourites, listViewed, type Viewed } from './favourites.ts'
import { listCharts } from './list-charts.ts'
import { listDashboards } from './list-dashboards.ts'
import { inOrder, visiblePinned } from './pins.ts'
import { listSqlCharts } from './sql-charts/list-sql-charts.ts'
import type { Chart, DashboardSummary, SqlChart } from './types.ts'

export type Home = {
  /** Pinned in the project, in order. */
  pinned: (Resource & WithDraftMark)[]
  /** The caller's own, the last one first. */
  favourites: (Resource & WithDraftMark)[]
  /** What the caller opened last. */
  viewed: (Viewed & WithDraftMark)[]
  /** Charts, SQL charts and dashboards by last change, newest first. */
  recent: (Chart | SqlChart | DashboardSummary)[]
  /** By views, most first. */
  dashboards: DashboardSummary[]
  charts: (Chart | SqlChart)[]
}

const shown = 12

/** What a person may want to open first in a project. */
export const getHome = readOperation<ContentCtx, { projectId: string }, ProjectTarget, Home>({
  name: 'content.home',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const charts = [...(await perform(listCharts, ctx, { projectId })), ...(await perform(listSqlCharts, ctx, { projectId }))]
    const dashboards = await perform(listDashboards, ctx, { projectId })
    const byViews = <T extends { views: number; name: string }>(items: readonly T[]): T[] =>
      items.toSorted((a, b) => b.views - a.views || a.name.localeCompare(b.name, 'en')).slice(0, shown)
    return {
      pinned: await withDraftMarks(ctx, inOrder(await visiblePinned(ctx, projectId))),
      favourites: await withDraftMarks(ctx, await perform(listFavourites, ctx, { projectId })),
      viewed: await withDraftMarks(ctx, (await listViewed(ctx, projectId)).slice(0, shown)),
      recent: [...charts, ...dashboards].toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime()).slice(0, shown),
      dashboards: byViews(dashboards),
      charts: byViews(charts),
    }
  },
})
