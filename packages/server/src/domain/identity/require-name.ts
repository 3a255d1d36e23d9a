import { AppError } from '../../platform/errors.ts'

/** The name without blanks around it; throws `invalid` for an empty or very long one. `owner` begins the sentence: "A group". */
export function requireName(name: string, owner: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 200) {
    throw new AppError('invalid', `${owner} needs a name of 1 to 200 characters`, {
      reason: 'name',
      fields: [{ path: 'name', message: 'must have 1 to 200 characters' }],
    })
  }
  return trimmed
}
