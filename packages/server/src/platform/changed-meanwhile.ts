import { AppError } from './errors.ts'

/** What PostgreSQL says when two changes met: taken already, gone already, could not be put in an order. */
const meetings: ReadonlySet<string> = new Set(['23505', '23503', '40001', '40P01'])

/**
 * The error of a transaction in words for whoever asked: two changes at the same moment are a `conflict`
 * (`changed_meanwhile`), for operations look before they write. Any other error is answered as it is.
 */
export function changedMeanwhile(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown }
  if (error instanceof AppError || typeof code !== 'string' || !meetings.has(code)) return error
  return new AppError(
    'conflict',
    'Somebody else changed the same thing at the same moment. Load it again and repeat what is still missing.',
    { reason: 'changed_meanwhile' },
    { cause: error },
  )
}
