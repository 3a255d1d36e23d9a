import { AppError, isAppError, type ErrorCode } from '../../../platform/errors.ts'

/** Why somebody could not be let in by a provider, in words of ours; the page says what to do about each. */
const words = {
  provider_off: 'This way to sign in does not exist, or was switched off.',
  provider_unreachable: 'The identity provider does not answer.',
  provider_misconfigured: 'The identity provider and Atrium do not fit together as they are set up.',
  provider_refused: 'The identity provider refused the request.',
  denied: 'The identity provider says that you did not agree, or may not use Atrium.',
  expired: 'This sign-in was used already, took longer than ten minutes, or was begun in another browser.',
  answer_refused: 'The answer of the identity provider did not pass the checks.',
  no_email: 'The identity provider does not say what your e-mail address is.',
  email_unverified: 'The identity provider does not vouch for your e-mail address.',
  domain_not_allowed: 'The word of this identity provider is not taken for addresses like yours.',
  unknown_person: 'There is no account for you.',
  invitation_over: 'Your invitation has run out or was revoked.',
  email_taken: 'There is an account with your e-mail address, and it is not linked to this identity provider.',
  identity_taken: 'This account at the identity provider is linked to somebody else.',
  other_person: 'You are signed in as somebody else than when this was begun, or not at all.',
  deactivated: 'Your account has been deactivated.',
} as const

export type OidcFailure = keyof typeof words

const codes: Partial<Record<OidcFailure, ErrorCode>> = { provider_off: 'not_found', provider_unreachable: 'unavailable', provider_misconfigured: 'unavailable' }

/** Ends a sign-in. What caused it is for the audit log, and there only by its code. */
export const oidcFailure = (reason: OidcFailure, cause?: unknown): AppError => new AppError(codes[reason] ?? 'forbidden', words[reason], { reason }, { cause })

/** The reason of an error that ended a sign-in; null for any other error. */
export function failureOf(error: unknown): OidcFailure | null {
  if (!isAppError(error)) return null
  if (error.details.reason === 'secret_unreadable') return 'provider_misconfigured'
  return Object.keys(words).find((reason): reason is OidcFailure => reason === error.details.reason) ?? null
}

/** The reason with what is known behind it, for the audit log: a code of the provider or of a check, never what it sent. */
export function auditReasonOf(error: unknown, reason: OidcFailure): string {
  const code = codesOf(error)[0]
  return code === undefined ? reason : `${reason} (${code})`
}

/** Whether the provider does not take the client for who it says it is. */
export const isClientRefused = (codes: readonly string[]): boolean =>
  codes.some((code) => code === 'invalid_client' || code === 'unauthorized_client' || code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE')

/** Codes of an error and of what caused it, outermost first. */
export function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const { code, error: oauthError, cause } = error as { code?: unknown; error?: unknown; cause?: unknown }
  const own = isAppError(error) ? [] : [oauthError, code].filter((each): each is string => typeof each === 'string' && /^[\w.-]{1,80}$/.test(each))
  return [...own, ...codesOf(cause)]
}
