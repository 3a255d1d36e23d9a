import { createHash } from 'node:crypto'
import type { UserActor } from '../../access/actor.ts'

/**
 * SHA-256 of a session, token or link. They are random and long, so no slow hash is needed; only this is stored, and
 * look-ups by it tell nothing about the secret by their time.
 */
export const credentialHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The hash of the session that an actor came with: it is what names a session inside. */
export const sessionHashOf = ({ credentialId }: Pick<UserActor, 'credentialId'>): Buffer => Buffer.from(credentialId, 'hex')
