import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { sessionHashOf } from './credential-hash.ts'
import { personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { findSessionProof } from './session-store.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './types.ts'
import { findUser } from './user-store.ts'

/** Goes on in a session with a new id: after every rise of rights, so that nobody who knew the old one has them too. */
export const renewSession = writeOperation<IdentityCtx, { userAgent?: string | undefined }, Target, StartedSession>({
  name: 'identity.renewSession',
  action: 'self.view',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, { userAgent }) {
    const person = personOf(ctx)
    const { userId } = person
    const proof = await findSessionProof(ctx.tx, sessionHashOf(person))
    if (proof === null) throw new AppError('unauthenticated', 'Failed to authorize user')
    const user = await findUser(ctx.tx, userId)
    return startSession(ctx, { userId, organizationId: user?.organization?.id ?? null, via: 'rights_changed', userAgent, proof })
  },
})
