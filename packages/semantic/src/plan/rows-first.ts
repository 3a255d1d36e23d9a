import type { Grain } from './fan-out.ts'
import { inlineLeaf, type Leaf } from './metric-expression.ts'
import type { PlanContext } from './plan-context.ts'
import { keyColumns, mayBeMissing, presentArgument } from './present-rows.ts'
import type { GroupColumn } from './select-columns.ts'
import { type Column, type Cte, innerName } from './select-parts.ts'

/** Rows written out before they are aggregated: what to read them from, and the groups and aggregates over them. */
export type RowsFirst = {
  ctes: Cte[]
  groups: Column[]
  from: string
  leafSql(leaf: Leaf): string
  /** True when groups without a row of the grain's own table are gone. */
  dropsGroups: boolean
}

/**
 * The rows of a grain that cannot be aggregated as they come: those that joins repeat are taken once per primary key,
 * and those that a percentile is taken of are ranked. `undefined` for any other grain. `scan` is FROM, JOIN and WHERE;
 * `nameOf` gives a CTE name that is free.
 */
export function rowsFirst(
  ctx: PlanContext,
  groups: readonly GroupColumn[],
  grain: Grain,
  scan: string,
  nameOf: (wanted: string) => string,
): RowsFirst | undefined {
  if (grain.oncePer === undefined && grain.oncePerKeys === undefined && !grain.ranked && !grain.picked) return undefined
  const home = grain.oncePer ?? grain.leaves[0]?.home ?? ctx.explore.baseTable
  const rows = grain.oncePer === undefined ? plainRows(ctx, groups, grain) : distinctRows(ctx, groups, grain, grain.oncePer)
  const name = nameOf(`${home}_rows${ctx.cteSuffix}`)
  const written = {
    groups: groups.map(({ fieldId }) => ({ fieldId, sql: ctx.dialect.quote(groupName(ctx, fieldId)) })),
    dropsGroups: rows.dropsGroups,
  }
  const ctes = [{ name, sql: `${rows.select}\n${scan}` }]
  const furtherRows = (wanted: string, select: (from: string) => string): void => {
    ctes.push({ name: nameOf(`${home}_${wanted}${ctx.cteSuffix}`), sql: select(ctes.at(-1)?.name ?? name) })
  }
  if (grain.picked) furtherRows('picked', (from) => pickedRows(ctx, groups, grain, from))
  if (grain.ranked) furtherRows('ranked', (from) => rankedRows(ctx, groups, grain, from))
  const from = `FROM ${ctx.dialect.quote(ctes.at(-1)?.name ?? name)}${ctes.length === 1 ? rows.after : ''}`
  return { ...written, ctes, from, leafSql: (leaf) => (grain.ranked ? percentile(ctx, leaf) : overRows(ctx, leaf)) }
}

const valueName = (ctx: PlanContext, leaf: Leaf): string => innerName(ctx, leaf.id, 'value')
/** The column that a leaf aggregates. */
const argumentName = (ctx: PlanContext, leaf: Leaf): string => (leaf.picked === undefined ? valueName(ctx, leaf) : innerName(ctx, leaf.id, 'picked'))
const groupName = (ctx: PlanContext, fieldId: string): string => innerName(ctx, fieldId, 'group')

const overRows = (ctx: PlanContext, leaf: Leaf): string =>
  leaf.argument === undefined ? inlineLeaf(leaf) : leaf.aggregate(ctx.dialect.quote(argumentName(ctx, leaf)))

/** What selects the rows, up to its FROM; and what stands after their name where they are read. */
type RowSelect = { select: string; after: string; dropsGroups: boolean }

const selectList = (ctx: PlanContext, columns: readonly Column[]): string[] => columns.map(({ fieldId, sql }) => `  ${sql} AS ${ctx.dialect.quote(fieldId)}`)

/** The rows as they come, or, with keys, one per group, keys and what is aggregated: a key stands for one value. */
function plainRows(ctx: PlanContext, groups: readonly GroupColumn[], grain: Grain): RowSelect {
  const values = grain.leaves.map((leaf) => ({ fieldId: valueName(ctx, leaf), sql: valueOf(ctx, leaf, grain) }))
  const keys = grain.oncePerKeys?.map((sql, place) => ({ fieldId: innerName(ctx, grain.leaves[0]?.id ?? '', `key_${place + 1}`), sql })) ?? []
  const columns = [...groups.map(({ fieldId, sql }) => ({ fieldId: groupName(ctx, fieldId), sql })), ...keys, ...values, ...momentColumns(ctx, grain)]
  return { select: `SELECT${keys.length === 0 ? '' : ' DISTINCT'}\n${selectList(ctx, columns).join(',\n')}`, after: '', dropsGroups: false }
}

