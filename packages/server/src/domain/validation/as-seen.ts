import type { Ctx } from '../../access/operation.ts'
import { isInScope } from '../../access/rules.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import { messageOf, type Finding } from './finding.ts'

/** Stands where the caller may not know a name. */
export const privateName = 'Private content'

/** A finding as somebody sees it: content in a space that they may not see has no name, and leads nowhere. */
export type SeenFinding = Finding & {
  name: string
  message: string
  /** The chart or dashboard; null for a table, and for what the caller may not see. */
  content: Resource | null
  isPrivate: boolean
  /** Name of the chart on a dashboard that it is about. */
  chartName: string | null
}

/** Findings with what they are about, as it is now; what was deleted since is left out. */
export async function findingsAsSeen(ctx: Ctx, projectId: string, findings: readonly Finding[]): Promise<SeenFinding[]> {
  const ids = [...new Set(findings.flatMap(({ resourceId, chartId }) => [resourceId, chartId].filter((id) => id !== null)))]
  const found = ids.length === 0 ? [] : await listResources(storeOf(ctx), { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, projectId, ids })
  const all = new Map(found.map((resource) => [resource.id, resource]))
  const scope = scopeOf(ctx, projectId)
  const seen = (resource: Resource | undefined): Resource | null => (resource !== undefined && isInScope(scope, resource.space) ? resource : null)
  return findings.flatMap((finding) => {
    const { resourceId, chartId, cause } = finding
    const about = resourceId === null ? undefined : all.get(resourceId)
    if (resourceId !== null && about === undefined) return []
    const content = seen(about)
    const chart = chartId === null ? undefined : all.get(chartId)
    const chartName = chart === undefined ? null : (seen(chart)?.name ?? privateName)
    const table = cause.kind === 'model' || cause.kind === 'explore' ? cause.explore : ''
    return [
      {
        ...finding,
        name: resourceId === null ? table : (content?.name ?? privateName),
        message: messageOf(finding, chartName ?? ''),
        content,
        isPrivate: resourceId !== null && content === null,
        chartName,
      },
    ]
  })
}
