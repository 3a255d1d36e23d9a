import { perform, writeOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentCtx } from './content-ctx.ts'
import type { Chart, Dashboard } from './types.ts'
import type { ChangeContent } from './change-head.ts'
import { updateChart } from './update-chart.ts'
import { updateDashboard } from './update-dashboard.ts'

export type UpdateMany = { projectId: string; changes: readonly (ChangeContent & { id: string })[] }

/** Changes name, description and space of many charts of a project: all or none. */
export const updateCharts = writeOperation<ContentCtx, UpdateMany, ProjectTarget, Chart[]>({
  name: 'charts.update_many',
  action: 'project.view',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, changes }) {
    const charts: Chart[] = []
    for (const { id, ...change } of changes) charts.push(await perform(updateChart, ctx, { idOrSlug: id, projectId, change }))
    return charts
  },
})

/** Changes name, description and space of many dashboards of a project: all or none. */
export const updateDashboards = writeOperation<ContentCtx, UpdateMany, ProjectTarget, Dashboard[]>({
  name: 'dashboards.update_many',
  action: 'project.view',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, changes }) {
    const dashboards: Dashboard[] = []
    for (const { id, ...change } of changes) dashboards.push(await perform(updateDashboard, ctx, { idOrSlug: id, projectId, change }))
    return dashboards
  },
})
