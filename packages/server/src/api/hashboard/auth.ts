import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../access/actor.ts'
import { credentialsOf, type Credentials } from '../credentials.ts'

/** What a token of the format holds: a project, and one of our tokens by its id and its secret. */
const accessKey = z.object({ project_id: z.string(), access_key_id: z.string(), access_key_token: z.string().min(1) })

/** No token of the format is longer. */
const longest = 2000

export type DoorCredentials = Credentials & { /** Of which token the secret was said to be. */ tokenId?: string }

/** The credentials of a request: ours as everywhere, or the same secret in the format's own wrapping. */
export function doorCredentials(request: FastifyRequest): DoorCredentials {
  const credentials = credentialsOf(request)
  const key = credentials.token === undefined ? null : accessKeyIn(credentials.token)
  return key === null ? credentials : { ...credentials, token: key.access_key_token, tokenId: key.access_key_id }
}

function accessKeyIn(token: string): z.infer<typeof accessKey> | null {
  if (token.length > longest) return null
  try {
    return accessKey.safeParse(JSON.parse(Buffer.from(token, 'base64').toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

/** Refuses a wrapping in which the secret of another token was put. */
export function requireSameToken(actor: Actor, { tokenId }: DoorCredentials): void {
  if (tokenId === undefined || actor.kind !== 'user' || actor.via !== 'token' || actor.credentialId === tokenId) return
  throw new AppError('unauthenticated', 'The parts of this API token do not belong together. Copy it anew from where it was made.', { reason: 'token_unknown' })
}
