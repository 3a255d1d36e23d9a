import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { recordRefusal } from '../../../access/refusals.ts'
import type { PasskeyPurpose } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import { newKeyBytes } from '../../../platform/ids.ts'
import { credentialHash } from '../credential-hash.ts'
import { nowOf, type AccountCtx } from '../identity-ctx.ts'
import { insertChallenge, spendChallenge } from './passkey-challenge-store.ts'
import { findPasskeyByCredential, listCredentialsOf, type NewPasskey, type PasskeyCredential } from './passkey-store.ts'
import { relyingPartyOf } from './relying-party.ts'

/** Seconds that a browser has to ask its owner. */
const challengeSeconds = 300

export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON
export type NewPasskeyOptions = PublicKeyCredentialCreationOptionsJSON
/** Answers of a browser; anything, until they are verified. */
export type PasskeyAnswer = AuthenticationResponseJSON
export type NewPasskeyAnswer = RegistrationResponseJSON

/** What a browser needs to make a passkey for a person: one that names its owner itself, and asks who holds it. */
export async function newPasskeyOptions(ctx: AccountCtx, user: { id: string; email: string; name: string }): Promise<NewPasskeyOptions> {
  const site = relyingPartyOf(ctx)
  return generateRegistrationOptions({
    rpID: site.id,
    rpName: site.name,
    userID: Uint8Array.from(Buffer.from(user.id.replaceAll('-', ''), 'hex')),
    userName: user.email,
    userDisplayName: user.name,
    challenge: await newChallenge(ctx, 'register', user.id),
    timeout: challengeSeconds * 1000,
    excludeCredentials: (await listCredentialsOf(ctx.db, user.id)).map(toDescriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** The passkey in a browser's answer to `newPasskeyOptions`; the challenge is spent. Throws `invalid` (`passkey_refused`). */
export async function verifyNewPasskey(
  ctx: AccountCtx,
  userId: string,
  response: NewPasskeyAnswer,
): Promise<Pick<NewPasskey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'isBackedUp'>> {
  const site = relyingPartyOf(ctx)
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ctx, challenge, 'register', userId),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw refused(cause)
  })
  if (registrationInfo === undefined) throw refused(undefined)
  const { credential, credentialBackedUp } = registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
  }
}

/** What is asked of a browser: by whom (null: whoever it is), and for what the answer will be good. */
export type PasskeyQuestion = { purpose: Exclude<PasskeyPurpose, 'register'>; userId: string | null }

/** What a browser needs to sign with a passkey. */
export async function passkeyOptions(ctx: AccountCtx, { purpose, userId }: PasskeyQuestion): Promise<PasskeyOptions> {
  return generateAuthenticationOptions({
    rpID: relyingPartyOf(ctx).id,
    challenge: await newChallenge(ctx, purpose, userId),
    timeout: challengeSeconds * 1000,
    ...(userId === null ? {} : { allowCredentials: (await listCredentialsOf(ctx.db, userId)).map(toDescriptor) }),
    userVerification: verificationFor(purpose) ? 'required' : 'preferred',
  })
}

/** A passkey that signed, and its counter; `recordPasskeyUse` makes it count. */
export type SignedPasskey = { passkey: PasskeyCredential; counter: number }

/**
 * The passkey that signed the answer to `passkeyOptions`; null when it is unknown, somebody else's, or the signature is
 * not right. The challenge is spent in any case. A counter that fell behind is a copy's: it is refused and written down.
 */
export async function verifyPasskey(ctx: AccountCtx, { purpose, userId }: PasskeyQuestion, response: PasskeyAnswer): Promise<SignedPasskey | null> {
  const site = relyingPartyOf(ctx)
  const passkey = await findPasskeyByCredential(ctx.db, response.id)
  if (passkey === null || (userId !== null && passkey.userId !== userId)) return null
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ctx, challenge, purpose, userId),
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    // Counters are compared below, where a wrong one is told from a wrong signature.
    credential: { id: passkey.credentialId, publicKey: Uint8Array.from(passkey.publicKey), counter: 0 },
    requireUserVerification: verificationFor(purpose),
  }).catch(() => null)
  if (verified === null || !verified.verified) return null
  const counter = verified.authenticationInfo.newCounter
  if (counter > passkey.counter || (counter === 0 && passkey.counter === 0)) return { passkey, counter }
  await recordRefusal(ctx, {
    operation: 'identity.verifyPasskey',
    organizationId: ctx.actor.kind === 'user' ? ctx.actor.organizationId : null,
    targetKind: 'passkey',
    targetId: passkey.id,
    reason: 'counter_fell_behind',
  })
  return null
}

/** Alone, a passkey has to make sure who holds it; after a password it is enough that somebody does. */
const verificationFor = (purpose: PasskeyQuestion['purpose']): boolean => purpose !== 'second_step'

async function newChallenge(ctx: AccountCtx, purpose: PasskeyPurpose, userId: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = Uint8Array.from(newKeyBytes(32))
  const hash = credentialHash(Buffer.from(challenge).toString('base64url'))
  await insertChallenge(ctx.db, { hash, purpose, userId }, new Date(nowOf(ctx).getTime() + challengeSeconds * 1000))
  return challenge
}

const takeChallenge = (ctx: AccountCtx, challenge: string, purpose: PasskeyPurpose, userId: string | null): Promise<boolean> =>
  spendChallenge(ctx.db, { hash: credentialHash(challenge), purpose, userId }, nowOf(ctx))

const toDescriptor = ({ id, transports }: { id: string; transports: readonly string[] }): { id: string; transports: string[] } => ({
  id,
  transports: [...transports],
})

const refused = (cause: unknown): AppError =>
  new AppError(
    'invalid',
    'The passkey could not be made: the answer of the browser was late, used before, or made for another address. Try again.',
    { reason: 'passkey_refused' },
    { cause },
  )
