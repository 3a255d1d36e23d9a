import type { ChartDocument, DashboardDocument, SqlChartDocument } from '@atrium/documents'
import { z } from 'zod'
import type { SpaceSpec } from '../../../domain/content/content-kinds.ts'
import type { PlannedChange, PromotionDiff } from '../../../domain/promotion/types.ts'
import type { Resource } from '../../../resources/resource.ts'
import { chartWire, dashboardWire, spaceSummaryWire, toChart, toDashboard, toSpaceSummary } from './content.ts'

const actionWire = z.enum(['no changes', 'create', 'update', 'delete'])

/** Ours: the thing as code before and after, with slugs in place of ids, and what will not work upstream. */
const changeWire = {
  action: actionWire,
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  problems: z.array(z.object({ reason: z.enum(['explore_missing', 'explore_broken', 'field_missing', 'tile_empty']), name: z.string() })),
}

export const promotionWire = z.object({
  spaces: z.array(z.object({ data: spaceSummaryWire, ...changeWire })),
  dashboards: z.array(z.object({ data: dashboardWire.extend({ spaceSlug: z.string() }), ...changeWire })),
  charts: z.array(z.object({ data: chartWire.extend({ spaceSlug: z.string(), oldUuid: z.string() }), ...changeWire })),
  /** Ours. */
  sqlCharts: z.array(z.object({ data: z.object({ uuid: z.string(), name: z.string(), slug: z.string(), spaceSlug: z.string() }), ...changeWire })),
  /** Ours: what to send along with the promotion, so that nothing else than this is done. */
  version: z.string(),
  /** Ours. */
  upstreamProject: z.object({ projectUuid: z.string(), name: z.string() }),
})

type Wire = z.infer<typeof promotionWire>

/** What a promotion would do. Things that are still to be made carry the ids they have here. */
export const toPromotion = (diff: PromotionDiff): Wire => ({
  spaces: diff.spaces.map((change) => ({ data: spaceData(diff, change), ...changeOf(change) })),
  dashboards: diff.dashboards.map((change) => ({ data: dashboardData(diff, change), ...changeOf(change) })),
  charts: diff.charts.map((change) => ({ data: chartData(diff, change), ...changeOf(change) })),
  sqlCharts: diff.sqlCharts.map((change) => ({ data: sqlChartData(diff, change), ...changeOf(change) })),
  version: diff.version,
  upstreamProject: { projectUuid: diff.upstream.id, name: diff.upstream.name },
})

const changeOf = ({ action, before, after, problems }: PlannedChange<object>): Pick<Wire['charts'][number], 'action' | 'before' | 'after' | 'problems'> => ({
  action,
  before,
  after,
  problems: [...problems],
})

/** The thing as it will be: with the ids it has upstream, as far as there are any. */
function upstreamOf<Spec extends object>(diff: PromotionDiff, { source, upstream }: PlannedChange<Spec>): Resource<Spec> {
  const shown = source ?? upstream
  if (shown === null) throw new Error('a planned change of nothing')
  const space = diff.spaces.find((one) => one.source?.id === shown.space.id)?.upstream?.space ?? shown.space
  return { ...shown, id: upstream?.id ?? shown.id, projectId: diff.upstream.id, space }
}

function chartData(diff: PromotionDiff, change: PlannedChange<ChartDocument>): Wire['charts'][number]['data'] {
  const chart = upstreamOf(diff, change)
  return { ...toChart({ ...chart, ownAccess: null }), spaceSlug: chart.space.slug, oldUuid: change.source?.id ?? chart.id }
}

function dashboardData(diff: PromotionDiff, change: PlannedChange<DashboardDocument>): Wire['dashboards'][number]['data'] {
  const dashboard = upstreamOf(diff, change)
  const charts = new Map(diff.charts.flatMap(({ source }) => (source === null ? [] : [[source.id, { ...source, ownAccess: null }] as const])))
  const sqlCharts = new Map(diff.sqlCharts.flatMap(({ source }) => (source === null ? [] : [[source.id, { ...source, ownAccess: null }] as const])))
  return { ...toDashboard({ ...dashboard, ownAccess: null, charts, sqlCharts, abilities: [] }), spaceSlug: dashboard.space.slug }
}

function sqlChartData(diff: PromotionDiff, change: PlannedChange<SqlChartDocument>): Wire['sqlCharts'][number]['data'] {
  const { id: uuid, name, slug, space } = upstreamOf(diff, change)
  return { uuid, name, slug, spaceSlug: space.slug }
}

function spaceData(diff: PromotionDiff, change: PlannedChange<SpaceSpec>): Wire['spaces'][number]['data'] {
  const space = change.upstream ?? upstreamOf(diff, change)
  const figures = diff.figures.get(space.id) ?? { directUserIds: [], chartCount: 0, dashboardCount: 0 }
  return toSpaceSummary({ ...space, ownAccess: null, parentId: space.space.parentId, ...figures })
}
