import type { Expression, PlanContext } from './plan-context.ts'
import type { BinExtent } from './custom-dimension.ts'
import type { Grain } from './fan-out.ts'
import { joinsFor, keepsRows } from './joins.ts'
import { inlineLeaf, type Leaf } from './metric-expression.ts'
import { dimensionById } from './dimension-expression.ts'
import { scanModel } from './scan-model.ts'
import { columnOf, sideBySide } from './side-by-side.ts'
import type { GroupColumn, MetricColumn } from './select-columns.ts'
import { fieldIdOf } from '../names/field-id.ts'

/** A named query before the main one. */
export type Cte = { name: string; sql: string }

/** Queries before the main one, and the main one, without order and limit. */
export type Core = { ctes: Cte[]; select: string }

/** What is selected: groups, metrics, conditions on rows. */
export type Selection = { groups: readonly GroupColumn[]; metrics: readonly MetricColumn[]; conditions: readonly Expression[] }

/** Indents every line by two blanks. */
export function indent(text: string): string {
  return text.replace(/^(?!$)/gm, '  ')
}

/** SQL of the grouped and aggregated rows, in as many reads as there are grains. */
export function printCore(ctx: PlanContext, selection: Selection, grains: readonly Grain[]): Core {
  const extents = [...new Map(selection.groups.flatMap(({ extent }) => (extent === undefined ? [] : [[extent.name, extent] as const]))).values()]
  const ctes = extents.map((extent) => extentCte(ctx, extent))
  const [only, ...others] = grains
  if (only === undefined || others.length > 0) return combined(ctx, selection, grains, extents, ctes)
  if (only.oncePer === undefined) {
    const columns = selection.metrics.map(({ fieldId, expression }) => ({ fieldId, sql: expression.write(inlineLeaf) }))
    return { ctes, select: grouped(ctx, [...selection.groups, ...columns], selection.groups.length, scanOf(ctx, selection, only, extents)) }
  }
  const rows = distinctRows(ctx, selection, only, only.oncePer, extents)
  const columns = selection.metrics.map(({ fieldId, expression }) => ({ fieldId, sql: expression.write((leaf) => overRows(ctx, leaf)) }))
  return { ctes: [...ctes, rows.cte], select: grouped(ctx, [...rows.groups, ...columns], rows.groups.length, rows.from) }
}

type Column = { fieldId: string; sql: string }

function grouped(ctx: PlanContext, columns: readonly Column[], groupCount: number, from: string): string {
  const list = columns.map(({ fieldId, sql }) => `  ${sql} AS ${ctx.dialect.quote(fieldId)}`).join(',\n')
  const groups = Array.from({ length: groupCount }, (_, place) => place + 1).join(', ')
  return `SELECT\n${list}\n${from}${groupCount === 0 ? '' : `\nGROUP BY ${groups}`}`
}

function scanOf(ctx: PlanContext, { conditions }: Selection, { joins }: Grain, extents: readonly BinExtent[]): string {
  return scanModel(ctx, { joins, conditions: conditions.map(({ sql }) => sql), extents })
}

function extentCte(ctx: PlanContext, { name, dimension }: BinExtent): Cte {
  const { dialect } = ctx
  const columns = [
    { fieldId: 'min_value', sql: `MIN(${dimension.sql})` },
    { fieldId: 'max_value', sql: `MAX(${dimension.sql})` },
  ].map(({ fieldId, sql }) => `  ${sql} AS ${dialect.quote(fieldId)}`)
  const from = scanModel(ctx, { joins: joinsFor(ctx, dimension.tables), conditions: [], extents: [] })
  return { name, sql: `SELECT\n${columns.join(',\n')}\n${from}` }
}

const argumentName = (leaf: Leaf): string => `${leaf.id}.value`

