import type { DashboardDocument } from '@atrium/documents'
import { eachOnce } from './check-chart.ts'
import type { Breakage } from './finding.ts'
import { hasField, type ModelIndex } from './model-index.ts'

export type ChartOnDashboard = { id: string; exploreName: string; breakages: readonly Breakage[] }

/** Charts of a project; of SQL charts is known that they are there, and not what their SQL reads. */
export type ChartsOfProject = { charts: ReadonlyMap<string, ChartOnDashboard>; sqlCharts: ReadonlySet<string> }

/** What is broken on a dashboard: fields that its filters name, charts that are broken, charts that are gone. */
export function breakagesOfDashboard(
  { tiles, filters }: DashboardDocument,
  model: ModelIndex,
  { charts, sqlCharts }: ChartsOfProject,
): { chartId: string | null; breakage: Breakage }[] {
  const shown = new Map(tiles.flatMap((tile) => (tile.type === 'saved_chart' ? [[tile.uuid, tile.properties.savedChartUuid] as const] : [])))
  const rules = [...filters.dimensions, ...filters.metrics]
  const isGone = (table: string, field: string): boolean => !hasField(model.fields, field) && !model.isUnknown(table)
  const gone = rules.flatMap(({ target, tileTargets = {} }) => [
    ...(isGone(target.tableName, target.fieldId) ? [target.fieldId] : []),
    ...Object.entries(tileTargets).flatMap(([tile, own]) => (own !== false && shown.has(tile) && isGone(own.tableName, own.fieldId) ? [own.fieldId] : [])),
  ])
  const ofFilters = eachOnce(gone.map((field): Breakage => ({ errorType: 'filter', cause: { kind: 'field', field, explore: null } })))
  return [
    ...ofFilters.map((breakage) => ({ chartId: null, breakage })),
    ...[...new Set(shown.values())].flatMap((chartId) => ofChart(chartId, charts)),
    ...goneSqlCharts(tiles, sqlCharts).map((chartId) => ({ chartId, breakage: goneChart(chartId) })),
  ]
}

function ofChart(chartId: string | null, charts: ReadonlyMap<string, ChartOnDashboard>): { chartId: string | null; breakage: Breakage }[] {
  const chart = chartId === null ? undefined : charts.get(chartId)
  if (chart === undefined) return [{ chartId, breakage: goneChart(chartId) }]
  const causes = eachOnce(chart.breakages.map(({ cause }) => ({ errorType: 'chart', cause })))
  return causes.map((breakage) => ({ chartId: chart.id, breakage }))
}

const goneChart = (chartId: string | null): Breakage => ({ errorType: 'chart', cause: { kind: 'chart', chart: chartId ?? '' } })

function goneSqlCharts(tiles: DashboardDocument['tiles'], sqlCharts: ReadonlySet<string>): (string | null)[] {
  const shown = tiles.flatMap((tile) => (tile.type === 'sql_chart' ? [tile.properties.savedSqlUuid] : []))
  return [...new Set(shown)].filter((id) => id === null || !sqlCharts.has(id))
}
