import { planContext } from '../plan/plan-context.ts'
import { indent } from '../plan/print-grains.ts'
import type { CompiledQuery, CompileOptions } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import type { Insight } from '../types/insight.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import { eventPlan, type EventPlan } from './event-rows.ts'
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
  const { ctes, answer, columns, order = [], rows, frame } = planOf(eventPlan(ctx), insight)
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
