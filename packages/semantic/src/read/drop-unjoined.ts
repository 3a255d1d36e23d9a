import { fieldReferences } from '../plan/sql-template.ts'
import type { FormatNotes } from './format-notes.ts'
import type { DimensionSource, MetricSource, ModelSource } from './model-source.ts'

/**
 * Takes the fields out of a model that read tables which it does not join, and those that read such fields. Other formats
 * let a view be used where some of its fields have no meaning; here the base of an explore must be whole.
 */
export function dropUnjoined(model: ModelSource, notes: FormatNotes): void {
  const tables = new Set([model.name, ...model.joins.map((join) => join.alias ?? join.model)])
  const dropped = new Set<string>()
  const missing = (field: DimensionSource | MetricSource): string | undefined => {
    const filters = 'filters' in field ? field.filters.map(({ fieldRef }) => `\${${fieldRef}}`) : []
    for (const { table, name } of fieldReferences([field.sql?.sql ?? '', ...filters].join(' '))) {
      if (table !== undefined && !tables.has(table)) return table
      if (table === undefined && dropped.has(name)) return name
    }
    return undefined
  }
  const keep = (kind: string, field: DimensionSource | MetricSource): boolean => {
    const cause = missing(field)
    if (cause === undefined) return true
    dropped.add(field.name)
    notes.refused({
      what: `${kind} ${model.name}.${field.name}`,
      at: field.sql?.at ?? field.at,
      why: `it reads ${cause}, which is not joined in ${model.name}`,
      hint: `Join it to ${model.name}, or leave it: the other fields work.`,
    })
    return false
  }
  let before: number
  do {
    before = dropped.size
    model.columns = model.columns.filter(({ dimension }) => keep('dimension', dimension))
    model.metrics = model.metrics.filter((metric) => keep('metric', metric))
  } while (dropped.size > before)
}
