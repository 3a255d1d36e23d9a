import { dashboardSpec, explorationSpec, modelSpec, writeSpec } from '@atrium/documents'
import { perform, readOperation } from '../../access/operation.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { listChartSummaries } from '../content/list-charts.ts'
import { listDashboards } from '../content/list-dashboards.ts'
import { listOpenExplores } from '../explore/list-open-explores.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'

/** Files of a project as Hashboard has them, by path. */
export type HashboardExport = { files: { path: string; text: string }[] }

/**
 * Models, charts and dashboards of a project that the caller may see, as data as code of Hashboard. Files name each other by
 * alias and hold no id, so that they mean the same in another project. Charts of SQL have no counterpart there.
 */
export const exportForHashboard = readOperation<ContentCtx, { projectId: string }, ProjectTarget, HashboardExport>({
  name: 'content.export_hashboard',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }, { project }) {
    const explores = await perform(listOpenExplores, ctx, { projectId })
    const charts = await perform(listChartSummaries, ctx, { projectId })
    const dashboards = await perform(listDashboards, ctx, { projectId })
    const exploresByName = new Map(explores.map((explore) => [explore.name, explore]))
    const slugs = new Map(charts.map(({ id, slug }) => [id, slug]))
    const specs = [
      ...explores.map((explore) => modelSpec(explore, { connectionName: project.name })),
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
