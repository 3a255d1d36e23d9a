import { AppError } from '../platform/errors.ts'

/** A query that its caller no longer wants. */
export const cancelled = (): AppError => new AppError('cancelled', 'The query was cancelled', { reason: 'cancelled' })

/** A query that took longer than it may. */
export const timedOut = (timeoutMs: number): AppError =>
  new AppError(
    'limit_exceeded',
    `The query took longer than ${timeoutMs / 1000} s and was stopped. Narrow it by a filter, or ask an administrator to raise ATRIUM_QUERY_TIMEOUT_SECONDS.`,
    { reason: 'query_timeout', params: { seconds: timeoutMs / 1000 } },
  )
