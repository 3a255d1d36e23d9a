import type { MetricQuery } from '@atrium/semantic'
import { decide } from '../../access/rules.ts'
import type { Ctx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import type { QueryLimits } from './explore-target.ts'

/** Refuses what a query may not ask for: too many rows, or SQL from people who may not write SQL. */
export function checkQuery(ctx: Ctx & { limits: QueryLimits }, query: MetricQuery, target: Target): void {
  if (query.limit > ctx.limits.maxRows) {
    throw new AppError('invalid', `Query limit can not exceed ${ctx.limits.maxRows}`, { reason: 'query_limit' })
  }
  if (query.limit < 0 || !Number.isInteger(query.limit)) {
    throw new AppError('invalid', 'Query limit must be a whole number of rows', { reason: 'query_limit' })
  }
  checkCustomSql(ctx, query, target)
}

/** SQL custom dimensions need a right of their own, unless they are part of something saved by somebody who has it. */
export function checkCustomSql(ctx: Ctx, query: MetricQuery, target: Target): void {
  const writesSql = query.customDimensions?.some((dimension) => dimension.type === 'sql') ?? false
  if (!writesSql || ctx.actor.kind !== 'user') return
  const decision = decide(ctx.actor, 'explore.run_custom_sql', target)
  if (!decision.allowed) {
    throw new AppError('forbidden', 'User cannot run queries with custom SQL dimensions', { reason: decision.because })
  }
}
