import { AppError } from '../../platform/errors.ts'

const longest = 500

/** A name without white space around it. Throws `invalid` when nothing is left, or far too much. */
export function checkName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > longest) {
    const message = trimmed === '' ? 'A name is needed' : `A name has at most ${longest} characters`
    throw new AppError('invalid', message, { reason: 'name', fields: [{ path: 'name', message }] })
  }
  return trimmed
}

const longestDescription = 10_000

/** A description as it is. Throws `invalid` for one that lists could not carry. */
export function checkDescription(description: string | null): string | null {
  if (description === null || description.length <= longestDescription) return description
  const message = `A description has at most ${longestDescription.toLocaleString('en')} characters`
  throw new AppError('invalid', message, { reason: 'description', fields: [{ path: 'description', message }] })
}
