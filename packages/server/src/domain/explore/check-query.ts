import { metricsOfOwnSql, type Explore, type MetricQuery } from '@atrium/semantic'
import { decide } from '../../access/rules.ts'
import type { Ctx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import type { QueryLimits } from './explore-target.ts'

/** Refuses what a query may not ask for: too many rows, or SQL from people who may not write SQL. */
export function checkQuery(ctx: Ctx & { limits: QueryLimits }, explore: Explore, query: MetricQuery, target: Target): void {
  checkQueryLimit(ctx, query)
  checkCustomSql(ctx, explore, query, target)
}

/** Refuses a query for more rows than the instance allows. */
export function checkQueryLimit(ctx: { limits: QueryLimits }, query: Pick<MetricQuery, 'limit'>): void {
  if (query.limit > ctx.limits.maxRows) {
    throw new AppError('invalid', `Query limit can not exceed ${ctx.limits.maxRows}`, { reason: 'query_limit', params: { most: ctx.limits.maxRows } })
  }
  if (query.limit < 0 || !Number.isInteger(query.limit)) {
    throw new AppError('invalid', 'Query limit must be a whole number of rows', { reason: 'query_limit' })
  }
}

/**
 * SQL custom dimensions and custom metrics with SQL of their own need a right of their own, unless they are part of
 * something saved by somebody who has it.
 */
export function checkCustomSql(ctx: Ctx, explore: Explore, query: MetricQuery, target: Target): void {
  const hasOwn = (query.customDimensions?.length ?? 0) + (query.additionalMetrics?.length ?? 0) > 0
  if (!hasOwn || ctx.actor.kind !== 'user') return
  const decision = decide(ctx.actor, 'explore.run_custom_sql', target)
  if (decision.allowed) return
  if (query.customDimensions?.some(({ type }) => type === 'sql') === true) {
    throw new AppError('forbidden', 'User cannot run queries with custom SQL dimensions', { reason: decision.because })
  }
  const [metric] = metricsOfOwnSql(explore, query)
  if (metric !== undefined) {
    throw new AppError('forbidden', `The custom metric "${metric.name}" has SQL of its own, which you may not run. Make it of a field of "${metric.table}".`, {
      reason: decision.because,
    })
  }
}
