import { QueryError } from '../types/compiled-query.ts'
import type { CompiledDimension, DimensionType } from '../types/field.ts'
import type { FieldId } from '../types/metric-query.ts'
import { fieldIdOf } from '../names/field-id.ts'
import { findDimension } from './find-dimension.ts'
import type { Expression, PlanContext } from './plan-context.ts'
import { unionTables } from './plan-context.ts'
import { type SqlReference, hasFieldReferences } from './sql-template.ts'
import { selectTime, shiftedTime, timeColumn, type TimeColumn } from './time-column.ts'
import { unknownField } from './unknown-field.ts'
import { checkAttributes, checkTableAttributes, expandModelSql } from './user-attributes.ts'

/** A dimension as SQL in the query's zone; `time` lets filters compare the bare column. */
export type DimensionExpression = Expression & { type: DimensionType; time?: TimeColumn; ignoresCase?: true }

/** A dimension by id. Throws `unknown_field`, or `missing_attribute` when the caller may not read it. */
export function dimensionById(ctx: PlanContext, fieldId: FieldId): DimensionExpression {
  const dimension = findDimension(ctx.index, fieldId)
  if (dimension === undefined) throw unknownField(ctx, 'dimension', fieldId)
  return dimensionExpression(ctx, dimension, [])
}

/** The SQL of a dimension; `path` holds the ids being resolved, to stop at circles. */
export function dimensionExpression(ctx: PlanContext, dimension: CompiledDimension, path: readonly FieldId[]): DimensionExpression {
  const fieldId = fieldIdOf(dimension.table, dimension.name)
  const place = { name: 'dimension', text: fieldId }
  checkTableAttributes(ctx, dimension.table)
  checkAttributes(ctx, dimension, place)
  if (path.includes(fieldId)) {
    throw new QueryError('invalid_query', `Dimension ${fieldId} refers to itself: ${[...path, fieldId].join(' → ')}`, { at: fieldId })
  }
  const base = intervalBase(ctx, dimension)
  if (base !== undefined) checkAttributes(ctx, base, place)
  const source = ownSql(ctx, base ?? dimension, [...path, fieldId])
  // An interval whose base is gone has only its compiled SQL, which is cut already.
  if (dimension.timeInterval !== undefined && base === undefined) return { ...source, type: dimension.type }
  const isTime = (base ?? dimension).type === 'date' || (base ?? dimension).type === 'timestamp'
  if (!isTime) {
    const ignoresCase = dimension.type === 'string' && (dimension.caseSensitive ?? ctx.explore.caseSensitive) === false
    return { ...source, type: dimension.type, ...(ignoresCase ? { ignoresCase } : {}) }
  }
  const time = shiftedTime(ctx, base ?? dimension, timeColumn(base ?? dimension, source.sql, dimension.timeInterval))
  return { sql: selectTime(ctx, time), tables: source.tables, type: dimension.type, time }
}

function intervalBase(ctx: PlanContext, dimension: CompiledDimension): CompiledDimension | undefined {
  const name = dimension.timeIntervalBaseDimensionName
  if (dimension.timeInterval === undefined || name === undefined) return undefined
  return ctx.explore.tables[dimension.table]?.dimensions[name]
}

/**
 * The SQL as compiled with the model; but what refers to other fields is put together anew, because an interval in it
 * has to be cut in the query's zone.
 */
export function ownSql(ctx: PlanContext, dimension: CompiledDimension, path: readonly FieldId[]): Expression {
  const fieldId = fieldIdOf(dimension.table, dimension.name)
  const tables = unionTables([dimension.table], dimension.tablesReferences ?? [])
  const place = { name: 'dimension', text: fieldId }
  if (!hasFieldReferences(dimension.sql)) {
    const sql = dimension.compiledSql === '' ? dimension.sql : dimension.compiledSql
    return { sql: expandModelSql(ctx, sql, place, (reference, text) => ownTable(ctx, dimension.table, reference, text)), tables }
  }
  return expandReferences(ctx, dimension.sql, { table: dimension.table, place, path })
}

function ownTable(ctx: PlanContext, table: string, reference: SqlReference, text: string): string {
  if (reference.kind === 'table') return ctx.dialect.quote(table)
  throw new QueryError('invalid_query', `${text} cannot be resolved in model ${table}.`, { at: text })
}

/** Where a piece of SQL with references stands. */
export type SqlPlace = { table: string; place: { name: string; text: string }; path: readonly FieldId[] }

/** Resolves `${TABLE}` and references to dimensions of any table of the explore, each in parentheses. */
export function expandReferences(ctx: PlanContext, sql: string, at: SqlPlace): Expression {
  const tables: string[][] = [[at.table]]
  const expanded = expandModelSql(ctx, sql, at.place, (reference, text) => {
    if (reference.kind === 'table') return ctx.dialect.quote(at.table)
    const dimension = referencedDimension(ctx, at.table, reference)
    if (dimension === undefined) throw unresolvable(ctx, at, reference, text)
    const resolved = dimensionExpression(ctx, dimension, at.path)
    tables.push([...resolved.tables])
    return `(${resolved.sql})`
  })
  return { sql: expanded, tables: unionTables(...tables) }
}

/** The dimension a reference means: of the same table, or of the table named (by alias, else by model). */
export function referencedDimension(
  ctx: PlanContext,
  ownTableName: string,
  reference: { table: string | undefined; name: string },
): CompiledDimension | undefined {
  return findDimension(ctx.index, fieldIdOf(referencedTable(ctx, ownTableName, reference.table), reference.name))
}

/** The table (alias) a reference means. In a joined model its own model name stands for the alias. */
export function referencedTable(ctx: PlanContext, ownTableName: string, named: string | undefined): string {
  if (named === undefined) return ownTableName
  if (ctx.explore.tables[named] !== undefined) return named
  return ctx.explore.tables[ownTableName]?.originalName === named ? ownTableName : named
}

function unresolvable(ctx: PlanContext, at: SqlPlace, reference: { table: string | undefined; name: string }, text: string): QueryError {
  const fieldId = fieldIdOf(referencedTable(ctx, at.table, reference.table), reference.name)
  const { suggestions } = unknownField(ctx, 'dimension', fieldId)
  return new QueryError('unknown_field', `${text} in ${at.place.name} "${at.place.text}" is not a field of this explore: ${fieldId}`, {
    at: fieldId,
    suggestions,
  })
}
