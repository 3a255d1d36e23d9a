import { requireEmail } from '../email.ts'
import { oidcFailure } from './failure.ts'

/** What a provider says of a person, as far as it is of use. */
export type PersonClaims = {
  issuer: string
  subject: string
  /** In normal form; null when there is none that could be one. */
  email: string | null
  emailVerified: boolean
  firstName: string
  lastName: string
  /** Values of the claim that names groups; none when it is not there. */
  groups: readonly string[]
}

/** The claims that are asked for, in the ID token or at the userinfo endpoint. */
export const wantedClaims = (groupsClaim: string | null): string[] => ['email', 'email_verified', ...(groupsClaim === null ? [] : [topOf(groupsClaim)])]

/** Reads claims that were checked. Who somebody is are issuer and subject as text, never anything else. */
export function readClaims(claims: Readonly<Record<string, unknown>>, groupsClaim: string | null): PersonClaims {
  const { iss, sub } = claims
  // The standard has at most 255 letters of ASCII; whatever else it is could not be stored as it is.
  if (typeof iss !== 'string' || typeof sub !== 'string' || !/^[\u0020-\u007e]{1,255}$/.test(sub)) throw oidcFailure('answer_refused')
  const email = emailOf(claims['email'])
  const name = textOf(claims['name'])
  const [firstOfName = '', ...restOfName] = name.split(/\s+/)
  const given = textOf(claims['given_name'])
  const family = textOf(claims['family_name'])
  const isNamed = given !== '' || family !== ''
  return {
    issuer: iss,
    subject: sub,
    email,
    // Some providers write the word instead of the value.
    emailVerified: email !== null && (claims['email_verified'] === true || claims['email_verified'] === 'true'),
    firstName: isNamed ? given : firstOfName === '' ? ((email ?? '').split('@')[0] ?? '') : firstOfName,
    lastName: isNamed ? family : restOfName.join(' '),
    groups: groupsClaim === null ? [] : valuesOf(claimAt(claims, groupsClaim)),
  }
}

const topOf = (claim: string): string => claim.split('.')[0] ?? claim

/** A claim by its name, which may hold dots itself, else by the path that they make: `realm_access.roles`. */
function claimAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name
    .split('.')
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined), claims)
}

const valuesOf = (claim: unknown): string[] => (Array.isArray(claim) ? claim : [claim]).filter((value): value is string => typeof value === 'string')

const longestName = 200
/** A text without what belongs into no name. */
const textOf = (claim: unknown): string =>
  typeof claim === 'string'
    ? claim
        .replaceAll(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, longestName)
    : ''

function emailOf(claim: unknown): string | null {
  if (typeof claim !== 'string') return null
  try {
    return requireEmail(claim)
  } catch {
    return null
  }
}