/** One row per group and primary key, with what the metrics aggregate: repetitions by joins are gone. */
function distinctRows(
  ctx: PlanContext,
  selection: Selection,
  grain: Grain,
  table: string,
  extents: readonly BinExtent[],
): { cte: Cte; groups: Column[]; from: string; dropsGroups: boolean } {
  const { dialect, explore } = ctx
  const keys = (explore.tables[table]?.primaryKey ?? []).map((key) => ({
    fieldId: `${table}.${key}`,
    sql: dimensionById(ctx, fieldIdOf(table, key)).sql,
  }))
  const isThere = keys.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ')
  const mayBeMissing = table !== explore.baseTable || !grain.joins.every(keepsRows)
  const values = grain.leaves.flatMap((leaf): Column[] => {
    if (leaf.argument === undefined) return []
    const argument = leaf.argument.trim() === '*' ? '1' : leaf.argument
    const sql = mayBeMissing && !leaf.nullWhenMissing ? `CASE WHEN ${isThere} THEN ${argument} END` : argument
    return [{ fieldId: argumentName(leaf), sql }]
  })
  const groups = selection.groups.map(({ fieldId, sql }) => ({ fieldId: `${fieldId}.group`, sql }))
  const wholeRow = grain.leaves.some((leaf) => leaf.argument === undefined) ? [`  ${dialect.quote(table)}.*`] : []
  const list = [...groups, ...keys, ...values].map(({ fieldId, sql }) => `  ${sql} AS ${dialect.quote(fieldId)}`)
  const name = `${table}_rows${ctx.cteSuffix}`
  const scan = scanOf(ctx, selection, grain, extents)
  // Under the table's own name, SQL that reads its columns and aggregates by itself works on these rows unchanged.
  const alias = wholeRow.length > 0 ? ` AS ${dialect.quote(table)}` : ''
  const guard = wholeRow.length > 0 && mayBeMissing ? `\nWHERE ${keys.map(({ fieldId }) => `${dialect.quote(fieldId)} IS NOT NULL`).join(' AND ')}` : ''
  return {
    cte: { name, sql: `SELECT DISTINCT\n${[...list, ...wholeRow].join(',\n')}\n${scan}` },
    groups: selection.groups.map(({ fieldId }) => ({ fieldId, sql: dialect.quote(`${fieldId}.group`) })),
    from: `FROM ${dialect.quote(name)}${alias}${guard}`,
    dropsGroups: guard !== '',
  }
}

const overRows = (ctx: PlanContext, leaf: Leaf): string =>
  leaf.argument === undefined ? inlineLeaf(leaf) : leaf.aggregate(ctx.dialect.quote(argumentName(leaf)))

/** Each grain aggregated for itself, then joined on all groups; a group that is null meets the same null. */
function combined(ctx: PlanContext, selection: Selection, grains: readonly Grain[], extents: readonly BinExtent[], before: readonly Cte[]): Core {
  const { dialect } = ctx
  const ctes = [...before]
  const names: string[] = []
  const grainOfLeaf = new Map<string, string>()
  let sameGroups = grains.every((grain) => grain.joins.every(keepsRows))
  for (const grain of grains) {
    const name = freeName(`${grain.leaves[0]?.home ?? ctx.explore.baseTable}_metrics${ctx.cteSuffix}`, ctes)
    const rows = grain.oncePer === undefined ? undefined : distinctRows(ctx, selection, grain, grain.oncePer, extents)
    const groups = rows?.groups ?? selection.groups
    const leaves = grain.leaves.map((leaf) => ({ fieldId: leaf.id, sql: rows === undefined ? inlineLeaf(leaf) : overRows(ctx, leaf) }))
    const from = rows?.from ?? scanOf(ctx, selection, grain, extents)
    if (rows !== undefined) {
      if (rows.dropsGroups) sameGroups = false
      const rowsName = freeName(rows.cte.name, ctes)
      ctes.push({ name: rowsName, sql: rows.cte.sql })
      const select = grouped(
        ctx,
        [...groups, ...leaves],
        groups.length,
        from.replace(dialect.quote(rows.cte.name), () => dialect.quote(rowsName)),
      )
      ctes.push({ name, sql: select })
    } else {
      ctes.push({ name, sql: grouped(ctx, [...groups, ...leaves], groups.length, from) })
    }
    for (const leaf of grain.leaves) grainOfLeaf.set(leaf.id, name)
    names.push(name)
  }
  const joined = sideBySide(dialect, { names, groups: selection.groups.map(({ fieldId }) => fieldId), keep: sameGroups ? 'same' : 'all' })
  const columns = [
    ...selection.groups.map(({ fieldId }) => ({ fieldId, sql: joined.group(fieldId) })),
    ...selection.metrics.map(({ fieldId, expression }) => ({
      fieldId,
      sql: expression.write((leaf) => columnOf(dialect, grainOfLeaf.get(leaf.id) ?? '', leaf.id)),
    })),
  ]
  return { ctes, select: grouped(ctx, columns, 0, joined.from) }
}

function freeName(wanted: string, ctes: readonly Cte[]): string {
  const taken = new Set(ctes.map(({ name }) => name))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}_${number}`)) number += 1
  return `${wanted}_${number}`
}
