import { isAppError, type ErrorCode } from '../platform/errors.ts'

const lasting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'cancelled',
  'limit_exceeded',
  'query_failed',
])

/** Whether trying again cannot help: what was asked is wrong or refused, not the moment it was asked at. */
export const isLastingError = (error: unknown): boolean => isAppError(error) && lasting.has(error.code)

/** What a person may read about a failed run. Errors that are not ours stay in the log: they may name hosts and files. */
export function errorForPeople(error: unknown): string {
  return isAppError(error) ? error.message : 'Something went wrong while this ran. The server log has the details.'
}

const longestSeconds = 3600

/** Seconds to wait after the given attempt (from 1) failed: 2, 4, 8 … at most an hour, spread by up to a quarter. */
export function retryDelaySeconds(attempt: number, spread: number): number {
  return Math.min(longestSeconds, 2 ** attempt) * (1 + spread / 4)
}
