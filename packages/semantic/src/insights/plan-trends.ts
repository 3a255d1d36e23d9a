import { QueryError } from '../types/compiled-query.ts'
import type { TrendMath, TrendSeries, TrendsInsight } from '../types/insight.ts'
import type { PlanContext } from '../plan/plan-context.ts'
import { breakdownColumns, breakdownNames, limitedBreakdown } from './breakdown.ts'
import {
  asText,
  bucketColumn,
  type EventColumn,
  type EventPlan,
  eventRows,
  filtersOn,
  flagColumn,
  isOneOf,
  momentColumn,
  momentLiteral,
  personColumn,
  property,
  within,
} from './event-rows.ts'
import { checkFormula } from './formula.ts'
import { frameOf } from './frame.ts'
import { bucketsOf, earlierSpan, lastDays, type Span, spanOf } from './insight-range.ts'
import { quantile } from './quantile.ts'
import type { InsightFrame, InsightPlan } from './types.ts'

/** Days besides the last one in which people still count as active. */
const daysBack: Partial<Record<TrendMath, number>> = { weekly_people: 6, monthly_people: 29 }
const percents: Partial<Record<TrendMath, number>> = { median: 50, p75: 75, p90: 90, p95: 95, p99: 99 }
const ofNumbers: readonly TrendMath[] = ['sum', 'average', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99']

type TrendPlan = { plan: EventPlan; insight: TrendsInsight; spans: readonly Span[]; rows: string; groups: readonly string[] }

/** Numbers by period for each series: one read of the events, and a part of the answer for each series and stretch of time. */
export function planTrends(plan: EventPlan, insight: TrendsInsight): InsightPlan {
  const { ctx } = plan
  const { series, interval, breakdown } = insight
  for (const { formula } of insight.formulas ?? []) checkFormula(formula, series.length)
  const span = spanOf(ctx, insight.range, interval)
  const spans = [span, ...(insight.compare === undefined ? [] : [earlierSpan(ctx, span, insight.compare, interval)])]
  const back = Math.max(0, ...series.map(({ math }) => daysBack[math] ?? 0))
  if (back > 0) checkDaysBack(insight, span)
  const columns: EventColumn[] = [
    ...(insight.shown === 'total' ? [] : [bucketColumn(plan, interval)]),
    momentColumn(plan),
    personColumn(plan),
    ...(back > 0 ? [bucketColumn(plan, 'day', 'day')] : []),
    ...series.map((one, place) => flagColumn(plan, one, `s${place}`)),
    ...series.flatMap((one, place) => valueColumn(plan, one, `v${place}`)),
    ...breakdownColumns(plan, breakdown),
  ]
  const conditions = spansWith(spans, back).map((one) => within(plan, one))
  const inSpans = conditions.length === 1 ? conditions[0] : { sql: `((${conditions.map(({ sql }) => sql).join(') OR (')}))`, tables: plan.time.tables }
  const read = eventRows(plan, columns, [inSpans, filtersOn(plan, insight.filters), isOneOf(plan, series)])
  const values = breakdownNames(breakdown)
  const kept = columns.map(({ name }) => name).filter((name) => !values.includes(name))
  const asked = `${during(plan, span)} AND (${series.map((_, place) => `${ctx.dialect.quote(`s${place}`)} = 1`).join(' OR ')})`
  const limited = limitedBreakdown(plan, breakdown, { from: 'events', columns: kept, counted: asked })
  const trend: TrendPlan = { plan, insight, spans, rows: limited.name, groups: limited.groups }
  const parts = spans.flatMap((_, past) => series.map((one, place) => partOf(trend, one, { place, past })))
  return {
    ctes: [{ name: 'events', sql: read }, ...limited.ctes],
    answer: parts.join('\nUNION ALL\n'),
    columns: [
      { name: 'past', type: 'number' },
      { name: 'series', type: 'number' },
      ...(insight.shown === 'total' ? [] : [{ name: 'bucket', type: interval === 'hour' ? ('timestamp' as const) : ('date' as const) }]),
      ...limited.groups.map((name) => ({ name, type: name === 'other' ? ('number' as const) : ('string' as const) })),
      { name: 'value', type: 'number' },
    ],
    frame: back === 0 ? frameOf(ctx, spans, interval) : withEnds(ctx, insight, spans),
  }
}

function withEnds(ctx: PlanContext, insight: TrendsInsight, spans: readonly Span[]): InsightFrame {
  const frame = frameOf(ctx, spans, insight.interval)
  return { spans: frame.spans.map((one, place) => ({ ...one, ends: spans[place] === undefined ? [] : endsOf(ctx, insight, spans[place]) })) }
}

/** The stretches that are read: longer ones where people of earlier days count. */
const spansWith = (spans: readonly Span[], back: number): Span[] =>
  spans.map(({ from, to }) => ({ from: from === null || back === 0 ? from : from.startOfDay().subtract({ days: back }), to }))

function checkDaysBack({ interval }: TrendsInsight, { from }: Span): void {
  if (interval === 'hour') throw new QueryError('invalid_query', 'People of a week or month are counted by days or longer, not by hours.', { at: 'interval' })
  if (from === null) {
    throw new QueryError('invalid_query', 'People of a week or month need a range that begins on a day, not all there is.', { at: 'range' })
  }
}

/** The number or text that a series is about. */
function valueColumn(plan: EventPlan, { math, property: name }: TrendSeries, column: string): EventColumn[] {
  if (!ofNumbers.includes(math) && math !== 'distinct') return []
  if (name === undefined) throw new QueryError('invalid_query', `${math} is of a property: say which.`, { at: 'series' })
  const found = property(plan, name)
  if (math === 'distinct') return [{ name: column, expression: asText(plan, found) }]
  if (found.type !== 'number') throw new QueryError('invalid_query', `${math} is of numbers, and ${name} is a ${found.type}.`, { at: name })
  return [{ name: column, expression: found }]
}

function during(plan: EventPlan, { from, to }: Span): string {
  const at = plan.ctx.dialect.quote('at')
  return [...(from === null ? [] : [`${at} >= ${momentLiteral(plan, from)}`]), `${at} < ${momentLiteral(plan, to)}`].join(' AND ')
}

type Place = { place: number; past: number }

/** One series in one stretch of time. */
function partOf(trend: TrendPlan, series: TrendSeries, at: Place): string {
  const back = daysBack[series.math]
  if (back !== undefined) return activePart(trend, back, at)
  const { plan, insight, spans, rows } = trend
  const { dialect } = plan.ctx
  const q = (name: string): string => dialect.quote(name)
  const groups = [...(insight.shown === 'total' ? [] : ['bucket']), ...trend.groups].map(q)
  const span = spans[at.past]
  const where = [`${q(`s${at.place}`)} = 1`, ...(span === undefined ? [] : [during(plan, span)])].join(' AND ')
  const value = q(`v${at.place}`)
  const percent = percents[series.math]
  if (percent === undefined) return select(trend, at, groups, aggregateOf(plan, series.math, value), `${q(rows)}\nWHERE ${where}`)
  const { from, sql } = quantile(plan, { from: q(rows), where, groups, value, percent })
  return select(trend, at, groups, sql, from)
}

function aggregateOf({ ctx: { dialect } }: EventPlan, math: TrendMath, value: string): string {
  const aggregate = (type: 'count_distinct' | 'sum' | 'average' | 'min' | 'max', sql: string): string => dialect.aggregate(type, sql, {})
  switch (math) {
    case 'people':
      return aggregate('count_distinct', dialect.quote('person'))
    case 'distinct':
      return aggregate('count_distinct', value)
    case 'sum':
    case 'average':
    case 'min':
    case 'max':
      return aggregate(math, value)
    default:
      return 'COUNT(*)'
  }
}

function select({ plan }: TrendPlan, { place, past }: Place, groups: readonly string[], value: string, from: string): string {
  const q = (name: string): string => plan.ctx.dialect.quote(name)
  const number = plan.ctx.dialect.cast(value, 'number')
  const list = [`${past} AS ${q('past')}`, `${place} AS ${q('series')}`, ...groups, `${number} AS ${q('value')}`]
  const by = groups.length === 0 ? '' : `\nGROUP BY ${groups.join(', ')}`
  return `SELECT ${list.join(', ')}\nFROM ${from}${by}`
}

/**
 * People who were active on a day or shortly before: every day of theirs counts for the days after it, too, of which only those
 * are looked at with which a period ends.
 */
function activePart(trend: TrendPlan, back: number, { place, past }: Place): string {
  const { plan, insight, spans, rows } = trend
  const { ctx } = plan
  const { dialect } = ctx
  const q = (name: string): string => dialect.quote(name)
  const span = spans[past]
  if (span?.from == null) throw new QueryError('invalid_query', 'People of a week or month need a range that begins on a day.', { at: 'range' })
  const ends = insight.shown === 'total' ? lastDays(ctx, bucketsOf(ctx, span.from, span.to, 'day').slice(-1), span.to, 'day') : endsOf(ctx, insight, span)
  const days = Array.from({ length: back + 1 }, (_, day) => `SELECT ${day} AS ${q('n')}`).join(' UNION ALL ')
  const groups = trend.groups.map(q)
  const later = dialect.addDays(`r.${q('day')}`, `d.${q('n')}`)
  const columns = [`${later} AS ${q('bucket')}`, `r.${q('person')} AS ${q('person')}`, ...groups.map((name) => `r.${name} AS ${name}`)].join(', ')
  const active = `(SELECT ${columns} FROM ${q(rows)} AS r CROSS JOIN (${days}) AS d WHERE r.${q(`s${place}`)} = 1) AS active`
  const where = `${q('bucket')} IN (${ends.map((day) => dialect.dateLiteral(day)).join(', ')})`
  const by = [...(insight.shown === 'total' ? [] : [q('bucket')]), ...groups]
  return select(trend, { place, past }, by, aggregateOf(plan, 'people', ''), `${active}\nWHERE ${where}`)
}

const endsOf = (ctx: PlanContext, { interval }: TrendsInsight, { from, to }: Span): string[] =>
  from === null ? [] : lastDays(ctx, bucketsOf(ctx, from, to, interval), to, interval)
