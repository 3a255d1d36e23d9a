import type { CompiledDimension, CompiledMetric, FieldId, ItemsMap, MetricQuery } from '@atrium/semantic'
import { formatItemValue } from '@atrium/semantic'
import type { ChartResult } from '../result/chart-result.ts'
import type { ChartConfig, ChartDocument } from './chart-document.ts'

const field = { index: 0, table: 'orders', tableLabel: 'Orders', sql: '', compiledSql: '', hidden: false }

/** A dimension of a test: `orders_<name>`. */
export const dimension = (name: string, part: Partial<CompiledDimension> = {}): ItemsMap => ({
  [`orders_${name}`]: { ...field, fieldType: 'dimension', type: 'string', name, label: name[0]?.toUpperCase() + name.slice(1), ...part },
})

/** A metric of a test: `orders_<name>`. */
export const metric = (name: string, part: Partial<CompiledMetric> = {}): ItemsMap => ({
  [`orders_${name}`]: { ...field, fieldType: 'metric', type: 'sum', name, label: name[0]?.toUpperCase() + name.slice(1), ...part },
})

/** Months, statuses, revenue in dollars and a count. */
export const testItems: ItemsMap = {
  ...dimension('month', { type: 'date', timeInterval: 'MONTH' }),
  ...dimension('status'),
  ...dimension('size', { type: 'number' }),
  ...metric('revenue', { format: 'usd' }),
  ...metric('count', { type: 'count' }),
}

/** A query of the test items. */
export function testQuery(dimensions: FieldId[], metrics: FieldId[], part: Partial<MetricQuery> = {}): MetricQuery {
  return { exploreName: 'orders', dimensions, metrics, filters: {}, sorts: [], limit: 500, tableCalculations: [], ...part }
}

/** A result from plain rows, formatted as the server would. */
export function testResult(rows: readonly Record<FieldId, unknown>[], fields: ItemsMap = testItems): ChartResult {
  return {
    fields,
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([id, raw]) => [id, { value: { raw, formatted: formatItemValue(fields[id], raw) } }]))),
  }
}

/** A chart of a query. */
export function testChart(metricQuery: MetricQuery, chartConfig: ChartConfig, part: Partial<ChartDocument> = {}): ChartDocument {
  return { tableName: 'orders', metricQuery, chartConfig, tableConfig: { columnOrder: [] }, ...part }
}
