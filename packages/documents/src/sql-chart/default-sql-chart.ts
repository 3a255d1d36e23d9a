import type { SqlChartConfig } from './sql-chart-document.ts'

export type SqlColumn = { reference: string; type: string }

/** How rows are drawn until someone chooses: the first number over the first other column, dates as lines. */
export function defaultSqlChart(columns: readonly SqlColumn[]): SqlChartConfig {
  const value = columns.find(({ type }) => type === 'number')
  const axis = columns.find(({ type }) => type === 'date' || type === 'timestamp') ?? columns.find(({ type }) => type !== 'number')
  if (value === undefined || axis === undefined) return { metadata: { version: 1 }, type: 'table' }
  return {
    metadata: { version: 1 },
    type: axis.type === 'date' || axis.type === 'timestamp' ? 'line' : 'vertical_bar',
    fieldConfig: { x: { reference: axis.reference }, y: [{ reference: value.reference, aggregation: 'sum' }], groupBy: [] },
  }
}

/** What is drawn of rows: the drawing that somebody chose, or the one that fits where nothing is said but how it looks. */
export const drawnSqlChart = (config: SqlChartConfig, columns: readonly SqlColumn[]): SqlChartConfig =>
  config.fieldConfig === undefined && config.columns === undefined && config.type !== 'table' && columns.length > 0 ? defaultSqlChart(columns) : config

/** The same drawing for these columns: what is said of others is left out. */
export function fittingSqlChart(config: SqlChartConfig, columns: readonly SqlColumn[]): SqlChartConfig {
  const { fieldConfig } = config
  if (fieldConfig === undefined) return config
  const isThere = ({ reference }: { reference: string }): boolean => columns.some((column) => column.reference === reference)
  const { x, y, groupBy = [], sortBy: _, ...rest } = fieldConfig
  return { ...config, fieldConfig: { ...rest, ...(x !== undefined && isThere(x) ? { x } : {}), y: y.filter(isThere), groupBy: groupBy.filter(isThere) } }
}
