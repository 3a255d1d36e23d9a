import type { PlanContext } from './plan-context.ts'
import type { Beside, Selection } from './part.ts'
import type { Column, Core, Cte } from './select-parts.ts'
import type { BinExtent } from './custom-dimension.ts'
import type { Grain } from './fan-out.ts'
import { joinsFor, keepsRows } from './joins.ts'
import { lookUpLate } from './look-up-late.ts'
import { inlineLeaf, type Leaf } from './metric-expression.ts'
import { presentArgument } from './present-rows.ts'
import { rowsFirst } from './rows-first.ts'
import { scanModel } from './scan-model.ts'
import { columnOf, sideBySide } from './side-by-side.ts'

/** Indents every line by two blanks. */
export function indent(text: string): string {
  return text.replace(/^(?!$)/gm, '  ')
}

/** SQL of the grouped and aggregated rows, in as many reads as there are grains, with the metrics that are computed beside them. */
export function printCore(ctx: PlanContext, selection: Selection, grains: readonly Grain[], beside: readonly Beside[]): Core {
  const extents = [...new Map(selection.groups.flatMap(({ extent }) => (extent === undefined ? [] : [[extent.name, extent] as const]))).values()]
  const ctes = extents.map((extent) => extentCte(ctx, extent))
  const [only, ...others] = grains
  if (only === undefined || others.length > 0 || beside.length > 0) return combined(ctx, selection, grains, extents, ctes, beside)
  const late = lookUpLate(ctx, selection, only)
  const grain = late?.grain ?? only
  const keyed = late?.kept ?? selection.groups
  const scan = scanOf(ctx, selection, grain, extents)
  const rows = rowsFirst(ctx, keyed, grain, scan, (wanted) => freeName(wanted, ctes))
  const columns = selection.metrics.map(({ fieldId, expression }) => ({ fieldId, sql: expression.write(rows?.leafSql ?? inlineIn(ctx, grain)) }))
  const select = grouped(ctx, rows?.groups ?? keyed, columns, rows?.from ?? scan)
  ctes.push(...(rows?.ctes ?? []))
  if (late === undefined) return { ctes, select }
  const name = freeName(`${ctx.explore.baseTable}_by_key${ctx.cteSuffix}`, ctes)
  const values = columns.map(({ fieldId }) => ({ fieldId, sql: columnOf(ctx.dialect, name, fieldId) }))
  return { ctes: [...ctes, { name, sql: select }], select: grouped(ctx, [], [...late.groups(name), ...values], late.from(name)) }
}

/** Leaves as aggregates over the rows of a read as they come. */
const inlineIn =
  (ctx: PlanContext, { joins }: Grain) =>
  (leaf: Leaf): string =>
    leaf.argument === undefined ? inlineLeaf(leaf) : leaf.aggregate(presentArgument(ctx, leaf, joins))

/** SELECT of groups and aggregates over `from`. */
export function grouped({ dialect }: PlanContext, groups: readonly Column[], aggregates: readonly Column[], from: string): string {
  const list = [...groups, ...aggregates].map(({ fieldId, sql }) => `  ${sql} AS ${dialect.quote(fieldId)}`).join(',\n')
  const by = groups.map(({ sql }, place) => (dialect.supports.groupByPosition ? place + 1 : sql)).join(', ')
  return `SELECT\n${list}\n${from}${by === '' ? '' : `\nGROUP BY ${by}`}`
}

function scanOf(ctx: PlanContext, { conditions, asked }: Selection, { joins }: Grain, extents: readonly BinExtent[]): string {
  return scanModel(ctx, { joins, conditions: conditions.map(({ sql }) => sql), extents, asked })
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

/** Each grain aggregated for itself, then joined on all groups; a group that is null meets the same null. */
function combined(
  ctx: PlanContext,
  selection: Selection,
  grains: readonly Grain[],
  extents: readonly BinExtent[],
  before: readonly Cte[],
  beside: readonly Beside[],
): Core {
  const { dialect } = ctx
  const ctes = [...before]
  const names: string[] = []
  const grainOfLeaf = new Map<string, string>()
  let sameGroups = beside.length === 0 && grains.every((grain) => grain.joins.every(keepsRows))
  for (const grain of grains) {
    const name = freeName(`${grain.leaves[0]?.home ?? ctx.explore.baseTable}_metrics${ctx.cteSuffix}`, ctes)
    const scan = scanOf(ctx, selection, grain, extents)
    const rows = rowsFirst(ctx, selection.groups, grain, scan, (wanted) => freeName(wanted, ctes))
    if (rows?.dropsGroups === true) sameGroups = false
    const leafSql = rows?.leafSql ?? inlineIn(ctx, grain)
    const leaves = grain.leaves.map((leaf) => ({ fieldId: leaf.id, sql: leafSql(leaf) }))
    ctes.push(...(rows?.ctes ?? []), { name, sql: grouped(ctx, rows?.groups ?? selection.groups, leaves, rows?.from ?? scan) })
    for (const leaf of grain.leaves) grainOfLeaf.set(leaf.id, name)
    names.push(name)
  }
  for (const { name, leafId, core } of beside) {
    ctes.push(...core.ctes, { name, sql: core.select })
    grainOfLeaf.set(leafId, name)
    names.push(name)
  }
  const joined = sideBySide(dialect, { names, groups: selection.groups, keep: sameGroups ? 'same' : 'all' })
  const groups = selection.groups.map(({ fieldId }) => ({ fieldId, sql: joined.group(fieldId) }))
  const metrics = selection.metrics.map(({ fieldId, expression }) => ({
    fieldId,
    sql: expression.write((leaf) => columnOf(dialect, grainOfLeaf.get(leaf.id) ?? '', leaf.id)),
  }))
  return { ctes, select: grouped(ctx, [], [...groups, ...metrics], joined.from) }
}

function freeName(wanted: string, ctes: readonly Cte[]): string {
  const taken = new Set(ctes.map(({ name }) => name))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}_${number}`)) number += 1
  return `${wanted}_${number}`
}
