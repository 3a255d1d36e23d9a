import { fieldIdOf } from '../names/field-id.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { CompiledJoin, CompiledTable } from '../types/explore.ts'
import type { BinExtent } from './custom-dimension.ts'
import { dimensionById, dimensionExpression, ownSql } from './dimension-expression.ts'
import type { JoinNode } from './explore-index.ts'
import { findDimension, intervalOf } from './find-dimension.ts'
import type { PlanContext } from './plan-context.ts'
import { isPolicy, otherTablesOfRule } from './row-policy.ts'
import { checkAttributes, checkTableAttributes, expandModelSql } from './user-attributes.ts'

const joinWords = { inner: 'INNER JOIN', left: 'LEFT OUTER JOIN', right: 'RIGHT OUTER JOIN', full: 'FULL OUTER JOIN' } as const

/** What is read: joins, conditions on rows, and one-row tables of bin edges put beside every row. */
export type Scan = {
  joins: readonly JoinNode[]
  conditions: readonly string[]
  extents: readonly BinExtent[]
  /** Tables without whose row no row passes the conditions. */
  asked?: ReadonlySet<string>
}

/**
 * FROM, JOIN and WHERE over an explore. The only place that writes a model's tables, so that the base table's
 * sql_filter is in every read, and with it those of joined tables that say who may see which rows. Throws `missing_attribute` when the caller may not read the base table.
 */
export function scanModel(ctx: PlanContext, scan: Scan): string {
  const { dialect, explore } = ctx
  const base = tableOf(ctx, explore.baseTable)
  checkAttributes(ctx, explore, { name: 'explore', text: explore.name })
  checkTableAttributes(ctx, base.name)
  const lines = [`FROM ${tableSql(ctx, base)} AS ${dialect.quote(base.name)}`]
  lines.push(...scanJoins(ctx, scan.joins, { asked: scan.asked }))
  for (const extent of scan.extents) lines.push(`CROSS JOIN ${dialect.quote(extent.name)}`)
  const conditions = [...rowRule(ctx, base), ...scan.conditions]
  if (conditions.length > 0) lines.push(`WHERE ${conditions.join('\n  AND ')}`)
  return lines.join('\n')
}

/** How joins are written other than declared. */
type JoinedHow = {
  /** Tables without whose row no row passes the conditions: a left join of them can be an inner one. */
  asked?: ReadonlySet<string> | undefined
  /** True when no join may drop a row, whatever its type. */
  left?: boolean
  /** Conditions in place of the declared ones, by table. */
  on?: ReadonlyMap<string, string>
}

/** JOINs of an explore, a line for the table and a line for the condition. */
export function scanJoins(ctx: PlanContext, joins: readonly JoinNode[], how: JoinedHow): string[] {
  return joins.flatMap(({ join }) => {
    const { calendar } = join
    const table = tableOf(ctx, join.table)
    if (join.type === 'full' && !ctx.dialect.supports.fullOuterJoin) throw noFullJoin(ctx, join.table)
    const from = calendar === undefined ? openRows(ctx, table) : onceADay(ctx, table, calendar)
    const on = how.on?.get(join.table) ?? (calendar === undefined ? joinCondition(ctx, join.table, join.compiledSqlOn) : sameDay(ctx, join.table, calendar))
    return [`${joinWords[joinType(join, how)]} ${from} AS ${ctx.dialect.quote(table.name)}`, `  ON ${on}`]
  })
}

function joinType({ table, type = 'left' }: CompiledJoin, { asked, left }: JoinedHow): keyof typeof joinWords {
  if (left === true) return 'left'
  return type === 'left' && asked?.has(table) === true ? 'inner' : type
}

/** FROM and WHERE over one table by itself, with its own sql_filter. Throws `missing_attribute` when the caller may not read it. */
export function scanTable(ctx: PlanContext, name: string): string {
  const table = tableOf(ctx, name)
  checkAttributes(ctx, ctx.explore, { name: 'explore', text: ctx.explore.name })
  checkTableAttributes(ctx, name)
  const conditions = rowRule(ctx, table)
  return `FROM ${tableSql(ctx, table)} AS ${ctx.dialect.quote(name)}${conditions.length === 0 ? '' : `\nWHERE ${conditions.join('\n  AND ')}`}`
}

/** JOIN of a calendar to rows that have a day, which is SQL: one row of it for each day. Throws `missing_attribute` when the caller may not read it. */
export function joinCalendar(ctx: PlanContext, { table: name, calendar }: CompiledJoin, day: string): string {
  const table = tableOf(ctx, name)
  if (calendar === undefined) throw new QueryError('invalid_query', `Table ${name} is no calendar.`, { at: name })
  const date = dimensionById(ctx, fieldIdOf(name, calendar.date)).sql
  return `LEFT OUTER JOIN ${onceADay(ctx, table, calendar)} AS ${ctx.dialect.quote(name)}\n  ON ${day} = ${date}`
}

