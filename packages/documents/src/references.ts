import { comparedFieldsOf, isFilterGroup, type FilterGroup, type MetricQuery } from '@atrium/semantic'
import type { ChartDocument } from './chart/chart-document.ts'
import type { DashboardDocument } from './dashboard/dashboard-document.ts'

/** One question to one explore. */
export type Question = Pick<ChartDocument, 'tableName' | 'metricQuery'>

/** What a document points at: explores by name, fields by id, charts and SQL charts by id. Each once, sorted. */
export type References = { explores: string[]; fields: string[]; charts: string[]; sqlCharts: string[] }

export function referencesOf(document: Question | DashboardDocument): References {
  const found = 'tiles' in document ? ofDashboard(document) : ofQuestion(document)
  return { explores: sorted(found.explores), fields: sorted(found.fields), charts: sorted(found.charts), sqlCharts: sorted(found.sqlCharts) }
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted()

/** Fields that a query brings along itself: calculations, metrics and dimensions of its own, columns of comparisons. */
export const ownFieldsOf = (metricQuery: MetricQuery): ReadonlySet<string> =>
  new Set([
    ...metricQuery.tableCalculations.map(({ name }) => name),
    ...(metricQuery.customDimensions ?? []).map(({ id }) => id),
    ...(metricQuery.additionalMetrics ?? []).map(({ table, name }) => `${table}_${name}`),
    ...metricQuery.metrics.flatMap((metricId) => comparedFieldsOf(metricQuery, metricId, {}).map(({ fieldId }) => fieldId)),
  ])

function ofQuestion({ tableName, metricQuery }: Question): References {
  const own = ownFieldsOf(metricQuery)
  const { dimensions, metrics, tableCalculations } = metricQuery.filters
  const fields = [
    ...metricQuery.dimensions,
    ...metricQuery.metrics,
    ...metricQuery.sorts.map(({ fieldId }) => fieldId),
    ...[dimensions, metrics, tableCalculations].flatMap((group) => (group === undefined ? [] : filteredFieldsOf(group))),
    ...(metricQuery.comparisons ?? []).map(({ fieldId }) => fieldId),
    ...(metricQuery.customDimensions ?? []).flatMap((dimension) => (dimension.type === 'bin' ? [dimension.dimensionId] : [])),
  ]
  return { explores: [tableName], fields: fields.filter((field) => !own.has(field)), charts: [], sqlCharts: [] }
}

/** The fields of all conditions in a group, at any depth. */
export function filteredFieldsOf(group: FilterGroup): string[] {
  const items = 'and' in group ? group.and : group.or
  return items.flatMap((item) => (isFilterGroup(item) ? filteredFieldsOf(item) : [item.target.fieldId]))
}

function ofDashboard({ tiles, filters }: DashboardDocument): References {
  const rules = [...filters.dimensions, ...filters.metrics, ...filters.tableCalculations]
  return {
    explores: [],
    fields: rules.flatMap((rule) => [
      rule.target.fieldId,
      ...Object.values(rule.tileTargets ?? {}).flatMap((target) => (target === false || target.isSqlColumn === true ? [] : [target.fieldId])),
    ]),
    charts: tiles.flatMap((tile) => (tile.type === 'saved_chart' && tile.properties.savedChartUuid !== null ? [tile.properties.savedChartUuid] : [])),
    sqlCharts: tiles.flatMap((tile) => (tile.type === 'sql_chart' && tile.properties.savedSqlUuid !== null ? [tile.properties.savedSqlUuid] : [])),
  }
}
