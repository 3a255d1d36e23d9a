import type { ChartDocument } from '@atrium/documents'
import { isExploreError, metricsOfOwnSql, type Explore, type MetricQuery } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import type { ContentCtx } from './content-ctx.ts'
import { requireAction } from './content-target.ts'

/**
 * Whoever may see a saved chart may run it, so SQL gets into one only by people who may write SQL. What is in it
 * already stays when somebody else saves. Throws `forbidden`.
 */
export async function checkChartSql(ctx: ContentCtx, target: Target & { projectId: string }, document: ChartDocument, before?: ChartDocument): Promise<void> {
  const asked = ({ tableName, metricQuery }: ChartDocument): Asked => ({ exploreName: tableName, query: metricQuery })
  const known = new Set(before === undefined ? [] : await ownSqlOf(ctx, target.projectId, asked(before)))
  if ((await ownSqlOf(ctx, target.projectId, asked(document))).some((sql) => !known.has(sql))) requireAction(ctx, 'explore.run_custom_sql', target)
}

type Asked = { exploreName: string; query: MetricQuery }

/** The SQL of its own that a question has, piece by piece. */
export async function ownSqlOf(ctx: ContentCtx, projectId: string, asked: Asked): Promise<string[]> {
  const { query } = asked
  const explore = await exploreOf(ctx, projectId, asked)
  return [
    ...(query.customDimensions ?? []).flatMap((dimension) => (dimension.type === 'sql' ? [JSON.stringify([dimension.table, dimension.sql])] : [])),
    ...metricsOfOwnSql(explore, query).map(({ table, sql }) => JSON.stringify([table, sql])),
  ]
}

/** The explore that says which SQL is that of a field; `undefined` where it is missing or broken. */
async function exploreOf(ctx: ContentCtx, projectId: string, { exploreName, query }: Asked): Promise<Explore | undefined> {
  if ((query.additionalMetrics ?? []).length === 0) return undefined
  const model = await ctx.projects.model(projectId).catch(() => null)
  const explore = model?.explores.get(exploreName)
  return explore === undefined || isExploreError(explore) ? undefined : explore
}
