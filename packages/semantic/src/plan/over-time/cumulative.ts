import { QueryError } from '../../types/compiled-query.ts'
import type { Cumulative } from '../../types/metric-over-time.ts'
import type { FieldId, FilterGroup, FilterGroupItem, FilterRule } from '../../types/metric-query.ts'
import { type DimensionExpression, dimensionById } from '../dimension-expression.ts'
import { activeRules, groupItems, isGroup, renderGroup } from '../filters/render-group.ts'
import { findDimension } from '../find-dimension.ts'
import type { Leaf } from '../metric-expression.ts'
import type { PlanBeside } from '../part.ts'
import { type PlanContext, unionTables } from '../plan-context.ts'
import { grouped, indent } from '../print-grains.ts'
import { type GroupColumn, groupColumns } from '../select-columns.ts'
import { type Column, type Cte, innerName } from '../select-parts.ts'
import { columnOf } from '../side-by-side.ts'
import { isShorterThanDay, selectTime, type TimeColumn } from '../time-column.ts'
import { dailyParts } from './daily-parts.ts'
import { intervalOf, isOverTime, timeFieldId } from './time-fields.ts'

/** Periods that a value can stand at the end of. */
const wholeDays = new Set(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])
/** What the clock says, whatever the day: rules on it choose rows. */
const timeOfDay = new Set(['HOUR_OF_DAY_NUM', 'MINUTE_OF_HOUR_NUM'])

/**
 * A metric over all days up to the end of each period. First it is taken apart by day, at its own grain like any other
 * metric; then the days that each period reaches back to are put together. Periods come from a calendar of all days
 * between the first and the last, so that a day without rows has its value too. Filters on its time choose periods and
 * not rows: the first period shown counts what was before it.
 */
export const cumulativePart: PlanBeside = (ctx, asked, leaf, plan) => {
  const { metric, base } = leaf.overTime ?? {}
  const cumulative = metric?.cumulative as Cumulative
  const baseId = timeFieldId(ctx, leaf.home, cumulative.time)
  const inner: PlanContext = { ...ctx, cteSuffix: `${ctx.cteSuffix}_${leaf.id}` }
  const { dialect } = ctx
  const columns = groupColumns(inner)
  const periods = columns.filter(({ fieldId }) => isOverTime(ctx, fieldId, baseId))
  checkPeriods(ctx, leaf.id, cumulative, baseId, periods)
  const others = columns.filter((column) => !periods.includes(column))
  const time = dimensionById(inner, baseId)
  const dayName = innerName(ctx, leaf.id, 'day')
  const day: GroupColumn = { fieldId: dayName, sql: dayOf(inner, time), tables: time.tables, type: 'date', hidden: false }
  const { periodRules, rowRules } = splitRules(inner, leaf.id, asked.filters, baseId)
  const common = unionTables(...others.map(({ tables }) => tables), time.tables)
  const parts = dailyParts(inner, leaf, base?.leaves ?? [], common)
  const daily = plan(inner, { groups: [...others, day, ...parts.groups], metrics: parts.metrics, filters: rowRules, extra: asked.extra })

  const names = { rows: `${leaf.id}_by_day${ctx.cteSuffix}`, days: `${leaf.id}_days${ctx.cteSuffix}`, periods: `${leaf.id}_periods${ctx.cteSuffix}` }
  const rowDay = columnOf(dialect, names.rows, dayName)
  const until = columnOf(dialect, names.periods, dayName)
  const calendar = calendarOf(ctx, names, dayName)
  const condition = renderGroup(inner, periodRules, (rule) => dayTarget(inner, rule.target.fieldId, columnOf(dialect, names.days, dayName)))
  const periodColumns = periods.map(({ fieldId }) => ({ fieldId, sql: dayTarget(inner, fieldId, columnOf(dialect, names.days, dayName)).sql }))
  const from = `FROM ${dialect.quote(names.days)}${condition === undefined ? '' : `\nWHERE ${condition.sql}`}`
  const edge = { fieldId: dayName, sql: `${cumulative.at === 'first' ? 'MIN' : 'MAX'}(${columnOf(dialect, names.days, dayName)})` }
  const reach = [`${rowDay} <= ${until}`, ...since(inner, cumulative, rowDay, until)]
  const groups: Column[] = [
    ...others.map(({ fieldId }) => ({ fieldId, sql: columnOf(dialect, names.rows, fieldId) })),
    ...periods.map(({ fieldId }) => ({ fieldId, sql: columnOf(dialect, names.periods, fieldId) })),
  ]
  const value = { fieldId: leaf.id, sql: parts.together((fieldId) => columnOf(dialect, names.rows, fieldId)) }
  const joined = `FROM ${dialect.quote(names.periods)}\nINNER JOIN ${dialect.quote(names.rows)}\n  ON ${reach.join('\n  AND ')}`
  const ctes: Cte[] = [
    ...daily.core.ctes,
    { name: names.rows, sql: daily.core.select },
    ...calendar,
    { name: names.periods, sql: grouped(ctx, periodColumns, [edge], from) },
  ]
  return {
    name: `${leaf.id}_so_far${ctx.cteSuffix}`,
    leafId: leaf.id,
    core: { ctes, select: grouped(ctx, groups, [value], joined) },
    notes: [noteOf(leaf, baseId, cumulative)],
  }
}

function checkPeriods(ctx: PlanContext, id: FieldId, { window }: Cumulative, baseId: FieldId, periods: readonly GroupColumn[]): void {
  if (window !== undefined && isShorterThanDay(window.unit))
    throw wrong(id, `Metric ${id} is put together from whole days: its window cannot be in ${window.unit}s.`)
  const isDate = dimensionById(ctx, baseId).time?.type === 'date'
  for (const { fieldId } of periods) {
    const interval = intervalOf(ctx, fieldId)
    if (wholeDays.has(interval) || (isDate && interval === 'RAW')) continue
    throw wrong(id, `Metric ${id} accumulates by day, week, month, quarter or year, not by ${fieldId}: group by one of those.`)
  }
}