/** One row per group and primary key, with what the metrics aggregate: repetitions by joins are gone. */
function distinctRows(ctx: PlanContext, selected: readonly GroupColumn[], grain: Grain, table: string): RowSelect {
  const { dialect } = ctx
  const keys = keyColumns(ctx, table).map(({ name, sql }) => ({ fieldId: innerName(ctx, table, name), sql }))
  const missing = mayBeMissing(ctx, table, grain.joins)
  const values = grain.leaves.flatMap((leaf): Column[] => {
    if (leaf.argument === undefined) return []
    return [{ fieldId: valueName(ctx, leaf), sql: valueOf(ctx, leaf, grain) }]
  })
  const groups = selected.map(({ fieldId, sql }) => ({ fieldId: groupName(ctx, fieldId), sql }))
  const list = selectList(ctx, [...groups, ...keys, ...values, ...momentColumns(ctx, grain)])
  if (!grain.leaves.some((leaf) => leaf.argument === undefined)) return { select: `SELECT DISTINCT\n${list.join(',\n')}`, after: '', dropsGroups: false }
  // Under the table's own name, SQL that reads its columns and aggregates by itself works on these rows unchanged.
  list.push(`  ${dialect.quote(table)}.*`)
  const conditions = missing ? keys.map(({ fieldId }) => `${dialect.quote(fieldId)} IS NOT NULL`) : []
  if (!dialect.supports.distinctOfAnyType) {
    const copy = dialect.quote(innerName(ctx, table, 'copy'))
    const same = [...groups, ...keys].map(({ sql }) => sql).join(', ')
    list.push(`  ROW_NUMBER() OVER (PARTITION BY ${same} ORDER BY ${keys[0]?.sql ?? same}) AS ${copy}`)
    conditions.unshift(`${copy} = 1`)
  }
  return {
    select: `SELECT${dialect.supports.distinctOfAnyType ? ' DISTINCT' : ''}\n${list.join(',\n')}`,
    after: ` AS ${dialect.quote(table)}${conditions.length === 0 ? '' : `\nWHERE ${conditions.join(' AND ')}`}`,
    dropsGroups: missing,
  }
}

/** What a leaf aggregates as a column: every row counts as one. */
function valueOf(ctx: PlanContext, leaf: Leaf, { joins }: Grain): string {
  const sql = presentArgument(ctx, leaf, joins)
  return sql.trim() === '*' ? '1' : sql
}

const momentName = (ctx: PlanContext, leaf: Leaf): string => innerName(ctx, leaf.id, 'moment')
const groupingName = (ctx: PlanContext, leaf: Leaf, place: number): string => innerName(ctx, leaf.id, `grouping_${place + 1}`)

/** When the rows of each picked leaf are, and what else their moments are told apart by. */
function momentColumns(ctx: PlanContext, grain: Grain): Column[] {
  return grain.leaves.flatMap((leaf): Column[] => {
    if (leaf.picked === undefined) return []
    const groupings = leaf.picked.groupings.map((sql, place) => ({ fieldId: groupingName(ctx, leaf, place), sql }))
    return [{ fieldId: momentName(ctx, leaf), sql: leaf.picked.time }, ...groupings]
  })
}

/** Every row, with the value of each leaf where it is of the last (or first) moment of its group, else null. */
function pickedRows(ctx: PlanContext, groups: readonly GroupColumn[], grain: Grain, from: string): string {
  const { dialect } = ctx
  const values = grain.leaves.flatMap((leaf) => {
    if (leaf.picked === undefined) return []
    const moment = dialect.quote(momentName(ctx, leaf))
    const apart = [...groups.map(({ fieldId }) => groupName(ctx, fieldId)), ...leaf.picked.groupings.map((_, place) => groupingName(ctx, leaf, place))]
    const partition = apart.length === 0 ? '' : `PARTITION BY ${apart.map((name) => dialect.quote(name)).join(', ')}`
    const picked = `${leaf.picked.choice === 'last' ? 'MAX' : 'MIN'}(${moment}) OVER (${partition})`
    return [`  CASE WHEN ${moment} = ${picked} THEN ${dialect.quote(valueName(ctx, leaf))} END AS ${dialect.quote(argumentName(ctx, leaf))}`]
  })
  return `SELECT\n  *,\n${values.join(',\n')}\nFROM ${dialect.quote(from)}`
}

const distanceName = (ctx: PlanContext, leaf: Leaf): string => innerName(ctx, leaf.id, 'distance')

/** Every row with its distance, in ranks, from the place of each percentile among the values of its group that are not null. */
function rankedRows(ctx: PlanContext, groups: readonly GroupColumn[], grain: Grain, from: string): string {
  const { dialect } = ctx
  const partition = groups.map(({ fieldId }) => dialect.quote(groupName(ctx, fieldId))).join(', ')
  const over = partition === '' ? '' : `PARTITION BY ${partition}`
  const distances = grain.leaves.map((leaf) => {
    const value = dialect.quote(argumentName(ctx, leaf))
    const rank = `ROW_NUMBER() OVER (${over === '' ? '' : `${over} `}ORDER BY CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END, ${value})`
    const place = `${dialect.numberLiteral(leaf.ranked ?? 0.5)} * (COUNT(${value}) OVER (${over}) - 1)`
    return `  ${rank} - 1 - ${place} AS ${dialect.quote(distanceName(ctx, leaf))}`
  })
  return `SELECT\n  *,\n${distances.join(',\n')}\nFROM ${dialect.quote(from)}`
}

/** Interpolated between the two rows next to its place, each weighed by how near it is. */
function percentile(ctx: PlanContext, leaf: Leaf): string {
  const { dialect } = ctx
  const value = dialect.cast(dialect.quote(argumentName(ctx, leaf)), 'number')
  const distance = `ABS(${dialect.quote(distanceName(ctx, leaf))})`
  return `SUM(CASE WHEN ${distance} < 1 THEN ${value} * (1 - ${distance}) END)`
}
