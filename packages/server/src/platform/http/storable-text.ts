import { AppError } from '../errors.ts'

/**
 * Throws `invalid` when a text in `value`, at any depth, is none that the store can hold: with a NUL, or with half of a
 * surrogate pair. Names are texts too. Precondition: `value` is what JSON can say and not deeper than bodies may be.
 */
export function requireStorableText(value: unknown, at: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || /\p{Cs}/u.test(value)) throw unstorable(at)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      requireStorableText(name, at)
      requireStorableText(inner, at === '' ? name : `${at}.${name}`)
    }
  }
}

const unstorable = (at: string): AppError =>
  new AppError('invalid', `${at === '' ? 'The request' : at} holds a NUL character or half of a surrogate pair, which no text of ours has. Leave it out.`, {
    reason: 'text',
    fields: [{ path: at, message: 'holds a character that cannot be kept' }],
  })
