import type { BinRange, CustomBinDimension, CustomDimension } from '../types/metric-query.ts'
import { type DimensionExpression, dimensionById, expandReferences } from './dimension-expression.ts'
import { wrongBin as wrong } from './wrong-bin.ts'
import type { PlanContext } from './plan-context.ts'
import { selectTime, type TimeColumn } from './time-column.ts'
import { unknownField } from './unknown-field.ts'
import { checkTableAttributes } from './user-attributes.ts'
import { valueGroups } from './value-groups.ts'

/** Least and greatest value of a dimension, found first and put beside every row. */
export type BinExtent = {
  /** Name of the CTE of one row with the columns `min_value` and `max_value`. */
  name: string
  dimension: DimensionExpression
}

/** A custom dimension as SQL. Bins are labels; `order` is what they are sorted by. */
export type CustomDimensionExpression = DimensionExpression & { order?: string; extent?: BinExtent }

/** Throws `invalid_query` naming the custom dimension when its definition makes no sense. */
export function customDimensionExpression(ctx: PlanContext, dimension: CustomDimension): CustomDimensionExpression {
  if (dimension.type === 'bin') return binExpression(ctx, dimension)
  if (ctx.explore.tables[dimension.table] === undefined) throw unknownField(ctx, 'dimension', dimension.id)
  checkTableAttributes(ctx, dimension.table)
  const place = { name: 'custom dimension', text: dimension.id }
  const own = expandReferences(ctx, dimension.sql, { table: dimension.table, place, path: [] })
  const type = dimension.dimensionType
  if (type !== 'date' && type !== 'timestamp') return { ...own, type }
  const time: TimeColumn = { sql: own.sql, type, kind: 'naive', sourceZone: 'UTC' }
  return { sql: selectTime(ctx, time), tables: own.tables, type, time }
}

function binExpression(ctx: PlanContext, bin: CustomBinDimension): CustomDimensionExpression {
  const dimension = dimensionById(ctx, bin.dimensionId)
  if (bin.binType === 'custom_group') return valueGroups(ctx, bin, dimension)
  if (dimension.type !== 'number') throw wrong(bin, `is cut from ${bin.dimensionId}, which is not a number`)
  const at = { tables: dimension.tables, type: 'string' as const }
  switch (bin.binType) {
    case 'fixed_width':
      return { ...at, ...fixedWidth(ctx, bin, dimension.sql) }
    case 'fixed_number':
      return { ...at, ...fixedNumber(ctx, bin, dimension) }
    case 'custom_range':
      return { ...at, ...customRange(ctx, bin, dimension.sql) }
    default:
      throw wrong(bin, `has the unknown bin type ${JSON.stringify(bin.binType)}`)
  }
}

function fixedWidth(ctx: PlanContext, bin: CustomBinDimension, value: string): { sql: string; order: string } {
  const { dialect } = ctx
  const width = bin.binWidth
  if (width === undefined || !Number.isFinite(width) || width <= 0) throw wrong(bin, 'needs a bin width above 0')
  const step = dialect.numberLiteral(width)
  const from = `FLOOR(${dialect.divide(`(${value})`, step)}) * ${step}`
  // Whole widths are read as whole numbers: 0 - 9, 10 - 19. Others share their edges: 0 - 0.5, 0.5 - 1.
  const to = Number.isInteger(width) ? `${from} + ${dialect.numberLiteral(width - 1)}` : `${from} + ${step}`
  return { sql: rangeLabel(ctx, value, from, to), order: from }
}

function fixedNumber(ctx: PlanContext, bin: CustomBinDimension, dimension: DimensionExpression): { sql: string; order: string; extent: BinExtent } {
  const { dialect } = ctx
  const count = bin.binNumber
  if (count === undefined || !Number.isInteger(count) || count < 1 || count > 10_000) throw wrong(bin, 'needs a whole number of bins above 0')
  const name = `${bin.id}_extent${ctx.cteSuffix}`
  const min = `${dialect.quote(name)}.${dialect.quote('min_value')}`
  const max = `${dialect.quote(name)}.${dialect.quote('max_value')}`
  const span = `(${max} - ${min})`
  const value = `(${dimension.sql})`
  // LEAST passes over nulls in some engines, so null is told apart first; the greatest value belongs to the last bin.
  const inside = dialect.least(`FLOOR(${dialect.divide(`(${value} - ${min}) * ${count}`, span)})`, String(count - 1))
  const place = `CASE WHEN ${value} IS NULL THEN NULL WHEN ${max} = ${min} THEN 0 ELSE ${inside} END`
  const from = `${min} + ${dialect.divide(`${span} * (${place})`, String(count))}`
  const to = `${min} + ${dialect.divide(`${span} * (${place} + 1)`, String(count))}`
  return { sql: rangeLabel(ctx, dimension.sql, from, to), order: from, extent: { name, dimension } }
}

function rangeLabel(ctx: PlanContext, value: string, from: string, to: string): string {
  const { dialect } = ctx
  const label = dialect.concat([dialect.numberToText(from), dialect.stringLiteral(' - '), dialect.numberToText(to)])
  return `CASE WHEN (${value}) IS NULL THEN NULL ELSE ${label} END`
}

function customRange(ctx: PlanContext, bin: CustomBinDimension, value: string): { sql: string; order: string } {
  const ranges = bin.customRange ?? []
  if (ranges.length === 0) throw wrong(bin, 'needs at least one range')
  const whens = ranges.map((range) => ({ when: rangeCondition(ctx, bin, value, range), label: customLabel(range) }))
  const cases = (then: (place: number, label: string) => string): string =>
    `CASE ${whens.map(({ when, label }, place) => `WHEN ${when} THEN ${then(place, label)}`).join(' ')} ELSE NULL END`
  return { sql: cases((_, label) => ctx.dialect.stringLiteral(label)), order: cases((place) => String(place)) }
}

function rangeCondition(ctx: PlanContext, bin: CustomBinDimension, value: string, range: BinRange): string {
  const { from, to } = range
  const conditions: string[] = []
  for (const [operator, edge] of [
    ['>=', from],
    ['<', to],
  ] as const) {
    if (edge === undefined || edge === null) continue
    if (typeof edge !== 'number' || !Number.isFinite(edge)) throw wrong(bin, 'has a range whose edge is not a number')
    conditions.push(`(${value}) ${operator} ${ctx.dialect.numberLiteral(edge)}`)
  }
  if (conditions.length === 0) throw wrong(bin, 'has a range without edges')
  return conditions.join(' AND ')
}

function customLabel({ from, to }: BinRange): string {
  if (from === undefined || from === null) return `<${to}`
  if (to === undefined || to === null) return `≥${from}`
  return `${from}-${to}`
}
