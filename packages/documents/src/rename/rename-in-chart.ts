import { comparedFieldsOf, type MetricQuery } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { renameInQuery } from './rename-in-query.ts'
import type { Renames } from './renames.ts'

/** A chart with names replaced, in its question and in how it is drawn. */
export function renameInChart(document: ChartDocument, given: Renames): ChartDocument {
  const { query, renames } = renameInQuery(document.metricQuery, given)
  const compared = comparedColumns(document.metricQuery, query, renames)
  const idOf = (id: string): string => compared.get(id) ?? renames.field(id)?.id ?? id
  return {
    ...document,
    tableName: renames.explore(document.tableName),
    metricQuery: query,
    chartConfig: renameInConfig(document.chartConfig, idOf) as ChartDocument['chartConfig'],
    tableConfig: { ...document.tableConfig, columnOrder: [...new Set(document.tableConfig.columnOrder.map(idOf))] },
    ...(document.pivotConfig === undefined ? {} : { pivotConfig: { ...document.pivotConfig, columns: [...new Set(document.pivotConfig.columns.map(idOf))] } }),
  }
}

/** Columns of comparisons are named after their metric. */
function comparedColumns(before: MetricQuery, after: MetricQuery, renames: Renames): Map<string, string> {
  return new Map(
    before.metrics.flatMap((metric) => {
      const now = comparedFieldsOf(after, renames.field(metric)?.id ?? metric, {})
      return comparedFieldsOf(before, metric, {}).map(({ fieldId }, place) => [fieldId, now[place]?.fieldId ?? fieldId] as const)
    }),
  )
}

/** Keys of settings that hold what people wrote, or values of the data: a field's id in there is a coincidence. */
const texts = new Set(['name', 'label', 'title', 'content', 'comparisonLabel', 'value', 'values', 'color', 'prefix', 'suffix'])

/** Settings name fields as values and as keys; which ones depends on the type of chart, so all that is an id counts. */
function renameInConfig(value: unknown, idOf: (id: string) => string): unknown {
  if (typeof value === 'string') return idOf(value)
  if (Array.isArray(value)) return value.map((item) => renameInConfig(item, idOf))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [idOf(key), texts.has(key) ? item : renameInConfig(item, idOf)]))
}
