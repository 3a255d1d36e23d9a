import { planContext } from '../plan/plan-context.ts'
import { indent } from '../plan/print-grains.ts'
import { QueryError, type CompiledQuery, type CompileOptions } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import type { Insight } from '../types/insight.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import { eventPlan, type EventPlan } from './event-rows.ts'
import { mostBuckets } from './insight-range.ts'
import { planFunnel } from './plan-funnel.ts'
import { planLifecycle } from './plan-lifecycle.ts'
import { planPaths } from './plan-paths.ts'
import { planRetention } from './plan-retention.ts'
import { planStickiness } from './plan-stickiness.ts'
import { planTrends } from './plan-trends.ts'
import type { InsightFrame, InsightPlan } from './types.ts'

export type CompiledInsight = Omit<CompiledQuery, 'effectiveQuery'> & { frame: InsightFrame }

/**
 * Turns a question about events into one SELECT over an explore that says which of its columns are events, under the caller's row
 * rules like any question; `readInsight` makes of its rows what was asked for. Throws `QueryError`.
 */
export function compileInsight(explore: Explore, insight: Insight, options: CompileOptions & { dialect: Dialect; limit: number }): CompiledInsight {
  const query: MetricQuery = { exploreName: explore.name, dimensions: [], metrics: [], filters: {}, sorts: [], limit: options.limit, tableCalculations: [] }
  const ctx = planContext(explore, query, options)
  const { ctes, answer, columns, order = [], rows, frame } = planned(eventPlan(ctx), insight)
  refuseTooMany(insight, frame)
  const q = (name: string): string => ctx.dialect.quote(name)
  const parts = [...ctes, { name: 'answer', sql: answer }].map(({ name, sql }) => `${q(name)} AS (\n${indent(sql)}\n)`)
  const select = `SELECT\n${columns.map(({ name }) => `  ${q(name)}`).join(',\n')}\nFROM ${q('answer')}`
  const terms = order.map(({ column, descending }) => ctx.dialect.orderBy(q(column), { descending }))
  return {
    sql: `WITH ${parts.join(',\n')}\n${ctx.dialect.limit(select, terms, Math.min(rows ?? options.limit, options.limit))}`,
    columns: columns.map(({ name, type }) => ({ fieldId: name, type, hidden: false })),
    fields: {},
    proof: { status: 'safe', lines: ['Each event is read once; joined tables have one row at most for each.'] },
    policiesApplied: [...ctx.policiesApplied],
    timeDependent: ctx.timeDependent,
    frame,
  }
}

/** Dates that no calendar has, and texts that no literal can hold, are found where they are written down. */
function planned(plan: EventPlan, insight: Insight): InsightPlan {
  try {
    return planOf(plan, insight)
  } catch (error) {
    if (error instanceof RangeError)
      throw new QueryError('invalid_query', `A day or a text of this question cannot be asked: ${error.message}.`, { at: 'range' })
    throw error
  }
}

/** Values of one answer: more are read by nobody, and gaps are filled whether rows come or not. */
const mostCells = 300_000

function refuseTooMany(insight: Insight, { spans }: InsightFrame): void {
  // Of all there is it is not known yet; more periods than these are refused there.
  const buckets = spans.reduce((sum, span) => sum + (span.buckets?.length ?? mostBuckets), 0)
  const parts = 'breakdown' in insight && insight.breakdown !== undefined ? insight.breakdown.limit + 1 : 1
  const each = insight.kind === 'retention' ? insight.periods : insight.kind === 'trends' ? Math.max(insight.series.length, insight.formulas?.length ?? 0) : 1
  if (buckets * parts * each <= mostCells) return
  throw new QueryError(
    'invalid_query',
    `The answer would have more than ${mostCells} values. Choose a shorter range, longer periods or fewer values to break down by.`,
    { at: 'range' },
  )
}

function planOf(plan: EventPlan, insight: Insight): InsightPlan {
  switch (insight.kind) {
    case 'trends':
      return planTrends(plan, insight)
    case 'funnel':
      return planFunnel(plan, insight)
    case 'retention':
      return planRetention(plan, insight)
    case 'stickiness':
      return planStickiness(plan, insight)
    case 'lifecycle':
      return planLifecycle(plan, insight)
    case 'paths':
      return planPaths(plan, insight)
  }
}
