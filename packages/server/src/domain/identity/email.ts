import { AppError } from '../../platform/errors.ts'

/** The one form in which e-mail addresses are stored and compared. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()

/** One address and nothing else: no list, no name, no quoting, no comment, however a mail server would read it. */
const address = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:"]+\.[^\s\p{Cc}@<>()[\]\\,;:"]+$/u

/** The part behind the @ of an address in normal form. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** The normal form; throws `invalid` for what cannot be an address. */
export function requireEmail(email: string): string {
  const normal = normalEmail(email)
  if (normal.length > 254 || !address.test(normal)) {
    throw new AppError('invalid', `"${email}" is not an e-mail address.`, {
      reason: 'email',
      fields: [{ path: 'email', message: 'must be an e-mail address' }],
    })
  }
  return normal
}

/** Enough of a typed address to recognize it, for records of failed sign-ins: it may be a typing error, or a password. */
export function maskedEmail(typed: string): string {
  const parts = /^([^\s@])[^\s@]*@([^\s@]+\.[^\s@]+)$/.exec(typed)
  return parts === null ? 'not an e-mail address' : `${parts[1]}…@${parts[2]}`
}
