import { encodeExploreState } from '@atrium/documents'
import type { MetricQuery } from '@atrium/semantic'
import type { Project } from '../../../domain/projects/types.ts'
import type { RequestCtx } from '../../house.ts'
import { pageUrl } from './project.ts'

/** The page on which a person looks into the same question. */
export function exploreUrl(ctx: RequestCtx, project: Project, query: MetricQuery): string {
  const url = new URL(pageUrl(ctx, project, `explore/${encodeURIComponent(query.exploreName)}`))
  const state = { tableName: query.exploreName, metricQuery: query, tableConfig: { columnOrder: [...query.dimensions, ...query.metrics] } }
  url.searchParams.set('create_saved_chart_version', encodeExploreState(state))
  return url.href
}
