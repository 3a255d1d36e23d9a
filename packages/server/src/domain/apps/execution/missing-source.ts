import { AppError } from '../../../platform/errors.ts'

/** A name that no cell gives. */
export const missingSource = (name: string): AppError =>
  new AppError('invalid', `There is no result “${name.slice(0, 100)}”. Choose another one, or make a cell that gives it.`, {
    reason: 'source_missing',
    params: { name: name.slice(0, 100) },
  })
