import { fieldIdOf } from '../names/field-id.ts'
import type { Explore } from '../types/explore.ts'
import type { FilterRule, MetricQuery } from '../types/metric-query.ts'
import { activeRules } from './filters/render-group.ts'
import { parseReference } from './sql-template.ts'

/** The query with the base table's required filters added, except those on fields that it filters already. */
export function withRequiredFilters(explore: Explore, query: MetricQuery): MetricQuery {
  // `required: false` is a proposal for whoever asks (default_filters), not a rule.
  const required = (explore.tables[explore.baseTable]?.requiredFilters ?? []).filter((rule) => rule.required !== false)
  if (required.length === 0) return query
  const used = new Set(activeRules(query.filters.dimensions).map((rule) => rule.target?.fieldId))
  const added: FilterRule[] = []
  for (const { target, ...rule } of required) {
    const reference = parseReference(target.fieldRef)
    const table = (reference.kind === 'field' ? reference.table : undefined) ?? explore.baseTable
    const fieldId = fieldIdOf(table, reference.kind === 'field' ? reference.name : target.fieldRef)
    if (!used.has(fieldId)) added.push({ ...rule, target: { fieldId }, required: true })
  }
  if (added.length === 0) return query
  const own = query.filters.dimensions
  const dimensions = { id: 'required-filters', and: own === undefined ? added : [own, ...added] }
  return { ...query, filters: { ...query.filters, dimensions } }
}
