import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { forgetAllAfterCommit, organizationTarget, type IdentityCtx } from '../identity-ctx.ts'
import { afterProof } from '../require-proof.ts'
import { isSecondFactorRequired, setSecondFactorRequired } from './security-policy-store.ts'

/** What an organization asks of the accounts of its people. */
export type SecurityPolicy = { requiresSecondFactor: boolean }

/** What the caller's organization asks. */
export const getSecurityPolicy = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, SecurityPolicy>({
  name: 'identity.getSecurityPolicy',
  action: 'organization.view',
  target: organizationTarget,
  run: async (ctx, _input, { organizationId }) => ({ requiresSecondFactor: await isSecondFactorRequired(ctx.db, organizationId) }),
})

/**
 * Changes it, for everybody at once: sessions of people without a second factor can do nothing but set one up. Tokens, and
 * sessions that began at an identity provider, go on as before.
 */
export const updateSecurityPolicy = writeOperation<IdentityCtx, SecurityPolicy, Target & { organizationId: string }, SecurityPolicy>({
  name: 'identity.updateSecurityPolicy',
  action: 'organization.update',
  sessionOnly: true,
  writes: true,
  target: afterProof(organizationTarget),
  async run(ctx, { requiresSecondFactor }, { organizationId }) {
    const before = { requiresSecondFactor: await isSecondFactorRequired(ctx.tx, organizationId) }
    await setSecondFactorRequired(ctx.tx, organizationId, requiresSecondFactor)
    ctx.record({ targetKind: 'organization', targetId: organizationId, before, after: { requiresSecondFactor } })
    forgetAllAfterCommit(ctx)
    return { requiresSecondFactor }
  },
})
