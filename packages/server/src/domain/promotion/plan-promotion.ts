import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { referencesOf, withoutChartFacts, type ChartDocument, type DashboardDocument, type DashboardTile, type SqlChartDocument } from '@atrium/documents'
import { fieldIdOf, isExploreError, type AnyExplore } from '@atrium/semantic'
import { AppError, type FieldProblem } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import type { SpaceSpec } from '../content/content-kinds.ts'
import { inheritsAccess } from '../content/plan-space-change.ts'
import type { Code, Pair, PlannedChange, Promotion, PromotionAction, PromotionProblem, PromotionSides } from './types.ts'

/**
 * What promoting changes upstream. Pure: the same two sides give the same plan. `explores` are those of the upstream
 * project. Throws `conflict` (`slug_conflict`) naming what has the slug of something else there.
 */
export function planPromotion(sides: PromotionSides, explores: ReadonlyMap<string, AnyExplore>): Promotion {
  refuseConflicts(sides)
  const { source, upstream, dashboard } = sides
  const spaces = sides.spaces.map((pair) => planSpace(sides, pair))
  const dashboards = dashboard === null ? [] : [planDashboard(sides, dashboard)]
  const charts = [
    ...sides.charts.map((pair) => planChart(sides, pair, explores)),
    ...sides.orphans.map((orphan): PlannedChange<ChartDocument> => ({
      action: 'delete',
      source: null,
      upstream: orphan,
      before: chartCode(sides, orphan),
      after: null,
      problems: [],
    })),
  ]
  const sqlCharts = sides.sqlCharts.map((pair) => change(pair, sqlChartCode, []))
  return { source, upstream, spaces, dashboards, charts, sqlCharts, version: versionOf([...spaces, ...dashboards, ...charts, ...sqlCharts]) }
}

/** True when nothing is left to do. */
export const isUpToDate = ({ spaces, dashboards, charts, sqlCharts }: Promotion): boolean =>
  [...spaces, ...dashboards, ...charts, ...sqlCharts].every(({ action }) => action === 'no changes')

/** A slug means the same thing on both sides, or promoting would put one thing over another. */
function refuseConflicts({ dashboard, charts }: PromotionSides): void {
  const fields: FieldProblem[] = []
  for (const { source, upstream } of charts) {
    if (upstream === null) continue
    const isInside = source.dashboard !== null
    const isSame = isInside ? upstream.dashboard !== null && upstream.dashboard.id === dashboard?.upstream?.id : upstream.dashboard === null
    if (isSame) continue
    // Without its name: it may be in a place that is closed to who asks.
    const there = upstream.dashboard === null ? 'in a space' : 'inside a dashboard'
    const here = source.dashboard === null ? 'in a space' : `inside the dashboard "${source.dashboard.name}"`
    const message = `The chart "${source.name}" is ${here}, but upstream the slug "${source.slug}" is that of a chart ${there}`
    fields.push({ path: `charts.${source.slug}`, message })
  }
  if (fields.length === 0) return
  const message = `${fields.map((field) => field.message).join('. ')}. Rename or delete that one upstream, or save this one as a copy with a slug of its own.`
  throw new AppError('conflict', message, { reason: 'slug_conflict', fields })
}

/** Code is what is compared: what a person is shown as changed is what changes, and nothing else. */
function change<Spec extends object>(
  { source, upstream }: Pair<Spec>,
  codeOf: (resource: Resource<Spec>) => Code,
  problems: readonly PromotionProblem[],
): PlannedChange<Spec> {
  const before = upstream === null ? null : codeOf(upstream)
  const after = codeOf(source)
  const action: PromotionAction = before === null ? 'create' : isDeepStrictEqual(before, after) ? 'no changes' : 'update'
  return { action, source, upstream, before, after, problems }
}

/** A space that is there stays as it is: whoever runs it decides its name and who sees it. */
function planSpace(sides: PromotionSides, pair: Pair<SpaceSpec>): PlannedChange<SpaceSpec> {
  const before = pair.upstream === null ? null : spaceCode(sides, pair.upstream)
  return { ...pair, action: before === null ? 'create' : 'no changes', before, after: before ?? spaceCode(sides, pair.source), problems: [] }
}

