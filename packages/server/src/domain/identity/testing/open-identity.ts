import type { Actor, UserActor } from '../../../access/actor.ts'
import { perform, type Operation } from '../../../access/operation.ts'
import { fixedClock } from '../../../platform/clock.ts'
import type { TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { createKeyRing, type KeyRing } from '../../../platform/secrets/key-ring.ts'
import { silentLog } from '../../../platform/log.ts'
import { createIdentity, type AttemptLimits, type Identity } from '../create-identity.ts'
import type { Mail } from '../../../channels/mail/mail.ts'
import type { AccountCtx } from '../identity-ctx.ts'
import type { ProviderSecretsCtx } from '../oidc/oidc-ctx.ts'

type TestCtx = AccountCtx & ProviderSecretsCtx

export type TestIdentity = {
  identity: Identity
  keys: KeyRing
  clock: ReturnType<typeof fixedClock>
  /** Mail that operations posted, newest last. */
  outbox: Mail[]
  /** The way into that outbox. */
  mail: AccountCtx['mail']
  /** As if `ATRIUM_SMTP_URL` were set or not; it is. */
  sendsMail(does: boolean): void
  /** Performs as the house itself. */
  asSystem<I, O>(operation: Operation<TestCtx, I, O>, input: I): Promise<O>
  /** Performs as whoever has these credentials. */
  as<I, O>(credentials: Credentials, operation: Operation<TestCtx, I, O>, input: I): Promise<O>
  actor(credentials: Credentials): Promise<Actor>
  user(credentials: Credentials): Promise<UserActor>
}

export type Credentials = { session?: string; token?: string }

/** Identity on a test database, with a clock that stands still. */
export async function openIdentity(test: TestDatabase, limits?: AttemptLimits): Promise<TestIdentity> {
  const clock = fixedClock(Date.UTC(2026, 4, 1, 12))
  const keys = createKeyRing({ current: 'the secret of a test installation', old: [] })
  const identity = await createIdentity({
    db: test.db,
    listen: test.listen,
    clock,
    log: silentLog(),
    sessionHours: 24,
    keys,
    ...(limits === undefined ? {} : { limits }),
  })
  const actor = ({ session, token }: Credentials): Promise<Actor> => identity.authenticator.actorOf({ session, token })
  const outbox: Mail[] = []
  let isConfigured = true
  const mail: AccountCtx['mail'] = {
    get isConfigured() {
      return isConfigured
    },
    linkTo: (path) => `https://atrium.example${path}`,
    attach: () => Promise.reject(new Error('nothing of accounts has files')),
    post: async (posted) => void outbox.push(posted),
  }
  const ctx = (who: Actor): TestCtx => ({ keys, actor: who, clock, requestId: newId(), signal: new AbortController().signal, db: test.db, identity, mail })
  return {
    identity,
    keys,
    clock,
    outbox,
    mail,
    sendsMail: (does) => {
      isConfigured = does
    },
    actor,
    asSystem: (operation, input) => perform(operation, ctx({ kind: 'system', name: 'test', organizationId: null }), input),
    as: async (credentials, operation, input) => perform(operation, ctx(await actor(credentials)), input),
    async user(credentials) {
      const found = await actor(credentials)
      if (found.kind !== 'user') throw new Error('nobody is signed in with these credentials')
      return found
    },
  }
}
