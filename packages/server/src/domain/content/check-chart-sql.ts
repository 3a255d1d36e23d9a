import type { ChartDocument } from '@atrium/documents'
import { isExploreError, metricsOfOwnSql, type Explore } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import type { ContentCtx } from './content-ctx.ts'
import { requireAction } from './content-target.ts'

/**
 * Whoever may see a saved chart may run it, so SQL gets into one only by people who may write SQL. What is in it
 * already stays when somebody else saves. Throws `forbidden`.
 */
export async function checkChartSql(ctx: ContentCtx, target: Target & { projectId: string }, document: ChartDocument, before?: ChartDocument): Promise<void> {
  const explore = await exploreOf(ctx, target.projectId, document)
  const known = new Set(before === undefined ? [] : sqlOf(explore, before))
  if (sqlOf(explore, document).some((sql) => !known.has(sql))) requireAction(ctx, 'explore.run_custom_sql', target)
}

const sqlOf = (explore: Explore | undefined, { metricQuery }: ChartDocument): string[] => [
  ...(metricQuery.customDimensions ?? []).flatMap((dimension) => (dimension.type === 'sql' ? [JSON.stringify([dimension.table, dimension.sql])] : [])),
  ...metricsOfOwnSql(explore, metricQuery).map(({ table, sql }) => JSON.stringify([table, sql])),
]

/** The explore that says which SQL is that of a field; `undefined` where it is missing or broken. */
async function exploreOf(ctx: ContentCtx, projectId: string, { tableName, metricQuery }: ChartDocument): Promise<Explore | undefined> {
  if ((metricQuery.additionalMetrics ?? []).length === 0) return undefined
  const model = await ctx.projects.model(projectId).catch(() => null)
  const explore = model?.explores.get(tableName)
  return explore === undefined || isExploreError(explore) ? undefined : explore
}
