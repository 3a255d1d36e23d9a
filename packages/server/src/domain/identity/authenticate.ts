import { backgroundCredential, type Actor, type UserActor } from '../../access/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import { createActorCache } from './actor-cache.ts'
import { findActorOfSession, findActorOfToken, findActorOfTokenId, findActorOfUser, type FoundActor } from './actor-store.ts'
import { credentialHash } from './credential-hash.ts'
import { createCredentialUses } from './credential-uses.ts'
import { touchSessions, type SessionUse } from './session-store.ts'
import { deleteExpiredToken, touchTokens, type TokenUse } from './token-store.ts'

export type Authenticator = {
  /**
   * Whoever sends these credentials; anonymous without any, or with a session that is over. A session counts before a
   * token. Throws `unauthenticated` (`token_unknown`, `token_expired`) and `forbidden` (`deactivated`). Reads the store
   * once when the credential is new here, never when it is known. `address` is where a token is used from. `isUse` false: somebody only
   * goes on listening, which keeps no session alive.
   */
  actorOf(credentials: { session: string | undefined; token: string | undefined; address?: string; isUse?: false }): Promise<Actor>
  /** The name that a token is remembered by; its hash. */
  keyOfToken(token: string): string
  /** Whoever a token of this name is remembered as, and its use noted, without waiting; null: it has to be looked up. */
  knownByToken(key: string, address: string): UserActor | null
  /** A person as the actor of work that runs in their name, with the rights of now. Throws `forbidden` when gone or deactivated. */
  actorOfUser(userId: string): Promise<UserActor>
  /** The same caller with the rights of now, which is no use of their credential. Throws `unauthenticated`, `forbidden` when that is over. */
  actorNow(actor: Pick<UserActor, 'via' | 'credentialId' | 'userId'>): Promise<UserActor>
  /** Drops what is remembered about a person (all without an id): call after the commit of whatever changed it. */
  forget(userId?: string): void
  /** Writes down uses of sessions and tokens that are not stored yet. */
  flush(): Promise<void>
}

type Options = { db: Db; clock: Clock; log: Log; sessionMs: number }

/** Uses closer together than this are one. */
const useStepMs = 10_000

/** Makes the authenticator of this process. */
export function createAuthenticator({ db, clock, log, sessionMs }: Options): Authenticator {
  const cache = createActorCache()
  const sessionUses = createCredentialUses<SessionUse>((uses) => touchSessions(db, uses), log)
  const tokenUses = createCredentialUses<TokenUse>((uses) => touchTokens(db, uses), log)
  const lastUse = new WeakMap<FoundActor, number>()

  /** True when this use is worth writing down. */
  const counts = (found: FoundActor, now: number): boolean => {
    const last = lastUse.get(found)
    if (last !== undefined && now - last < useStepMs) return false
    lastUse.set(found, now)
    return true
  }

  const bySession = async (hash: Buffer, isUse: boolean): Promise<UserActor | null> => {
    const key = `session ${hash.toString('hex')}`
    const now = clock.now()
    const load = (): Promise<FoundActor | null> => findActorOfSession(db, hash, new Date(now))
    let found = await cache.get(key, load)
    if (found?.impersonatesUntil !== undefined && found.impersonatesUntil.getTime() <= now) {
      cache.forgetKey(key)
      found = await cache.get(key, load)
    }
    if (found === null || !found.isActive) return null
    if (found.expiresAt === null || found.expiresAt.getTime() <= now) {
      cache.forgetKey(key)
      return null
    }
    if (isUse && counts(found, now)) {
      // A used session lives on: the remembered end and the stored one move together.
      found.expiresAt = new Date(now + sessionMs)
      sessionUses.add(key, { hash, seenAt: new Date(now), expiresAt: found.expiresAt })
    }
    return found.actor
  }

  const byToken = async (token: string, address: string | null, isUse: boolean): Promise<UserActor> => {
    const hash = credentialHash(token)
    const key = keyOfToken(hash)
    const found = await cache.get(key, () => findActorOfToken(db, hash))
    if (found === null) throw new AppError('unauthenticated', 'Personal access token is not recognised', { reason: 'token_unknown' })
    if (!found.isActive) throw deactivated()
    const now = clock.now()
    if (found.expiresAt !== null && found.expiresAt.getTime() <= now) {
      cache.forgetKey(key)
      await deleteExpiredToken(db, found.actor.credentialId, new Date(now))
      throw new AppError('unauthenticated', 'This personal access token has expired', { reason: 'token_expired' })
    }
    if (isUse) noteUse(key, found, now, address)
    return found.actor
  }
  const actorOfUser = async (userId: string): Promise<UserActor> => {
    const found = await cache.get(`user ${userId}`, () => findActorOfUser(db, userId))
    if (found === null || !found.isActive) throw deactivated()
    return found.actor
  }
  const byTokenId = async (id: string): Promise<UserActor | null> => {
    const found = await cache.get(`token-id ${id}`, () => findActorOfTokenId(db, id))
    if (found === null) return null
    if (!found.isActive) throw deactivated()
    return found.expiresAt === null || found.expiresAt.getTime() > clock.now() ? found.actor : null
  }
  const noteUse = (key: string, found: FoundActor, now: number, address: string | null): void => {
    if (counts(found, now)) tokenUses.add(key, { tokenId: found.actor.credentialId, at: new Date(now), address })
  }

  return {
    async actorOf({ session, token, address, isUse = true }) {
      if (session !== undefined && session !== '') {
        const actor = await bySession(credentialHash(session), isUse)
        if (actor !== null) return actor
      }
      return token === undefined || token === '' ? { kind: 'anonymous' } : byToken(token, address ?? null, isUse)
    },
    keyOfToken: (token) => keyOfToken(credentialHash(token)),
    knownByToken(key, address) {
      const found = cache.known(key)
      const now = clock.now()
      if (found === null || !found.isActive || (found.expiresAt !== null && found.expiresAt.getTime() <= now)) return null
      noteUse(key, found, now, address)
      return found.actor
    },
    actorOfUser,
    async actorNow({ via, credentialId, userId }) {
      if (credentialId === backgroundCredential) return actorOfUser(userId)
      const actor = via === 'session' ? await bySession(Buffer.from(credentialId, 'hex'), false) : await byTokenId(credentialId)
      if (actor === null || actor.userId !== userId) throw new AppError('unauthenticated', 'Failed to authorize user', { reason: 'credential_over' })
      return actor
    },
    forget: (userId) => cache.forget(userId),
    async flush() {
      await Promise.all([sessionUses.flush(), tokenUses.flush()])
    },
  }
}

const keyOfToken = (hash: Buffer): string => `token ${hash.toString('hex')}`

const deactivated = (): AppError =>
  new AppError('forbidden', 'Your account has been deactivated. Ask an administrator of your organization.', { reason: 'deactivated' })
