import { cutTo } from '../../dialects/cut-to.ts'
import { QueryError } from '../../types/compiled-query.ts'
import type { CompiledJoin } from '../../types/explore.ts'
import type { Cumulative } from '../../types/metric-over-time.ts'
import type { FieldId, FilterGroup } from '../../types/metric-query.ts'
import { type DimensionExpression, dimensionById } from '../dimension-expression.ts'
import { planGrains, rowsMet } from '../fan-out.ts'
import { activeRules, renderGroup } from '../filters/render-group.ts'
import { findDimension, isPeriod } from '../find-dimension.ts'
import type { Leaf } from '../metric-expression.ts'
import type { PlanBeside, Vouched } from '../part.ts'
import { type PlanContext, type TimeShift, unionTables } from '../plan-context.ts'
import { grouped } from '../print-grains.ts'
import { joinCalendar } from '../scan-model.ts'
import { type GroupColumn, groupColumns } from '../select-columns.ts'
import { type Column, type Cte, innerName } from '../select-parts.ts'
import { unshifted } from '../shifted-rows.ts'
import { columnOf } from '../side-by-side.ts'
import { isShorterThanDay, selectTime, type TimeColumn } from '../time-column.ts'
import { dailyParts } from './daily-parts.ts'
import { everyDay } from './every-day.ts'
import { splitRules } from './period-rules.ts'
import { calendarOf, intervalOf, isOverTime, timeFieldId } from './time-fields.ts'

/**
 * A metric over all days up to the end of each period. First it is taken apart by day, at its own grain like any other
 * metric; then the days that each period reaches back to are put together. Periods come from a calendar of all days
 * between the first and the last, so that a day without rows has its value too. Filters on its time choose periods and
 * not rows: the first period shown counts what was before it. Where the clock of its time is turned back, so are the
 * periods, and not the rows: a month earlier is the value that it had a month earlier.
 */
export const cumulativePart: PlanBeside = (ctx, asked, leaf, plan) => {
  const { metric, base } = leaf.overTime ?? {}
  const cumulative = metric?.cumulative as Cumulative
  const leaves = base?.leaves ?? []
  const baseId = timeFieldId(ctx, leaf.home, cumulative.time)
  const turned = ctx.shift?.baseId === baseId ? ctx.shift : undefined
  const inner: PlanContext = {
    ...ctx,
    cteSuffix: `${ctx.cteSuffix}_${leaf.id}`,
    ...(turned === undefined ? {} : { shift: { ...turned, dropsMissingDays: false } }),
  }
  const { dialect } = ctx
  const columns = groupColumns(inner)
  const isPeriodColumn = ({ fieldId }: GroupColumn): boolean => isOverTime(ctx, fieldId, baseId) || calendarOf(ctx, fieldId, baseId) !== undefined
  const periods = columns.filter(isPeriodColumn)
  const others = columns.filter((column) => !isPeriodColumn(column))
  const time = dimensionById(unshifted(inner), baseId)
  checkPeriods(ctx, leaf.id, cumulative, baseId, periods, turned)
  const dayName = innerName(ctx, leaf.id, 'day')
  const day: GroupColumn = { fieldId: dayName, sql: dayOf(inner, time), tables: time.tables, type: 'date', hidden: false }
  const rules = splitRules(inner, leaf.id, asked.filters, baseId)
  const common = unionTables(...others.map(({ tables }) => tables), time.tables)
  const unknown = checkOneDay(inner, leaf, leaves, time)
  const parts = dailyParts(inner, leaf, leaves, common)
  const daily = plan(inner, { groups: [...others, day, ...parts.groups], metrics: parts.metrics, filters: rules.rows })

  const nameOf = (what: string): string => `${leaf.id}_${what}${ctx.cteSuffix}`
  const names = { rows: nameOf('by_day'), days: nameOf('days'), periods: nameOf('periods'), values: nameOf('each_day') }
  const rowDay = columnOf(dialect, names.rows, dayName)
  const until = columnOf(dialect, names.periods, dayName)
  const groups: Column[] = [
    ...others.map(({ fieldId }) => ({ fieldId, sql: columnOf(dialect, names.rows, fieldId) })),
    ...periods.map(({ fieldId }) => ({ fieldId, sql: columnOf(dialect, names.periods, fieldId) })),
  ]
  const value = { fieldId: leaf.id, sql: parts.together((fieldId) => columnOf(dialect, names.rows, fieldId)) }
  const reach = [`${rowDay} <= ${until}`, ...since(inner, cumulative, rowDay, until)]
  const averaged = cumulative.at === 'average'
  const joined = `FROM ${dialect.quote(names.periods)}\nINNER JOIN ${dialect.quote(names.rows)}\n  ON ${reach.join('\n  AND ')}`
  const ctes: Cte[] = [
    ...daily.core.ctes,
    { name: names.rows, sql: daily.core.select },
    ...everyDay(ctx, names, dayName),
    { name: names.periods, sql: periodsOf(inner, { cumulative, baseId, periods, rules: rules.periods, turned, days: names.days, dayName }) },
    ...(averaged ? [{ name: names.values, sql: grouped(ctx, [...groups, { fieldId: dayName, sql: until }], [value], joined) }] : []),
  ]
  return {
    name: nameOf('so_far'),
    leafId: leaf.id,
    core: { ctes, select: averaged ? averageOf(ctx, names.values, groups, leaf.id) : grouped(ctx, groups, [value], joined) },
    vouched: vouchedFor(planGrains(inner, leaves, common), daily.grains, unknown),
    notes: [noteOf(leaf, baseId, cumulative)],
  }
}

