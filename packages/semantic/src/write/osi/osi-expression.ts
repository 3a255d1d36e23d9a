import { parseReference, replaceReferences } from '../../plan/sql-template.ts'
import type { CompiledTable, Explore } from '../../types/explore.ts'
import type { CompiledDimension, CompiledMetric } from '../../types/field.ts'

/** References one behind the other that are written out. */
const deepest = 20

/** A dimension in columns of its dataset; columns of other datasets have its name before them. */
export function dimensionExpression(dimension: CompiledDimension, table: CompiledTable): string {
  return ownColumns(dimension.sql, table, 0)
}

function ownColumns(sql: string, table: CompiledTable, depth: number): string {
  return replaceReferences(sql.replaceAll('${TABLE}.', ''), (reference, text) => {
    if (reference.kind !== 'field') return text
    if (reference.table !== undefined && reference.table !== table.name) return `${reference.table}.${reference.name}`
    const other = table.dimensions[reference.name]
    return other === undefined || depth > deepest ? reference.name : `(${ownColumns(baseSql(other, table), table, depth + 1)})`
  })
}

/** An interval has the SQL of what it cuts; cut in the warehouse's own words it would not be standard. */
const baseSql = (dimension: CompiledDimension, table: CompiledTable): string =>
  table.dimensions[dimension.timeIntervalBaseDimensionName ?? '']?.sql ?? dimension.sql

const functions: Partial<Record<CompiledMetric['type'], (argument: string) => string>> = {
  sum: (argument) => `SUM(${argument})`,
  average: (argument) => `AVG(${argument})`,
  count: (argument) => `COUNT(${argument})`,
  count_distinct: (argument) => `COUNT(DISTINCT ${argument})`,
  min: (argument) => `MIN(${argument})`,
  max: (argument) => `MAX(${argument})`,
  median: (argument) => `MEDIAN(${argument})`,
}
const expressions = new Set<CompiledMetric['type']>(['number', 'string', 'boolean', 'date', 'timestamp'])

/** A metric over fields as `dataset.field`, or `undefined` when it has no form that others understand. */
export function metricExpression(metric: CompiledMetric, explore: Explore, depth = 0): string | undefined {
  if (depth > deepest || metric.filters !== undefined) return undefined
  let isKnown = true
  const written = replaceReferences(metric.sql, (reference, text) => {
    if (reference.kind === 'table') return metric.table
    if (reference.kind !== 'field') {
      isKnown = false
      return text
    }
    const table = explore.tables[reference.table ?? metric.table]
    const other = table?.metrics[reference.name]
    if (other !== undefined && expressions.has(metric.type)) {
      const inner = metricExpression(other, explore, depth + 1)
      if (inner === undefined) isKnown = false
      return `(${inner ?? ''})`
    }
    return `${table?.originalName ?? table?.name ?? metric.table}.${reference.name}`
  })
  if (!isKnown) return undefined
  if (expressions.has(metric.type)) return written
  return functions[metric.type]?.(fieldNamed(written, metric, explore))
}

/** `orders.amount` as the field that reads this column, when there is one. */
function fieldNamed(sql: string, metric: CompiledMetric, explore: Explore): string {
  const table = explore.tables[metric.table]
  const reference = parseReference(sql)
  if (table === undefined || reference.kind !== 'field' || reference.table !== metric.table || !/^\w+$/.test(reference.name)) return sql
  const field = Object.values(table.dimensions).find((dimension) => dimension.sql === `\${TABLE}.${reference.name}` && dimension.timeInterval === undefined)
  return field === undefined ? sql : `${metric.table}.${field.name}`
}
