import type { CellFailure, CellNote } from '../shown/cell-outcome.ts'
import { germanFailures, germanNotes } from './german-failures.ts'
import { tell } from './saying.ts'
import { tellProblem } from './tell.ts'

/** A failure of a cell, or a refusal of the server: `code` is its coarse name. */
export type Failed = Pick<CellFailure, 'code' | 'message' | 'params' | 'cause' | 'problem'> & { reason?: string | null; hint?: string | null }

/**
 * Why a cell has no answer, in the language of whoever reads (BCP 47), made of its reason and its parameters. What databases and people's
 * own code say for themselves stays as they said it, and so does what is not known here. `labels`: what cells are called in that language.
 */
export function tellFailure(failure: Failed, locale = 'en', labels: ReadonlyMap<string, string> = new Map()): { message: string; hint: string | null } {
  const { message, hint = null, params, cause, problem } = failure
  if (!locale.startsWith('de')) return { message, hint }
  if (problem !== undefined) {
    const told = tellProblem(problem.found, new Map([...Object.entries(problem.labels), ...labels]), locale)
    return hint === null ? { ...told, hint } : told
  }
  const saying = germanFailures[failure.reason ?? failure.code]
  const known = { ...params, message, ...(cause === undefined ? {} : { cause: tellFailure(cause, locale).message }) }
  return { message: tell(saying?.message, known, locale) ?? message, hint: hint === null ? null : (saying?.hint ?? hint) }
}

/** What is to be known of an answer, in the language of whoever reads. */
export const tellNote = ({ reason, message, params }: CellNote, locale = 'en'): string =>
  (locale.startsWith('de') ? tell(germanNotes[reason], { ...params, message }, locale) : null) ?? message
