import { dashboardSpec, explorationSpec, modelSpec, writeSpec } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { perform, readOperation } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { listChartSummaries } from '../content/list-charts.ts'
import { listDashboards } from '../content/list-dashboards.ts'
import { listOpenExplores } from '../explore/list-open-explores.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'

/** Files of a project as Hashboard has them, by path. */
export type HashboardExport = { files: { path: string; text: string }[] }

/**
 * Models, charts and dashboards of a project that the caller may see, as data as code of Hashboard. Files name each other by
 * alias and hold no id, so that they mean the same in another project. Charts of SQL and further explores of a model have no counterpart
 * there. Who may see which rows is written for those who may see models; for others such a model is left out, as its rows would be open.
 */
export const exportForHashboard = readOperation<ContentCtx, { projectId: string }, ProjectTarget, HashboardExport>({
  name: 'content.export_hashboard',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }, { project, ...target }) {
    const withRules = ctx.actor.kind === 'system' || (ctx.actor.kind === 'user' && decide(ctx.actor, 'model.view', target).allowed)
    const explores = await perform(listOpenExplores, ctx, { projectId })
    const charts = await perform(listChartSummaries, ctx, { projectId })
    const dashboards = await perform(listDashboards, ctx, { projectId })
    const exploresByName = new Map(explores.map((explore) => [explore.name, explore]))
    const slugs = new Map(charts.map(({ id, slug }) => [id, slug]))
    const specs = [
      ...explores
        .filter((explore) => explore.name === explore.baseTable && (withRules || !isGuarded(explore)))
        .map((explore) => modelSpec(explore, { connectionName: project.name, withRules })),
      ...charts.map(({ spec, slug, name, description }) =>
        explorationSpec(spec, { alias: slug, name, description }, exploresByName.get(spec.tableName) ?? null),
      ),
      ...dashboards.map(({ spec, slug, name, description }) =>
        dashboardSpec(
          spec,
          { alias: slug, name, description },
          { aliasOfChart: (id) => slugs.get(id), exploreOf: (explore) => exploresByName.get(explore) ?? null },
        ),
      ),
    ]
    return { files: specs.map(writeSpec).toSorted((a, b) => (a.path < b.path ? -1 : 1)) }
  },
})

/** Whether who asks decides about rows or fields of its base table. */
function isGuarded(explore: Explore): boolean {
  const table = explore.tables[explore.baseTable]
  if (table === undefined) return false
  const parts = [explore, table, ...Object.values(table.dimensions), ...Object.values(table.metrics)]
  return table.sqlWhere !== undefined || parts.some(({ requiredAttributes, anyAttributes }) => requiredAttributes !== undefined || anyAttributes !== undefined)
}
