import type { CompiledQuery, CompileOptions } from '../types/compiled-query.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import type { FieldId, FilterGroup, FilterRule } from '../types/metric-query.ts'
import type { ParameterValues } from '../types/model-notes.ts'
import { compileMetricQuery } from './compile-metric-query.ts'
import { exploreIndex } from './explore-index.ts'
import { findDimension } from './find-dimension.ts'

export type FieldValuesRequest = {
  /** Text that values contain, in any case; for numbers the number itself. Blank: all values. */
  search: string
  /** Rows. */
  limit: number
  /** Further conditions on dimensions, for values that fit the other filters. */
  filters?: FilterGroup
  /** Chosen values of parameters, as in a query. */
  parameters?: ParameterValues
}

/**
 * The distinct values of a dimension, ascending, without null, under the same row rules and required filters as any
 * query. Throws `unknown_field`, and `invalid_query` for a metric.
 */
export function fieldValuesQuery(
  explore: Explore,
  fieldId: FieldId,
  request: FieldValuesRequest,
  options: CompileOptions & { dialect: Dialect },
): CompiledQuery {
  const index = exploreIndex(explore)
  if (index.metrics.has(fieldId)) {
    throw new QueryError('invalid_query', `Values can be searched for dimensions only, and ${fieldId} is a metric.`, { at: fieldId })
  }
  const target = { fieldId }
  const rules: FilterRule[] = [{ id: 'not-null', target, operator: 'notNull' }]
  const type = findDimension(index, fieldId)?.type
  const search = request.search.trim()
  if (search !== '' && type === 'string') rules.push({ id: 'search', target, operator: 'include', values: [search] })
  if (search !== '' && type === 'number' && Number.isFinite(Number(search))) {
    rules.push({ id: 'search', target, operator: 'equals', values: [Number(search)] })
  }
  const and = request.filters === undefined ? rules : [...rules, request.filters]
  return compileMetricQuery(
    explore,
    {
      exploreName: explore.name,
      dimensions: [fieldId],
      metrics: [],
      filters: { dimensions: { id: 'field-values', and } },
      sorts: [{ fieldId, descending: false }],
      limit: request.limit,
      tableCalculations: [],
      ...(request.parameters === undefined ? {} : { parameters: request.parameters }),
    },
    options,
  )
}
