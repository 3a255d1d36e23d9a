import type { Target } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import type { Scope } from '../../access/scopes.ts'
import { AppError } from '../../platform/errors.ts'
import { personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { findNumberedPeople, type NumberedPerson } from './numbered-people-store.ts'

/** The caller with their number, and what the credential that they use is narrowed to; null: not at all. */
export const getNumberedSelf = readOperation<
  IdentityCtx,
  Record<string, never>,
  Target,
  { person: NumberedPerson; organizationId: string | null; credential: { id: string; isToken: boolean; scopes: readonly Scope[] | null } }
>({
  name: 'identity.getNumberedSelf',
  action: 'self.view',
  whileImpersonating: true,
  target: selfTarget,
  async run(ctx) {
    const actor = personOf(ctx)
    const person = (await findNumberedPeople(ctx.db, [actor.userId])).get(actor.userId)
    if (person === undefined) throw new AppError('unauthenticated', 'Failed to authorize user')
    return {
      person,
      organizationId: actor.organizationId,
      credential: { id: actor.credentialId, isToken: actor.via === 'token', scopes: actor.scopes },
    }
  },
})
