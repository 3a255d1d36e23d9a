import { TemplateError, type CellFailure } from '@atrium/documents'
import { QueryError } from '@atrium/semantic'
import { isAppError } from '../../../platform/errors.ts'
import { asAppError } from '../../../query/compile-question.ts'

/** What was not foreseen: its own words are nobody's business. */
const unforeseen: CellFailure = {
  code: 'internal',
  message: 'Something went wrong inside of Atrium. Run the cell again; if it stays, tell whoever looks after this installation.',
  reason: null,
  line: null,
  hint: null,
}

/** Why a cell has no answer. `source` is the template that it came from. */
export function failureOf(error: unknown, source = ''): CellFailure {
  if (error instanceof TemplateError) {
    return { code: 'invalid', message: error.message, reason: 'template', line: source.slice(0, error.at).split('\n').length, hint: null }
  }
  if (error instanceof QueryError) return failureOf(asAppError(error))
  if (!isAppError(error)) return unforeseen
  const { reason, params, line } = error.details
  return { code: error.code, message: error.message, reason: reason ?? null, ...(params === undefined ? {} : { params }), line: line ?? null, hint: null }
}

/** Whether nobody foresaw it: it is to be logged. */
export const isUnforeseen = (error: unknown): boolean => !isAppError(error) && !(error instanceof TemplateError) && !(error instanceof QueryError)
