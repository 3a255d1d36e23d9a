import { fieldIdOf } from '../names/field-id.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { Explore } from '../types/explore.ts'
import type { CompiledDimension } from '../types/field.ts'
import type { FieldId, MetricQuery } from '../types/metric-query.ts'
import { dimensionOf } from './find-dimension.ts'
import { replaceReferences } from './sql-template.ts'

const granularities = ['RAW', 'MILLISECOND', 'SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/**
 * The query with every date interval cut to `granularity` instead ("Month", "MONTH"…), in dimensions, sorts and the
 * references of table calculations. Parts and names (month number, weekday) and intervals that the base cannot have
 * stay. Throws `invalid_query` for an unknown granularity.
 */
export function withGranularity(explore: Explore, query: MetricQuery, granularity: string): MetricQuery {
  const wanted = granularity.toUpperCase()
  if (!granularities.includes(wanted)) {
    throw new QueryError('invalid_query', `Unknown granularity: ${granularity}. Use one of ${granularities.join(', ')}.`, { at: 'granularity' })
  }
  const zoomed = new Map<FieldId, CompiledDimension>()
  for (const fieldId of query.dimensions) {
    const dimension = dimensionOf(explore, fieldId)
    if (dimension?.timeInterval === undefined || !granularities.includes(dimension.timeInterval)) continue
    const base = dimension.timeIntervalBaseDimensionName
    if (base === undefined) continue
    const other = dimensionOf(explore, fieldIdOf(dimension.table, `${base}_${wanted.toLowerCase()}`))
    if (other !== undefined) zoomed.set(fieldId, other)
  }
  if (zoomed.size === 0) return query
  const swap = (fieldId: FieldId): FieldId => {
    const other = zoomed.get(fieldId)
    return other === undefined ? fieldId : fieldIdOf(other.table, other.name)
  }
  return {
    ...query,
    dimensions: [...new Set(query.dimensions.map(swap))],
    sorts: query.sorts.map((sort) => ({ ...sort, fieldId: swap(sort.fieldId) })),
    tableCalculations: query.tableCalculations.map((calculation) => ({ ...calculation, sql: swapReferences(calculation.sql, zoomed) })),
  }
}

function swapReferences(sql: string, zoomed: ReadonlyMap<FieldId, CompiledDimension>): string {
  return replaceReferences(sql, (reference, text) => {
    if (reference.kind !== 'field') return text
    const other = zoomed.get(reference.table === undefined ? reference.name : fieldIdOf(reference.table, reference.name))
    return other === undefined ? text : `\${${other.table}.${other.name}}`
  })
}
