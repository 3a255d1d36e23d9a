import { AppError } from '../../platform/errors.ts'
import { publicMailDomains } from './public-mail-domains.ts'

/**
 * A domain in normal form, as it stands behind the @ of addresses in theirs. Throws `invalid` (`email_domain`, naming the
 * field) for what is none, and for those where anybody can get an address.
 */
export function requireDomain(text: string, field: string): string {
  const domain = text.trim().toLowerCase().replace(/^@/, '')
  const problem = !/^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(domain)
    ? `"${text}" is not a domain like example.com`
    : publicMailDomains.has(domain)
      ? `Anybody can get an address at ${domain}: it would let the whole world in`
      : null
  if (problem === null) return domain
  throw new AppError('invalid', `${problem}.`, { reason: 'email_domain', fields: [{ path: field, message: problem }] })
}
