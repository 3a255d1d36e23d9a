import { isAppError } from '../platform/errors.ts'

/**
 * What the log keeps of an error: for one of the engine only its kind, for its words may quote a row ("Could not convert
 * string 'Ada' …"), and the log outlives rows and who may see them.
 */
export function loggedError(error: unknown): string {
  if (!isAppError(error)) return 'internal error'
  if (error.code !== 'query_failed') return error.message
  return /^[A-Z][A-Za-z ]{0,40} Error(?=:)/.exec(error.message)?.[0] ?? 'the warehouse refused it'
}
