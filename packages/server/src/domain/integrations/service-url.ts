import { AppError } from '../../platform/errors.ts'
import { isLoopback } from '../../platform/net/outbound-fetch.ts'

/** The address of a service without a slash at its end. Throws `invalid` for what is no plain address over TLS. */
export function requireServiceUrl(text: string): string {
  const given = text.trim().replace(/\/+$/, '')
  // Programs differ in where a host with a back slash ends.
  if (/[\s\\\p{Cc}]/u.test(given) || !URL.canParse(given)) throw wrong('must be an address like https://github.example.com')
  const { href, protocol, hostname, username, password, search, hash } = new URL(given)
  const isOwnMachine = hostname === 'localhost' || isLoopback(hostname.replaceAll(/^\[|\]$/g, ''))
  if (protocol !== 'https:' && !(protocol === 'http:' && isOwnMachine)) throw wrong('must begin with https://')
  if (username !== '' || password !== '' || search !== '' || hash !== '') throw wrong('must be the address alone, without name, password, query or fragment')
  return href.replace(/\/+$/, '')
}

const wrong = (message: string): AppError =>
  new AppError('invalid', `The address ${message}.`, { reason: 'service_url', fields: [{ path: 'body.url', message }] })