const noFullJoin = ({ dialect, explore }: PlanContext, at: string): QueryError =>
  new QueryError(
    'invalid_query',
    `Join ${at} of explore ${explore.name} is a full join, which ${dialect.name} does not have: declare it left, right or inner.`,
    { at },
  )

function tableOf(ctx: PlanContext, name: string): CompiledTable {
  const table = ctx.explore.tables[name]
  if (table === undefined) throw new QueryError('invalid_query', `Table ${name} is missing in explore ${ctx.explore.name}.`, { at: name })
  return table
}

/** What stands after FROM: a name, or SQL of the model, which may read parameters. */
function tableSql(ctx: PlanContext, { name, sqlTable }: CompiledTable): string {
  return expandModelSql(ctx, sqlTable, { name: 'sql_from', text: name }, (_reference, text) => text)
}

/**
 * A joined table. Its sql_filter counts for its own explore alone, but for one that reads who asks: that one says which
 * rows are open to whom, here too. It stands inside the join, so that an outer one brings no closed row.
 */
function openRows(ctx: PlanContext, table: CompiledTable): string {
  const from = tableSql(ctx, table)
  if (!isPolicy(table)) return from
  const other = otherTablesOfRule(table, ctx.explore.tables)[0]
  if (other !== undefined) {
    const text = `The sql_filter of ${table.name} reads ${other}, which it cannot where ${ctx.explore.name} joins it: say the rule with columns of ${table.name}.`
    throw new QueryError('invalid_query', text, { at: table.name })
  }
  return `(SELECT * FROM ${from} AS ${ctx.dialect.quote(table.name)} WHERE ${rowRule(ctx, table).join(' AND ')})`
}

const rowOfDay = 'atrium_row_of_day'

/**
 * A calendar with one row for each day, whatever its table holds: a day that is there twice would repeat the rows of
 * others. Of several rows the first counts, always the same.
 */
function onceADay(ctx: PlanContext, table: CompiledTable, { date, orderedBy }: NonNullable<CompiledJoin['calendar']>): string {
  const name = ctx.dialect.quote(table.name)
  const day = dimensionById(ctx, fieldIdOf(table.name, date)).sql
  const order = orderedBy.flatMap((each) => {
    const dimension = table.dimensions[each]
    return dimension === undefined ? [] : [ownSql(ctx, dimension, []).sql]
  })
  const rank = `ROW_NUMBER() OVER (PARTITION BY ${day} ORDER BY ${[...new Set([day, ...order])].join(', ')})`
  const ranked = `SELECT ${name}.*, ${rank} AS ${ctx.dialect.quote(rowOfDay)} FROM ${openRows(ctx, table)} AS ${name}`
  return `(SELECT * FROM (${ranked}) AS ${name} WHERE ${name}.${ctx.dialect.quote(rowOfDay)} = 1)`
}

/** The calendar's row of a date's day, on the clock of the query's zone. */
function sameDay(ctx: PlanContext, table: string, { table: of, dimension, date }: NonNullable<CompiledJoin['calendar']>): string {
  const base = findDimension(ctx.index, fieldIdOf(of, dimension))
  if (base === undefined) throw new QueryError('invalid_query', `Table ${table} is a calendar for ${of}.${dimension}, which is missing.`, { at: table })
  return `${dimensionExpression(ctx, intervalOf(base, 'DAY'), []).sql} = ${dimensionById(ctx, fieldIdOf(table, date)).sql}`
}

function joinCondition(ctx: PlanContext, table: string, sqlOn: string): string {
  return expandModelSql(ctx, sqlOn, { name: 'sql_on', text: sqlOn }, (reference, text) => {
    if (reference.kind === 'table') return ctx.dialect.quote(table)
    throw new QueryError('invalid_query', `${text} in sql_on of join ${table} cannot be resolved.`, { at: table })
  })
}

/** The sql_filter of a table as a condition, or nothing. Throws `missing_attribute`. */
export function rowRule(ctx: PlanContext, base: CompiledTable): string[] {
  if (base.sqlWhere === undefined || base.sqlWhere.trim() === '') return []
  const text = base.uncompiledSqlWhere ?? base.sqlWhere
  const sql = expandModelSql(ctx, base.sqlWhere, { name: 'sql_filter', text }, (reference, placeholder) => {
    if (reference.kind === 'table') return ctx.dialect.quote(base.name)
    throw new QueryError('invalid_query', `${placeholder} in sql_filter of ${base.name} cannot be resolved.`, { at: base.name })
  })
  ctx.policiesApplied.add(`${base.name}.sql_filter`)
  return [`(${sql})`]
}
