import type { CompiledTable, Explore } from '../types/explore.ts'
import type { CompiledDimension } from '../types/field.ts'
import type { AdditionalMetric, MetricQuery } from '../types/metric-query.ts'

const reference = /^\s*\$\{(?!TABLE\})[\w.]+\}\s*$/
const column = /^\s*\$\{TABLE\}\.(?:"([^"]+)"|`([^`]+)`|(\w+))\s*$/

/** The column that SQL is, in lower case: engines find it in any. */
function columnOf(sql: string): string | undefined {
  const [, doubled, ticked, bare] = column.exec(sql) ?? []
  return (doubled ?? ticked ?? bare)?.toLowerCase()
}

/** The dimensions of a table that the SQL of a custom metric reads: those with the same SQL, or of the same column. */
export function dimensionsBehind(table: CompiledTable | undefined, sql: string): CompiledDimension[] {
  const wanted = columnOf(sql)
  return Object.values(table?.dimensions ?? {}).filter(
    (dimension) => dimension.sql.trim() === sql.trim() || (wanted !== undefined && columnOf(dimension.sql) === wanted),
  )
}

/**
 * Custom metrics with SQL of their own: neither a reference to a field, nor the SQL of a dimension of their table. They
 * read columns that the model shows nobody, or not to everybody. All but references where there is no explore to ask.
 */
export function metricsOfOwnSql(explore: Explore | undefined, query: Pick<MetricQuery, 'additionalMetrics'>): AdditionalMetric[] {
  return (query.additionalMetrics ?? []).filter(
    ({ sql, table }) =>
      !reference.test(sql) &&
      dimensionsBehind(explore !== undefined && Object.hasOwn(explore.tables, table) ? explore.tables[table] : undefined, sql).length === 0,
  )
}
