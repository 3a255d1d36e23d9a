import type { Explore } from '../types/explore.ts'
import type { FieldId, FilterGroupItem, MetricQuery } from '../types/metric-query.ts'
import { exploreIndex } from './explore-index.ts'
import { findDimension } from './find-dimension.ts'
import { fieldReferences, parametersIn } from './sql-template.ts'
import { fieldIdOf } from '../names/field-id.ts'

/**
 * The parameters that a query reads, in the order of the explore: by its fields and filters, by SQL of its own, and by the
 * joins and row rules that go with them. Fields that are not there read none.
 */
export function neededParameters(explore: Explore, query: MetricQuery): string[] {
  const index = exploreIndex(explore)
  const needed = new Set<string>()
  const tables = new Set<string>()
  const table = (name: string): void => {
    if (tables.has(name)) return
    tables.add(name)
    const node = index.joins.get(name)
    for (const parameter of [...(explore.tables[name]?.parameterReferences ?? []), ...(node?.join.parameterReferences ?? [])]) needed.add(parameter)
    node?.dependsOn.forEach(table)
  }
  const field = (fieldId: FieldId): void => {
    const found = findDimension(index, fieldId) ?? index.metrics.get(fieldId)
    for (const parameter of found?.parameterReferences ?? []) needed.add(parameter)
    for (const name of found?.tablesReferences ?? []) table(name)
  }
  const sql = (text: string, own: string): void => {
    for (const parameter of parametersIn(text)) needed.add(parameter)
    for (const reference of fieldReferences(text)) field(fieldIdOf(reference.table ?? own, reference.name))
  }
  table(explore.baseTable)
  for (const name of [...index.alwaysJoined, ...index.sqlFilterTables]) table(name)
  for (const fieldId of [...query.dimensions, ...query.metrics]) field(fieldId)
  for (const group of Object.values(query.filters)) for (const fieldId of filteredFields(group)) field(fieldId)
  for (const dimension of query.customDimensions ?? []) {
    if (dimension.type === 'sql') sql(dimension.sql, dimension.table)
    else field(dimension.dimensionId)
  }
  for (const metric of query.additionalMetrics ?? []) {
    sql(metric.sql, metric.table)
    for (const { target } of metric.filters ?? []) sql(`\${${target.fieldRef}}`, metric.table)
  }
  for (const calculation of query.tableCalculations) sql(calculation.sql, '')
  return Object.keys(explore.parameters ?? {}).filter((name) => needed.has(name))
}

function filteredFields(item: FilterGroupItem | undefined): FieldId[] {
  if (item === undefined) return []
  if ('and' in item) return item.and.flatMap(filteredFields)
  if ('or' in item) return item.or.flatMap(filteredFields)
  return [item.target.fieldId]
}
