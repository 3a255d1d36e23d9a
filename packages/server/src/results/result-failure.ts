import { AppError, isAppError } from '../platform/errors.ts'
import { diskFull } from '../platform/require-disk.ts'

/** A file that was there is not any more, or cannot be read. Its path is nobody's business. */
const resultGone = (cause: unknown): AppError =>
  new AppError(
    'unavailable',
    'A result that this reads is not there any more. Run what it was made from again.',
    { reason: 'result_gone', retryAfterSeconds: 1 },
    { cause },
  )

/** What the engine said, as whoever asks a result has to hear it. */
export function asFailure(error: unknown, folder: string): unknown {
  const said = isAppError(error) ? (error.details.warehouseMessage ?? '') : ((error as NodeJS.ErrnoException).code ?? '')
  if (/No space left on device|ENOSPC|EDQUOT/.test(said)) return diskFull(error)
  return said.includes(folder) ? resultGone(error) : error
}