/** The mean of the values of a period's days. */
function averageOf(ctx: PlanContext, values: string, groups: readonly Column[], fieldId: FieldId): string {
  const { dialect } = ctx
  const mean = { fieldId, sql: dialect.aggregate('average', columnOf(dialect, values, fieldId), {}) }
  return grouped(
    ctx,
    groups.map((group) => ({ fieldId: group.fieldId, sql: columnOf(dialect, values, group.fieldId) })),
    [mean],
    `FROM ${dialect.quote(values)}`,
  )
}

type Periods = {
  cumulative: Cumulative
  baseId: FieldId
  periods: readonly GroupColumn[]
  rules: FilterGroup | undefined
  turned: TimeShift | undefined
  days: string
  dayName: string
}

/** The periods that are shown, each with the day whose value stands for it, or with each of its days. */
function periodsOf(ctx: PlanContext, { cumulative, baseId, periods, rules, turned, days, dayName }: Periods): string {
  const { dialect } = ctx
  const day = columnOf(dialect, days, dayName)
  const shown = turned === undefined ? day : dialect.shift(day, 'date', turned.count, turned.unit)
  const target = (fieldId: FieldId): DimensionExpression =>
    calendarOf(ctx, fieldId, baseId) === undefined ? dayTarget(ctx, fieldId, shown) : dimensionById(ctx, fieldId)
  const named = [...periods, ...activeRules(rules).map(({ target: { fieldId } }) => ({ fieldId }))]
  const calendars = new Map<string, CompiledJoin>(
    named.flatMap(({ fieldId }) => {
      const join = calendarOf(ctx, fieldId, baseId)
      return join === undefined ? [] : [[join.table, join] as const]
    }),
  )
  const condition = renderGroup(ctx, rules, (rule) => target(rule.target.fieldId))?.sql
  const hasDay = turned?.dropsMissingDays === true ? `${dialect.shift(shown, 'date', -turned.count, turned.unit)} = ${day}` : undefined
  const conditions = [condition, hasDay].filter((sql) => sql !== undefined)
  const from = [
    `FROM ${dialect.quote(days)}`,
    ...[...calendars.values()].map((join) => joinCalendar(ctx, join, shown)),
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join('\n  AND ')}`]),
  ]
  const shownPeriods = periods.map(({ fieldId }) => ({ fieldId, sql: target(fieldId).sql }))
  if (cumulative.at === 'average') return grouped(ctx, [...shownPeriods, { fieldId: dayName, sql: day }], [], from.join('\n'))
  const edge = { fieldId: dayName, sql: `${cumulative.at === 'first' ? 'MIN' : 'MAX'}(${day})` }
  return grouped(ctx, shownPeriods, [edge], from.join('\n'))
}

function checkPeriods(
  ctx: PlanContext,
  id: FieldId,
  { window }: Cumulative,
  baseId: FieldId,
  periods: readonly GroupColumn[],
  turned: TimeShift | undefined,
): void {
  if (window !== undefined && isShorterThanDay(window.unit))
    throw wrong(id, `Metric ${id} is put together from whole days: its window cannot be in ${window.unit}s.`)
  if (turned !== undefined && isShorterThanDay(turned.unit))
    throw wrong(id, `Metric ${id} is put together from whole days: it cannot be compared with ${turned.unit}s earlier.`)
  const fine = periods.find(({ fieldId }) => calendarOf(ctx, fieldId, baseId) === undefined && !isPeriod(intervalOf(ctx, fieldId)))
  if (fine === undefined) return
  throw wrong(
    id,
    `Metric ${id} accumulates by day, week, month, quarter or year, also those of fiscal years and calendars, not by ${fine.fieldId}: group by one of those.`,
  )
}

/** A row that happened on several days cannot be counted on one of them. Returns what is not known of that. */
function checkOneDay(ctx: PlanContext, leaf: Leaf, leaves: readonly Leaf[], time: DimensionExpression): string[] {
  const tables = time.tables.join(', ')
  return leaves.flatMap((one) => {
    const met = rowsMet(ctx, one, time.tables)
    if (met === 'many')
      throw wrong(
        leaf.id,
        `Metric ${leaf.id} goes along a time of ${tables}, of which one row of ${one.home} has many: accumulate it over a time of ${one.home}.`,
      )
    return met === 'unknown' ? [`${leaf.id} may count a row on several days: the joins to ${tables} need \`relationship:\`.`] : []
  })
}

