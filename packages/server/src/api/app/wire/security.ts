import { z } from 'zod'
import type { NewPasskeyAnswer, PasskeyAnswer } from '../../../domain/identity/second-factor/verify-passkey.ts'
import type { OwnSecurity } from '../../../domain/identity/second-factor/own-security.ts'

/** Bytes as browsers write them in JSON. */
const bytes = z.base64url().max(20_000)
/** Extensions are not asked for, and not looked at. */
const extensions = z
  .unknown()
  .optional()
  .transform(() => ({}))
const type = z.literal('public-key')

/** What `navigator.credentials.get` answered. */
export const passkeyAnswer = z
  .object({
    id: bytes,
    rawId: bytes,
    type,
    clientExtensionResults: extensions,
    response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
  })
  .transform((answer): PasskeyAnswer => answer)

/** What `navigator.credentials.create` answered. */
export const newPasskeyAnswer = z
  .object({
    id: bytes,
    rawId: bytes,
    type,
    clientExtensionResults: extensions,
    response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports: z.array(z.string().max(40)).max(10).default([]) }),
  })
  .transform((answer): NewPasskeyAnswer => answer)

/** What `navigator.credentials` is given; the format is that of browsers. */
export const passkeyOptionsWire = z.looseObject({ challenge: z.string() })

/** A code, of an app or from the list for emergencies, or a signature. */
export const givenFactor = z.union([z.object({ code: z.string().min(1).max(100) }), z.object({ passkey: passkeyAnswer })])
/** The same, or the password. */
export const givenProof = z.union([z.object({ password: z.string().max(1000) }), givenFactor])

export const ownSecurityWire = z.object({
  hasPassword: z.boolean(),
  appSince: z.string().nullable(),
  passkeys: z.array(z.object({ uuid: z.string(), name: z.string(), isBackedUp: z.boolean(), createdAt: z.string(), lastUsedAt: z.string().nullable() })),
  recoveryCodesLeft: z.number(),
  isRequired: z.boolean(),
  mustEnrol: z.boolean(),
})

export const toOwnSecurity = ({ appSince, passkeys, ...rest }: OwnSecurity): z.infer<typeof ownSecurityWire> => ({
  ...rest,
  appSince: appSince?.toISOString() ?? null,
  passkeys: passkeys.map(({ id, name, isBackedUp, createdAt, lastUsedAt }) => ({
    uuid: id,
    name,
    isBackedUp,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  })),
})
