import { fieldIdOf } from '../names/field-id.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { FieldId, TableCalculation } from '../types/metric-query.ts'
import type { PlanContext } from './plan-context.ts'
import { expandModelSql } from './user-attributes.ts'

/** A table calculation with its references written as columns. */
export type CalculationColumn = { calculation: TableCalculation; sql: string }

/**
 * Table calculations in layers: one of a later layer reads columns of the earlier ones, so that a window function may
 * stand on another. Throws `invalid_query` for a reference to what is not selected, and for circles.
 */
export function calculationLayers(ctx: PlanContext, selected: ReadonlySet<FieldId>): CalculationColumn[][] {
  const calculations = new Map(ctx.query.tableCalculations.map((calculation) => [calculation.name, calculation]))
  const done = new Map<string, { column: CalculationColumn; layer: number }>()
  const resolve = (calculation: TableCalculation, path: readonly string[]): number => {
    const known = done.get(calculation.name)
    if (known !== undefined) return known.layer
    if (path.includes(calculation.name)) {
      throw wrong(calculation, `refers to itself: ${[...path, calculation.name].join(' → ')}`)
    }
    let layer = 0
    const place = { name: 'table calculation', text: calculation.name }
    if (typeof calculation.sql !== 'string' || calculation.sql.trim() === '') throw wrong(calculation, 'has no SQL')
    const sql = expandModelSql(ctx, calculation.sql, place, (reference, text) => {
      const named = text.slice(2, -1).trim()
      const other = calculations.get(named)
      if (other !== undefined) {
        layer = Math.max(layer, resolve(other, [...path, calculation.name]) + 1)
        return ctx.dialect.quote(other.name)
      }
      if (selected.has(named)) return ctx.dialect.quote(named)
      const fieldId = reference.kind === 'field' && reference.table !== undefined ? fieldIdOf(reference.table, reference.name) : named
      if (!selected.has(fieldId)) throw wrong(calculation, `refers to ${text}, which is not selected in this query`)
      return ctx.dialect.quote(fieldId)
    })
    done.set(calculation.name, { column: { calculation, sql }, layer })
    return layer
  }
  for (const calculation of calculations.values()) resolve(calculation, [])
  const layers: CalculationColumn[][] = []
  for (const calculation of calculations.values()) {
    const resolved = done.get(calculation.name)
    if (resolved !== undefined) (layers[resolved.layer] ??= []).push(resolved.column)
  }
  return layers
}

const wrong = (calculation: TableCalculation, what: string): QueryError =>
  new QueryError('invalid_query', `Table calculation "${calculation.name}" ${what}.`, { at: calculation.name })