/** The metric's own rows, those of its days, and what is not known of the days themselves. */
const vouchedFor = (own: Vouched, days: Vouched, unknown: readonly string[]): Vouched => ({
  proven: [...own.proven, ...days.proven],
  unproven: [...own.unproven, ...days.unproven, ...unknown],
})

/** The day of a time column, on the clock of the query's zone. */
function dayOf(ctx: PlanContext, { time, sql }: DimensionExpression): string {
  return time === undefined ? sql : selectTime(ctx, { ...time, interval: 'DAY' })
}

/** A field of the time dimension, read from a column of days. */
function dayTarget(ctx: PlanContext, fieldId: FieldId, day: string): DimensionExpression {
  const dimension = findDimension(ctx.index, fieldId)
  const interval = dimension?.timeInterval
  const time: TimeColumn = {
    sql: day,
    type: 'date',
    kind: 'naive',
    sourceZone: 'UTC',
    ...(interval === undefined || !isPeriod(interval) ? {} : { interval }),
  }
  const isPart = interval !== undefined && dimension?.type !== 'date' && dimension?.type !== 'timestamp'
  if (isPart) return { sql: selectTime(ctx, { ...time, interval }), tables: [], type: dimension?.type ?? 'number' }
  return { sql: selectTime(ctx, time), tables: [], type: 'date', time }
}

/** Where the days begin that a period reaches back to. */
function since(ctx: PlanContext, { window, toDate }: Cumulative, rowDay: string, until: string): string[] {
  if (window !== undefined) return [`${rowDay} > ${ctx.dialect.shift(until, 'date', -window.count, window.unit)}`]
  if (toDate !== undefined) return [`${rowDay} >= ${cutTo(ctx.dialect, until, toDate, 'date', ctx)}`]
  return []
}

function noteOf({ id }: Leaf, baseId: FieldId, { window, toDate, at }: Cumulative): string {
  const day = at === 'average' ? 'each day, of which a period shows the average, along' : `the ${at === 'first' ? 'first' : 'last'} day of each period of`
  const reach =
    window !== undefined
      ? `the ${window.count} ${window.unit}${window.count === 1 ? '' : 's'} that end on`
      : toDate === undefined
        ? 'all days up to'
        : `the days from the beginning of the ${toDate.toLowerCase().replace('_', ' ')} to`
  return `${id} is put together over ${reach} ${day} ${baseId}; filters on that time choose periods and leave out no earlier rows.`
}

const wrong = (at: string, message: string): QueryError => new QueryError('invalid_query', message, { at })
