import { fieldIdOf } from '../../names/field-id.ts'
import { QueryError } from '../../types/compiled-query.ts'
import type { Conversion } from '../../types/metric-over-time.ts'
import { dimensionById } from '../dimension-expression.ts'
import { planGrains } from '../fan-out.ts'
import { renderGroup } from '../filters/render-group.ts'
import { joinsFor } from '../joins.ts'
import { type Leaf, metricById } from '../metric-expression.ts'
import type { PlanBeside } from '../part.ts'
import { type PlanContext, unionTables } from '../plan-context.ts'
import { keyColumns, presentArgument } from '../present-rows.ts'
import { grouped } from '../print-grains.ts'
import { scanModel, scanTable } from '../scan-model.ts'
import { anyDimension, groupColumns } from '../select-columns.ts'
import { type Column, type Cte, innerName } from '../select-parts.ts'
import { shiftedConditions } from '../shifted-rows.ts'
import { columnOf } from '../side-by-side.ts'
import { isShorterThanDay, selectTime } from '../time-column.ts'

/**
 * How many events were followed by one of another kind. Each event that follows belongs to the last event of the same
 * entity before it, within the window, and counts once, in that event's groups. Filters of the query choose the events
 * that are followed.
 */
export const conversionPart: PlanBeside = (ctx, asked, leaf) => {
  const { metric, base } = leaf.overTime ?? {}
  const conversion = metric?.conversion as Conversion
  const inner: PlanContext = { ...ctx, cteSuffix: `${ctx.cteSuffix}_${leaf.id}` }
  const { dialect } = ctx
  const first = onlyLeaf(leaf, base?.leaves ?? [])
  const [toTable = '', toName = ''] = conversion.metric.split('.')
  const second = onlyLeaf(leaf, metricById(ctx, fieldIdOf(toTable, toName)).leaves)
  if (second.tables.some((table) => table !== toTable)) throw wrong(leaf, `${second.id} reads other tables than ${toTable}: it has to count rows of one table.`)

  const groups = groupColumns(inner)
  const keys = keyPairs(ctx, leaf.home, toTable, conversion)
  const moments = momentPair(ctx, leaf.home, toTable, conversion)
  const condition = renderGroup(inner, asked.filters, (rule) => anyDimension(inner, rule.target.fieldId))
  const conditions = [...(condition === undefined ? [] : [condition]), ...shiftedConditions(inner)]
  const tables = unionTables(...[...groups, ...conditions, ...keys.map(({ from }) => from), moments.from].map((part) => part.tables))
  const grains = planGrains(inner, [{ ...first, immune: false }], tables)
  if (grains.grains.some(({ oncePer }) => oncePer !== undefined)) {
    throw wrong(
      leaf,
      `a join of this query repeats the rows of ${leaf.home}, so that an event would belong to several groups. Group and filter by fields of ${leaf.home} and of what belongs to it`,
    )
  }
  const joins = joinsFor(inner, unionTables(tables, first.tables))
  const extents = groups.flatMap(({ extent }) => extent ?? [])
  if (extents.length > 0) throw wrong(leaf, 'bins of a fixed number cannot group it: use bins of a fixed width or ranges')

  const names = { from: `${leaf.id}_events${ctx.cteSuffix}`, to: `${leaf.id}_following${ctx.cteSuffix}`, pairs: `${leaf.id}_pairs${ctx.cteSuffix}` }
  const inside = (what: string): string => innerName(ctx, leaf.id, what)
  const keyName = (place: number): string => inside(`key_${place + 1}`)
  const list = (columns: readonly Column[]): string => columns.map(({ fieldId, sql }) => `  ${sql} AS ${dialect.quote(fieldId)}`).join(',\n')
  const value = inside('value')
  // Of two events at the same moment always the same one counts.
  const rowKeys = keyColumns(inner, leaf.home)
  const latest = [inside('moment'), ...rowKeys.map((_, place) => inside(`row_${place + 1}`))].map((name) => `${columnOf(dialect, names.from, name)} DESC`)
  const present = `${presentArgument(inner, first, joins)} IS NOT NULL`
  const events: Column[] = [
    ...groups,
    ...keys.map(({ from }, place) => ({ fieldId: keyName(place), sql: from.sql })),
    { fieldId: inside('moment'), sql: moments.from.sql },
    ...rowKeys.map(({ sql }, place) => ({ fieldId: inside(`row_${place + 1}`), sql })),
  ]
  const following: Column[] = [
    ...keys.map(({ to }, place) => ({ fieldId: keyName(place), sql: to.sql })),
    { fieldId: inside('moment'), sql: moments.to.sql },
    { fieldId: value, sql: second.argument?.trim() === '*' ? '1' : (second.argument ?? '') },
    { fieldId: inside('event'), sql: `ROW_NUMBER() OVER (ORDER BY ${moments.to.sql})` },
  ]
  const own = columnOf(dialect, names.from, inside('moment'))
  const other = columnOf(dialect, names.to, inside('moment'))
  const on = [
    ...keys.map((_, place) => `${columnOf(dialect, names.from, keyName(place))} = ${columnOf(dialect, names.to, keyName(place))}`),
    `${own} <= ${other}`,
    ...(conversion.window === undefined ? [] : [`${own} > ${dialect.shift(other, moments.type, -conversion.window.count, conversion.window.unit)}`]),
  ]
  const pairs: Column[] = [
    ...groups.map(({ fieldId }) => ({ fieldId, sql: columnOf(dialect, names.from, fieldId) })),
    { fieldId: value, sql: columnOf(dialect, names.to, value) },
    { fieldId: inside('place'), sql: `ROW_NUMBER() OVER (PARTITION BY ${columnOf(dialect, names.to, inside('event'))} ORDER BY ${latest.join(', ')})` },
  ]
  const isPresent = `${dialect.quote(value)} IS NOT NULL`
  const ctes: Cte[] = [
    {
      name: names.from,
      sql: `SELECT\n${list(events)}\n${scanModel(inner, { joins, conditions: [...conditions.map(({ sql }) => sql), present], extents: [] })}`,
    },
    { name: names.to, sql: `SELECT\n${list(following)}\n${scanTable(inner, toTable)}` },
    { name: names.pairs, sql: `SELECT\n${list(pairs)}\nFROM ${dialect.quote(names.from)}\nINNER JOIN ${dialect.quote(names.to)}\n  ON ${on.join('\n  AND ')}` },
  ]
  const counted = `FROM ${dialect.quote(names.pairs)}\nWHERE ${dialect.quote(inside('place'))} = 1 AND ${isPresent}`
  const result = { fieldId: leaf.id, sql: second.aggregate(dialect.quote(value)) }
  return {
    name: `${leaf.id}_followed${ctx.cteSuffix}`,
    leafId: leaf.id,
    vouched: grains,
    core: {
      ctes,
      select: grouped(
        ctx,
        groups.map(({ fieldId }) => ({ fieldId, sql: dialect.quote(fieldId) })),
        [result],
        counted,
      ),
    },
    notes: [noteOf(leaf, first, second, conversion)],
  }
}

