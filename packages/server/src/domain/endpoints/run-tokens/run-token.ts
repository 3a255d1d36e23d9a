import type { GivenValue } from '@atrium/documents'
import { jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { AppError } from '../../../platform/errors.ts'
import type { KeyRing } from '../../../platform/secrets/key-ring.ts'

/** A token that calls a few endpoints in the name of whoever made it, with the rights that they have at that moment. */
export type RunToken = {
  id: string
  projectId: string
  userId: string
  name: string
  endpointIds: readonly string[]
  /** Values of variables that whoever calls can't choose. */
  variables: Readonly<Record<string, GivenValue>>
  /** Whose pages may call with it; none: no page of a browser, programs only. */
  origins: readonly string[]
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

const audience = 'atrium:run-endpoints'
const purpose = 'sign run tokens'

/** Whether a credential looks like a token of this kind rather than a key. */
export const isRunToken = (credential: string): boolean => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(credential)

/** The token as text: signed, readable by anybody, changed by nobody. */
export const signRunToken = (keys: KeyRing, token: RunToken): Promise<string> =>
  new SignJWT({ project: token.projectId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: keys.currentId })
    .setJti(token.id)
    .setSubject(token.userId)
    .setAudience(audience)
    .setIssuedAt(Math.floor(token.createdAt.getTime() / 1000))
    .setExpirationTime(Math.floor(token.expiresAt.getTime() / 1000))
    .sign(keys.key(keys.currentId, purpose))

/** Which token a text is, when we signed it for this and it has not ended. Throws `unauthenticated` for anything else, and does not say why. */
export async function readRunToken(keys: KeyRing, text: string, now: Date): Promise<{ id: string; projectId: string }> {
  const payload = await jwtVerify(text, ({ kid = '' }) => keys.key(kid, purpose), {
    algorithms: ['HS256'],
    audience,
    currentDate: now,
    requiredClaims: ['jti', 'sub', 'exp', 'project'],
  }).then(
    (verified): JWTPayload => verified.payload,
    () => null,
  )
  if (payload === null || typeof payload.jti !== 'string' || typeof payload['project'] !== 'string') throw runTokenRefused()
  return { id: payload.jti, projectId: payload['project'] }
}

/** What is said of a token that is not, or no longer, good. */
export const runTokenRefused = (): AppError =>
  new AppError('unauthenticated', 'This token is not valid: it was changed, has ended or was revoked. Get a new one from whoever gave it to you.', {
    reason: 'run_token',
  })