const planChart = (sides: PromotionSides, pair: Pair<ChartDocument>, explores: ReadonlyMap<string, AnyExplore>): PlannedChange<ChartDocument> =>
  change(pair, (chart) => chartCode(sides, chart), chartProblems(pair.source.spec, explores))

const planDashboard = (sides: PromotionSides, pair: Pair<DashboardDocument>): PlannedChange<DashboardDocument> =>
  change(pair, (dashboard) => dashboardCode(sides, dashboard), tileProblems(sides, pair.source.spec))

const headOf = ({ name, slug, description, space }: Resource): { spaceSlug: string } & Code => ({
  name,
  slug,
  description: description === '' ? null : description,
  spaceSlug: space.slug,
})

function spaceCode({ spaceSlugs }: PromotionSides, { name, slug, spec, space }: Resource<SpaceSpec>): Code {
  const parentSlug = space.parentId === null ? undefined : spaceSlugs.get(space.parentId)
  return {
    name,
    slug,
    ...(parentSlug === undefined ? {} : { parentSlug }),
    ...(parentSlug !== undefined && inheritsAccess(space) ? { inheritsAccess: true } : { isPrivate: spec.isPrivate }),
  }
}

function chartCode(sides: PromotionSides, chart: Resource<ChartDocument>): Code {
  const { dashboard } = sides
  const isInside = chart.dashboard !== null && [dashboard?.source.id, dashboard?.upstream?.id].includes(chart.dashboard.id)
  // What lives inside a dashboard is wherever that is.
  const { spaceSlug, ...head } = headOf(chart)
  return { ...head, ...(isInside ? { dashboardSlug: dashboard?.source.slug } : { spaceSlug }), ...chart.spec }
}

const dashboardCode = (sides: PromotionSides, dashboard: Resource<DashboardDocument>): Code => ({
  ...headOf(dashboard),
  ...dashboard.spec,
  tiles: dashboard.spec.tiles.map((tile) => tileCode(sides, tile)),
})

const sqlChartCode = (chart: Resource<SqlChartDocument>): Code => ({ ...headOf(chart), ...chart.spec })

function tileCode({ chartSlugs }: PromotionSides, given: DashboardTile): Code {
  const tile = withoutChartFacts(given)
  if (tile.type === 'saved_chart') {
    const { savedChartUuid, ...properties } = tile.properties
    return { ...tile, properties: { ...properties, chartSlug: chartSlugs.get(savedChartUuid ?? '') ?? null } }
  }
  if (tile.type !== 'sql_chart') return tile
  const { savedSqlUuid, ...properties } = tile.properties
  return { ...tile, properties: { ...properties, chartSlug: chartSlugs.get(savedSqlUuid ?? '') ?? null } }
}

function tileProblems({ chartSlugs }: PromotionSides, { tiles }: DashboardDocument): PromotionProblem[] {
  const shown = (tile: DashboardTile): string | null | undefined =>
    tile.type === 'saved_chart' ? tile.properties.savedChartUuid : tile.type === 'sql_chart' ? tile.properties.savedSqlUuid : undefined
  return tiles
    .filter((tile) => shown(tile) !== undefined && !chartSlugs.has(shown(tile) ?? ''))
    .map(({ uuid, properties: { title = '' } }) => ({ reason: 'tile_empty', name: title === '' ? uuid : title }))
}

function chartProblems(chart: ChartDocument, explores: ReadonlyMap<string, AnyExplore>): PromotionProblem[] {
  const explore = explores.get(chart.tableName)
  if (explore === undefined) return [{ reason: 'explore_missing', name: chart.tableName }]
  if (isExploreError(explore)) return [{ reason: 'explore_broken', name: chart.tableName }]
  const known = new Set(
    Object.entries(explore.tables).flatMap(([table, { dimensions, metrics }]) =>
      [...Object.keys(dimensions), ...Object.keys(metrics)].map((name) => fieldIdOf(table, name)),
    ),
  )
  return referencesOf(chart)
    .fields.filter((field) => !known.has(field))
    .map((name) => ({ reason: 'field_missing', name }))
}

function versionOf(changes: readonly PlannedChange<object>[]): string {
  const said = changes.map(({ action, source, upstream, after }) => [action, source?.id, upstream?.id, upstream?.revisionId, upstream?.updatedAt, after])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