type Pair = { from: { sql: string; tables: readonly string[] }; to: { sql: string } }

function keyPairs(ctx: PlanContext, fromTable: string, toTable: string, { entity, constant = [] }: Conversion): Pair[] {
  return [entity, ...constant].map(({ from, to }) => ({ from: dimensionById(ctx, fieldIdOf(fromTable, from)), to: dimensionById(ctx, fieldIdOf(toTable, to)) }))
}

/** Both times on one clock: moments, or days when one of them is a date. The clock of the query's shift is not turned here. */
function momentPair(
  { shift: _, ...ctx }: PlanContext,
  fromTable: string,
  toTable: string,
  { time, window }: Conversion,
): Pair & { type: 'date' | 'timestamp' } {
  const [from, to] = [dimensionById(ctx, fieldIdOf(fromTable, time.from)), dimensionById(ctx, fieldIdOf(toTable, time.to))] as const
  const inDays = from.time?.type === 'date' || to.time?.type === 'date'
  if (inDays && window !== undefined && isShorterThanDay(window.unit)) {
    throw new QueryError('invalid_query', `A window in ${window.unit}s needs timestamps on both sides: ${time.from} or ${time.to} is a date.`)
  }
  const sqlOf = ({ time: column, sql }: typeof from): string => {
    if (column === undefined) return sql
    return inDays ? selectTime(ctx, { ...column, interval: 'DAY' }) : ctx.dialect.toZone(column.sql, column.kind, column.sourceZone, 'UTC')
  }
  return { from: { sql: sqlOf(from), tables: from.tables }, to: { sql: sqlOf(to) }, type: inDays ? 'date' : 'timestamp' }
}

function onlyLeaf(leaf: Leaf, [only, ...more]: readonly Leaf[]): Leaf {
  if (only?.argument === undefined || more.length > 0 || only.picked !== undefined || only.oncePerKeys !== undefined)
    throw wrong(leaf, 'both of its metrics have to aggregate rows of one table')
  return only
}

function noteOf({ id }: Leaf, first: Leaf, second: Leaf, { window }: Conversion): string {
  const within = window === undefined ? '' : ` within ${window.count} ${window.unit}${window.count === 1 ? '' : 's'}`
  return `${id} counts ${second.id} that follow ${first.id} of the same entity${within}, each once, with the last event before it.`
}

const wrong = ({ id }: Leaf, why: string): QueryError => new QueryError('invalid_query', `Metric ${id} cannot be computed: ${why}.`, { at: id })
