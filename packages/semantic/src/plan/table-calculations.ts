import { findColumn, type ResultField, sameText } from '../formula/find-column.ts'
import { FormulaError, isFormula } from '../formula/formula.ts'
import { parseFormula } from '../formula/parse-formula.ts'
import { asValue, printFormula } from '../formula/print-formula.ts'
import { fieldIdOf } from '../names/field-id.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { DimensionType } from '../types/field.ts'
import type { TableCalculation } from '../types/metric-query.ts'
import { nowInZone } from './now-in-zone.ts'
import type { PlanContext } from './plan-context.ts'
import type { CalculationColumn } from './select-parts.ts'
import { orderTerms } from './sorts.ts'
import { expandModelSql } from './user-attributes.ts'

/**
 * Table calculations in layers: one of a later layer reads columns of the earlier ones, so that a window function may
 * stand on another. Text that begins with a sign of equality is a spreadsheet formula, all other is SQL. Throws
 * `invalid_query` for a reference to what is not selected, for circles, and for formulas that make no sense.
 */
export function calculationLayers(ctx: PlanContext, fields: readonly ResultField[]): CalculationColumn[][] {
  const calculations = new Map(ctx.query.tableCalculations.map((calculation) => [calculation.name, calculation]))
  const selected = new Set(fields.map(({ fieldId }) => fieldId))
  const done = new Map<string, { column: CalculationColumn; layer: number }>()

  const resolve = (calculation: TableCalculation, path: readonly string[]): { column: CalculationColumn; layer: number } => {
    const known = done.get(calculation.name)
    if (known !== undefined) return known
    if (path.includes(calculation.name)) {
      throw wrong(calculation, `refers to itself: ${[...path, calculation.name].join(' → ')}`)
    }
    if (typeof calculation.sql !== 'string' || calculation.sql.trim() === '') throw wrong(calculation, 'has no SQL')
    let layer = 0
    const columnFor = (other: TableCalculation): CalculationColumn => {
      const used = resolve(other, [...path, calculation.name])
      layer = Math.max(layer, used.layer + 1)
      return used.column
    }
    const written = isFormula(calculation.sql) ? formulaSql(ctx, { calculation, calculations, fields, columnFor }) : plainSql(ctx, calculation, columnFor)
    const found = { column: { calculation, sql: written.sql, type: calculation.type ?? written.type }, layer }
    done.set(calculation.name, found)
    return found
  }

  function plainSql(of: PlanContext, calculation: TableCalculation, columnFor: (other: TableCalculation) => CalculationColumn) {
    const { quote } = of.dialect
    const sql = expandModelSql(of, calculation.sql, { name: 'table calculation', text: calculation.name }, (reference, text) => {
      const named = text.slice(2, -1).trim()
      const other = calculations.get(named)
      if (other !== undefined) return quote(columnFor(other).calculation.name)
      if (selected.has(named)) return quote(named)
      const fieldId = reference.kind === 'field' && reference.table !== undefined ? fieldIdOf(reference.table, reference.name) : named
      if (!selected.has(fieldId)) throw wrong(calculation, `refers to ${text}, which is not selected in this query`)
      return quote(fieldId)
    })
    return { sql, type: 'number' as const }
  }

  for (const calculation of calculations.values()) resolve(calculation, [])
  const layers: CalculationColumn[][] = []
  for (const calculation of calculations.values()) {
    const resolved = done.get(calculation.name)
    if (resolved !== undefined) (layers[resolved.layer] ??= []).push(resolved.column)
  }
  return layers
}

type FormulaParts = {
  calculation: TableCalculation
  calculations: ReadonlyMap<string, TableCalculation>
  fields: readonly ResultField[]
  columnFor: (other: TableCalculation) => CalculationColumn
}

function formulaSql(ctx: PlanContext, { calculation, calculations, fields, columnFor }: FormulaParts): { sql: string; type: DimensionType } {
  const { dialect } = ctx
  const others = [...calculations.values()].filter((other) => other !== calculation)
  const column = (name: string, at: number) => {
    const other = others.find((one) => one.name === name) ?? others.find((one) => sameText(one.displayName, name))
    if (other !== undefined) {
      const used = columnFor(other)
      return { sql: dialect.quote(used.calculation.name), type: used.type, isDimension: false }
    }
    const field = findColumn(name, at, fields)
    return { sql: dialect.quote(field.fieldId), type: field.type, isDimension: field.isDimension }
  }
  try {
    const printed = printFormula(parseFormula(calculation.sql), {
      dialect,
      column,
      rows: rowOrder(ctx, fields),
      today: () => {
        ctx.timeDependent = true
        return dialect.dateLiteral(nowInZone(ctx).toPlainDate().toString())
      },
    })
    return { sql: asValue(dialect, printed), type: printed.type }
  } catch (cause) {
    if (!(cause instanceof FormulaError)) throw cause
    throw wrong(calculation, `cannot be computed: ${cause.message} (character ${cause.at + 1})`)
  }
}

/**
 * How rows follow each other for running totals and previous values: in time, for each value of the other dimensions,
 * when the result has a date; else as the result is sorted, and rows that it does not tell apart by their dimensions.
 * Empty: they do not follow each other.
 */
export function rowOrder(ctx: PlanContext, fields: readonly ResultField[]): string {
  const { dialect } = ctx
  const dimensions = fields.filter(({ isDimension }) => isDimension)
  const ascending = ({ fieldId }: ResultField): string => dialect.orderBy(dialect.quote(fieldId), { descending: false })
  const date = dimensions.find(({ type }) => type === 'date' || type === 'timestamp')
  if (date !== undefined) {
    const parts = dimensions.filter((other) => other !== date).map(({ fieldId }) => dialect.quote(fieldId))
    return `${parts.length === 0 ? '' : `PARTITION BY ${parts.join(', ')} `}ORDER BY ${ascending(date)}`
  }
  const known = new Set(fields.map(({ fieldId }) => fieldId))
  const sorts = ctx.query.sorts.filter(({ fieldId }) => known.has(fieldId))
  const sorted = orderTerms({ ...ctx, query: { ...ctx.query, sorts } }, known)
  const terms = [...sorted, ...dimensions.filter(({ fieldId }) => !sorts.some((sort) => sort.fieldId === fieldId)).map(ascending)]
  return terms.length === 0 ? '' : `ORDER BY ${terms.join(', ')}`
}

const wrong = (calculation: TableCalculation, what: string): QueryError =>
  new QueryError('invalid_query', `Table calculation "${calculation.displayName ?? calculation.name}" ${what}${/[.)]$/.test(what) ? '' : '.'}`, {
    at: calculation.name,
  })
