import { isFormula } from '../formula/formula.ts'
import { fieldIdOf } from '../names/field-id.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import { replaceReferences } from './sql-template.ts'

/** SQL that came with the question and not from the model. */
export type FreeSql = {
  kind: 'custom dimension' | 'custom metric' | 'table calculation'
  /** Id of the custom field or name of the calculation. */
  name: string
  /**
   * A statement that parses only when the text is one expression, with every `${…}` as a column `x`. An engine's
   * parser shows from it whether the expression reads tables of its own: such a subquery would pass by the row rules.
   */
  probe: string
}

const plainColumn = /^\s*\$\{(?:TABLE\}\.(?:"[^"]+"|`[^`]+`|\w+)|[\w.]+\})\s*$/

/** Every piece of free SQL in a query; custom metrics that only name a column or a field are none. */
export function freeSqlOf(query: MetricQuery): FreeSql[] {
  const parts: { kind: FreeSql['kind']; name: string; sql: string }[] = []
  for (const dimension of query.customDimensions ?? []) {
    if (dimension.type === 'sql') parts.push({ kind: 'custom dimension', name: dimension.id, sql: dimension.sql })
  }
  for (const metric of query.additionalMetrics ?? []) {
    if (!plainColumn.test(metric.sql)) parts.push({ kind: 'custom metric', name: fieldIdOf(metric.table, metric.name), sql: metric.sql })
  }
  // A formula is no SQL: every word of it is written by the planner.
  for (const { name, sql } of query.tableCalculations) if (!isFormula(sql)) parts.push({ kind: 'table calculation', name, sql })
  return parts.map(({ kind, name, sql }) => ({ kind, name, probe: `SELECT (\n${replaceReferences(sql, () => 'x')}\n)` }))
}
