import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import { requireEmail } from './email.ts'
import { nowOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { insertOrganization, lockFounding, setMemberRole } from './organization-store.ts'
import { requireGoodPassword } from './password-rules.ts'
import { spendSignInLink } from './sign-in-link-store.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './types.ts'
import { countUsers, insertUser } from './user-store.ts'

/** Whether this installation still waits for its first person. Says nothing else. */
export const getSetupState = readOperation<IdentityCtx, Record<string, never>, Target, { needsSetup: boolean }>({
  name: 'identity.getSetupState',
  action: 'self.view',
  allow: ['anonymous', 'system'],
  target: selfTarget,
  run: async (ctx) => ({ needsSetup: (await countUsers(ctx.db)) === 0 }),
})

export type SetUp = {
  /** From the link that was printed at start. */
  token: string
  email: string
  password: string
  firstName: string
  lastName: string
  organizationName: string
  userAgent?: string | undefined
}

/**
 * Makes the first person an administrator of a new organization and signs them in. Only while there is nobody; after
 * that it does not exist (`not_found`). Of two at once, one wins. Throws `unauthenticated` (`link`), `invalid`.
 */
export const setUp = writeOperation<IdentityCtx, SetUp, Target & { passwordHash: string; email: string }, StartedSession>({
  name: 'identity.setUp',
  action: 'organization.create',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    if ((await countUsers(ctx.db)) > 0) throw done()
    const email = requireEmail(input.email)
    requireGoodPassword(input.password, email)
    return { organizationId: null, email, passwordHash: await ctx.identity.passwords.hash(input.password) }
  },
  async run(ctx, input, { email, passwordHash }) {
    const { tx } = ctx
    await lockFounding(tx)
    if ((await countUsers(tx)) > 0) throw done()
    const now = nowOf(ctx)
    if ((await spendSignInLink(tx, credentialHash(input.token), 'setup', now)) === null) {
      throw new AppError('unauthenticated', 'This set-up link is older than 15 minutes or not the newest one. Restart Atrium to get a new one.', {
        reason: 'link',
      })
    }
    const organizationId = newId()
    const userId = newId()
    await insertOrganization(tx, { id: organizationId, name: input.organizationName.trim(), now })
    await insertUser(tx, { id: userId, email, firstName: input.firstName.trim(), lastName: input.lastName.trim(), passwordHash, emailVerified: true, now })
    await setMemberRole(tx, { userId, organizationId, role: 'admin', now })
    ctx.record({
      targetKind: 'organization',
      targetId: organizationId,
      before: null,
      after: { name: input.organizationName.trim(), admin: userId, email },
      by: { userId, organizationId },
    })
    return startSession(ctx, { userId, organizationId, via: 'setup', userAgent: input.userAgent })
  },
})

const done = (): AppError => new AppError('not_found', 'Atrium is set up already. Sign in, or ask an administrator to add you.', { reason: 'set_up_done' })
