import type { Temporal } from 'temporal-polyfill'
import { QueryError } from '../types/compiled-query.ts'
import type { RetentionInsight } from '../types/insight.ts'
import type { PlanContext } from '../plan/plan-context.ts'
import type { Cte } from '../plan/select-parts.ts'
import { breakdownColumns, breakdownNames, limitedBreakdown } from './breakdown.ts'
import {
  bucketColumn,
  bucketLiteral,
  type EventPlan,
  eventRows,
  filtersOn,
  flagColumn,
  idColumns,
  isOneOf,
  momentColumn,
  personColumn,
  within,
} from './event-rows.ts'
import { frameOf } from './frame.ts'
import { bucketsOf, type Span, spanOf, wholePeriods } from './insight-range.ts'
import type { InsightPlan } from './types.ts'

const mostPeriods = 120

/** How many of those who did the one thing in a period did the other in each period after it. */
export function planRetention(plan: EventPlan, insight: RetentionInsight): InsightPlan {
  const { ctx } = plan
  const { period, periods, breakdown } = insight
  const q = (name: string): string => ctx.dialect.quote(name)
  if (!Number.isInteger(periods) || periods < 1 || periods > mostPeriods) {
    throw new QueryError('invalid_query', `1 to ${mostPeriods} periods are possible, not ${periods}.`, { at: 'periods' })
  }
  const span = cohortSpan(ctx, insight)
  const isFirst = insight.who === 'first_time'
  const person = personColumn(plan).expression
  const columns = [
    personColumn(plan),
    momentColumn(plan),
    ...idColumns(plan),
    bucketColumn(plan, period),
    flagColumn(plan, insight.target, 's0'),
    flagColumn(plan, insight.returning, 's1'),
    ...breakdownColumns(plan, breakdown),
  ]
  // Whether it was the first time is known only with all that was before.
  const read = eventRows(plan, columns, [
    within(plan, isFirst ? { ...span, from: null } : span),
    { sql: `(${person.sql}) IS NOT NULL`, tables: person.tables },
    filtersOn(plan, insight.filters),
    isOneOf(plan, [insight.target, insight.returning]),
  ])
  const values = breakdownNames(breakdown)
  const cohorts = cohortCtes(plan, insight, values, span)
  const limited = limitedBreakdown(plan, breakdown, { from: 'cohorts', columns: ['person', 'bucket'] })
  const groups = limited.groups.map((name) => `c.${q(name)}`)
  const aliased = limited.groups.map((name) => `c.${q(name)} AS ${q(name)}`)
  const people = `COUNT(DISTINCT c.${q('person')}) AS ${q('people')}`
  const list = (bucket: string): string => [...aliased, `c.${q('bucket')} AS ${q('cohort')}`, `${bucket}.${q('bucket')} AS ${q('bucket')}`, people].join(', ')
  const own = `SELECT ${list('c')}\nFROM ${q(limited.name)} AS c\nGROUP BY ${[...groups, `c.${q('bucket')}`].join(', ')}`
  const back = `SELECT ${list('r')}\nFROM ${q(limited.name)} AS c\nJOIN ${q('returns')} AS r\n  ON r.${q('person')} = c.${q('person')} AND r.${q('bucket')} > c.${q('bucket')}\nGROUP BY ${[...groups, `c.${q('bucket')}`, `r.${q('bucket')}`].join(', ')}`
  const type = period === 'hour' ? ('timestamp' as const) : ('date' as const)
  return {
    ctes: [
      { name: 'events', sql: read },
      ...cohorts,
      { name: 'returns', sql: `SELECT DISTINCT\n  ${q('person')},\n  ${q('bucket')}\nFROM ${q('events')}\nWHERE ${q('s1')} = 1` },
      ...limited.ctes,
    ],
    answer: `${own}\nUNION ALL\n${back}`,
    columns: [
      ...limited.groups.map((name) => ({ name, type: name === 'other' ? ('number' as const) : ('string' as const) })),
      { name: 'cohort', type },
      { name: 'bucket', type },
      { name: 'people', type: 'number' },
    ],
    frame: frameOf(ctx, [span], period),
  }
}

/** Whole periods: from the one that the range begins in, or as many as there are columns up to its end. */
function cohortSpan(ctx: PlanContext, { range, period, periods }: RetentionInsight): Span & { from: Temporal.ZonedDateTime } {
  const { from, to } = wholePeriods(ctx, spanOf(ctx, range.from === undefined ? { ...range, from: 'all' } : range, period), period)
  if (range.from === 'all') throw new QueryError('invalid_query', 'Retention needs a range that begins on a day, not all there is.', { at: 'range' })
  if (from !== null) {
    bucketsOf(ctx, from, to, period)
    return { from, to }
  }
  const back = period === 'hour' ? { hours: periods } : period === 'quarter' ? { months: 3 * periods } : { [`${period}s`]: periods }
  return { from: to.subtract(back), to }
}

/** Who did the target event, with the periods in which that counts. */
function cohortCtes(plan: EventPlan, insight: RetentionInsight, values: readonly string[], span: Span & { from: Temporal.ZonedDateTime }): Cte[] {
  const q = (name: string): string => plan.ctx.dialect.quote(name)
  const columns = ['person', 'bucket', ...values].map(q).join(', ')
  if (insight.who === 'recurring') return [{ name: 'cohorts', sql: `SELECT DISTINCT\n  ${columns}\nFROM ${q('events')}\nWHERE ${q('s0')} = 1` }]
  const order = [q('at'), ...idColumns(plan).map(({ name }) => q(name))].join(', ')
  const rank = `ROW_NUMBER() OVER (PARTITION BY ${q('person')} ORDER BY ${order}) AS ${q('nth')}`
  return [
    { name: 'targets', sql: `SELECT\n  ${columns},\n  ${rank}\nFROM ${q('events')}\nWHERE ${q('s0')} = 1` },
    {
      name: 'cohorts',
      sql: `SELECT\n  ${columns}\nFROM ${q('targets')}\nWHERE ${q('nth')} = 1 AND ${q('bucket')} >= ${bucketLiteral(plan, span.from, insight.period)}`,
    },
  ]
}
