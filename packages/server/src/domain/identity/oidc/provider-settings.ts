import { AppError } from '../../../platform/errors.ts'
import { isLoopback } from '../../../platform/net/outbound-fetch.ts'
import { requireDomain } from '../require-domain.ts'
import { requireName } from '../require-name.ts'
import type { ProviderSettings } from './types.ts'

const wellKnown = /\/\.well-known\/openid-configuration\/?$/

/** Settings in normal form, and nothing that came along with them. Throws `invalid` naming the field that cannot be meant. */
export function requireSettings(input: ProviderSettings): ProviderSettings {
  return {
    name: requireName(input.name, 'An identity provider'),
    issuer: requireIssuer(input.issuer),
    clientId: requireText(input.clientId, 'clientId', 'is what the provider calls this installation'),
    scopes: scopesOf(input.scopes),
    joinsByEmail: input.joinsByEmail,
    createsAccounts: input.createsAccounts,
    role: input.role,
    isEnabled: input.isEnabled,
    domains: [...new Set(input.domains.map((domain) => requireDomain(domain, 'domains')))],
    groupsClaim: input.groupsClaim === null || input.groupsClaim.trim() === '' ? null : input.groupsClaim.trim(),
    groups: input.groups.map(({ value, groupId }) => ({
      value: requireText(value, 'groups', 'need a value of the claim each'),
      groupId: groupId.toLowerCase(),
    })),
  }
}

/** The name in addresses: what is left of a text in lower case, digits and dashes. Throws `invalid` when that is nothing. */
export function requireSlug(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
  if (slug !== '') return slug
  throw invalid('slug', 'needs a letter from a to z or a digit: it stands in the address that the provider sends people back to')
}

/** The issuer, whether it was given as such or as the address of its discovery document. */
function requireIssuer(text: string): string {
  const issuer = text.trim().replace(wellKnown, '')
  if (!URL.canParse(issuer)) throw invalid('issuer', 'must be an address like https://id.example.com')
  const { protocol, hostname, username, password, search, hash, pathname } = new URL(issuer)
  const isOwnMachine = hostname === 'localhost' || isLoopback(hostname.replaceAll(/^\[|\]$/g, ''))
  if (protocol !== 'https:' && !(protocol === 'http:' && isOwnMachine)) throw invalid('issuer', 'must begin with https://')
  if (username !== '' || password !== '' || search !== '' || hash !== '' || pathname.includes('/.well-known/')) {
    throw invalid('issuer', 'must be the address of the provider alone, without name, password, query or fragment')
  }
  return issuer
}

function scopesOf(text: string): string {
  const scopes = text.split(/\s+/).filter((scope) => scope !== '')
  if (scopes.some((scope) => !/^[\u0021\u0023-\u005b\u005d-\u007e]{1,200}$/.test(scope))) throw invalid('scopes', 'must be words separated by spaces')
  return [...new Set(['openid', ...scopes])].join(' ')
}

function requireText(text: string, field: string, message: string): string {
  if (text.trim() !== '') return text.trim()
  throw invalid(field, message)
}

const invalid = (path: string, message: string): AppError =>
  new AppError('invalid', `${path}: ${message}.`, { reason: 'identity_provider', fields: [{ path: `body.${path}`, message }] })
