import { AppError, isAppError } from '../../platform/errors.ts'
import { timedOut } from '../stopped-query.ts'

type ServerError = { code?: string; message?: string; position?: string; severity?: string }

/** An error of a query in the words of the house. What is no answer of the server goes on as it is. */
export function asQueryError(error: unknown, timeoutMs: number): unknown {
  if (isAppError(error)) return error
  const { code, message = '', severity } = error as ServerError
  if (code === undefined || severity === undefined) return error
  // Nobody else stops queries of ours but the server's clock.
  if (code === '57014') return timedOut(timeoutMs)
  if (/^53[24]00$/.test(code)) {
    const text = 'The query needs more memory than the server may give it and was stopped. Narrow it by a filter or ask for fewer groups.'
    return new AppError('limit_exceeded', text, { reason: 'query_memory', warehouseMessage: message })
  }
  return new AppError('query_failed', message, { warehouseMessage: message }, { cause: error })
}