/** The day of a time column, on the clock of the query's zone. */
function dayOf(ctx: PlanContext, { time, sql }: DimensionExpression): string {
  return time === undefined ? sql : selectTime(ctx, { ...time, interval: 'DAY' })
}

/** Rules on the time of the metric, and all others. They have to hold together: either side is asked elsewhere. */
function splitRules(
  ctx: PlanContext,
  id: FieldId,
  filters: FilterGroup | undefined,
  baseId: FieldId,
): { periodRules?: FilterGroup; rowRules: FilterGroup | undefined } {
  const isPeriodRule = (rule: FilterRule): boolean => isOverTime(ctx, rule.target.fieldId, baseId) && !timeOfDay.has(intervalOf(ctx, rule.target.fieldId))
  const rules = activeRules(filters).filter((rule) => typeof rule.target?.fieldId === 'string' && isPeriodRule(rule))
  if (filters === undefined || rules.length === 0) return { rowRules: filters }
  const conjuncts = (item: FilterGroupItem): FilterGroupItem[] =>
    isGroup(item) && ('and' in item || groupItems(item).length === 1) ? groupItems(item).flatMap(conjuncts) : [item]
  const rowItems: FilterGroupItem[] = []
  const periodItems: FilterGroupItem[] = []
  for (const item of conjuncts(filters)) {
    const own = isGroup(item) ? activeRules(item) : item.disabled === true ? [] : [item]
    const matching = own.filter((rule) => rules.includes(rule))
    if (matching.length > 0 && matching.length < own.length) {
      throw wrong(
        id,
        `A filter offers ${matching[0]?.target.fieldId} and other fields as alternatives, which ${id} cannot be asked with: it accumulates over ${baseId}, so rules on that have to stand by themselves.`,
      )
    }
    ;(matching.length > 0 ? periodItems : rowItems).push(item)
  }
  return { periodRules: { id: 'periods', and: periodItems }, rowRules: { id: 'rows', and: rowItems } }
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
    ...(interval === undefined || !wholeDays.has(interval) ? {} : { interval }),
  }
  const isPart = interval !== undefined && dimension?.type !== 'date' && dimension?.type !== 'timestamp'
  if (isPart) return { sql: selectTime(ctx, { ...time, interval }), tables: [], type: dimension?.type ?? 'number' }
  return { sql: selectTime(ctx, time), tables: [], type: 'date', time }
}

/** Every day between the first and the last with rows. Beyond 100,000 days (273 years) only those with rows. */
function calendarOf(ctx: PlanContext, names: { rows: string; days: string }, dayName: string): Cte[] {
  const { dialect } = ctx
  const digits = `${names.days}_digits`
  const day = columnOf(dialect, names.rows, dayName)
  const [first, last, digit] = ['first', 'last', 'digit'].map((name) => dialect.quote(name)) as [string, string, string]
  const places = ['ones', 'tens', 'hundreds', 'thousands', 'ten_thousands']
  const number = places.map((place, power) => `${10 ** power} * ${dialect.quote(place)}.${digit}`).join(' + ')
  const next = dialect.addDays(`${dialect.quote('span')}.${first}`, `(${number})`)
  const span = `(\n  SELECT MIN(${day}) AS ${first}, MAX(${day}) AS ${last} FROM ${dialect.quote(names.rows)}\n) AS ${dialect.quote('span')}`
  const crossed = places.map((place) => `CROSS JOIN ${dialect.quote(digits)} AS ${dialect.quote(place)}`)
  return [
    { name: digits, sql: Array.from({ length: 10 }, (_, value) => `SELECT ${value} AS ${digit}`).join('\nUNION ALL\n') },
    {
      name: names.days,
      sql: [
        `SELECT DISTINCT ${dialect.quote(dayName)}`,
        'FROM (',
        indent(
          [
            `SELECT ${next} AS ${dialect.quote(dayName)}`,
            `FROM ${span}`,
            ...crossed,
            `WHERE ${next} <= ${dialect.quote('span')}.${last}`,
            'UNION ALL',
            `SELECT ${day} AS ${dialect.quote(dayName)} FROM ${dialect.quote(names.rows)} WHERE ${day} IS NOT NULL`,
          ].join('\n'),
        ),
        `) AS ${dialect.quote('every_day')}`,
      ].join('\n'),
    },
  ]
}

/** Where the days begin that a period reaches back to. */
function since(ctx: PlanContext, { window, toDate }: Cumulative, rowDay: string, until: string): string[] {
  if (window !== undefined) return [`${rowDay} > ${ctx.dialect.shift(until, 'date', -window.count, window.unit)}`]
  if (toDate !== undefined) return [`${rowDay} >= ${ctx.dialect.truncate(until, toDate, 'date', ctx.startOfWeek)}`]
  return []
}

function noteOf({ id }: Leaf, baseId: FieldId, { window, toDate, at }: Cumulative): string {
  const day = at === 'first' ? 'first' : 'last'
  const reach =
    window !== undefined
      ? `the ${window.count} ${window.unit}${window.count === 1 ? '' : 's'} that end on`
      : toDate === undefined
        ? 'all days up to'
        : `the days from the beginning of the ${toDate.toLowerCase()} to`
  return `${id} is put together over ${reach} the ${day} day of each period of ${baseId}; filters on that time choose periods and leave out no earlier rows.`
}

const wrong = (at: string, message: string): QueryError => new QueryError('invalid_query', message, { at })
