import { availableParallelism } from 'node:os'
import type { Clock } from '../../platform/clock.ts'
import type { OpenDb } from '../../platform/db/open-db.ts'
import type { Log } from '../../platform/log.ts'
import type { KeyRing } from '../../platform/secrets/key-ring.ts'
import { createAuthenticator, type Authenticator } from './authenticate.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { deleteExpired } from './sign-in-link-store.ts'

/** What lives as long as the process: the authenticator, the queue of password hashing, the rules' figures. */
export type Identity = {
  authenticator: Authenticator
  passwords: Passwords
  /** Seconds that an unused session lives. */
  sessionSeconds: number
  limits: AttemptLimits
  /** Key of the hashes of short codes, which alone could be found by trying. */
  passcodeKey: Buffer
  /** Key of the signatures by which browsers are known again. */
  deviceKey: Buffer
  /** What secrets of people are sealed with. */
  keys: KeyRing
  /** Calls it when rights or credentials of a person may be others, on whichever node that was; null: of anybody. Answers a function that stops it. */
  onChanged(hear: (userId: string | null) => void): () => void
  /** Writes down what is collected and stops. */
  close(): Promise<void>
}

/** Wrong passwords per window before one has to wait: at one account from one network or browser, and from one network. */
export type AttemptLimits = { windowSeconds: number; perAccount: number; perAddress: number }

/** Channel on which the store tells that a person's rights or credentials changed; see migration 0002. */
const changesChannel = 'atrium_identity_changed'
/** In place of a person's id where the rights of many changed; see migration 0005. */
const everybody = '*'
const cleaningMs = 3600 * 1000

export type IdentityOptions = Pick<OpenDb, 'db' | 'listen'> & {
  clock: Clock
  log: Log
  sessionHours: number
  keys: KeyRing
  limits?: AttemptLimits
}

/** Opens the identity of this process; it hears of changes on other nodes from here on. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { db, clock, log } = options
  const sessionSeconds = options.sessionHours * 3600
  const authenticator = createAuthenticator({ db, clock, log, sessionMs: sessionSeconds * 1000 })
  const hearers = new Set<(userId: string | null) => void>()
  const changed = (userId: string | null): void => {
    authenticator.forget(userId ?? undefined)
    for (const hear of hearers) hear(userId)
  }
  const stopListening = await options.listen(
    changesChannel,
    (whose) => changed(whose === everybody ? null : whose),
    () => changed(null),
  )
  const clean = (): void => {
    deleteExpired(db, new Date(clock.now())).catch((error: unknown) => log.warn({ error }, 'identity: expired sessions and links were not removed'))
  }
  const cleaning = setInterval(clean, cleaningMs)
  cleaning.unref()
  return {
    authenticator,
    passwords: createPasswords({ parallel: Math.max(1, Math.floor(availableParallelism() / 2)), waiting: 40 }),
    sessionSeconds,
    passcodeKey: options.keys.key(options.keys.currentId, 'hash e-mail passcodes'),
    deviceKey: options.keys.key(options.keys.currentId, 'sign known browsers'),
    keys: options.keys,
    limits: options.limits ?? { windowSeconds: 15 * 60, perAccount: 10, perAddress: 100 },
    onChanged(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    async close() {
      clearInterval(cleaning)
      stopListening()
      await authenticator.flush()
    },
  }
}
