import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { organizationTarget, type IdentityCtx } from './identity-ctx.ts'
import { revoke } from './token-changes.ts'
import { findTokenOfOrganization, listTokensOfOrganization, type OwnedToken } from './token-store.ts'

/** Tokens of everybody in the organization, people and service accounts, without secrets; those that end first in front. */
export const listOrganizationTokens = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, OwnedToken[]>({
  name: 'tokens.list',
  action: 'token.view',
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    await ctx.identity.authenticator.flush()
    return listTokensOfOrganization(ctx.db, organizationId)
  },
})

/** Ends a token of anybody in the organization at once. */
export const revokeOrganizationToken = writeOperation<IdentityCtx, { tokenId: string }, Target & { token: OwnedToken }, void>({
  name: 'tokens.revoke',
  action: 'token.manage',
  writes: true,
  async target(ctx, { tokenId }) {
    const { organizationId } = await organizationTarget(ctx)
    const token = await findTokenOfOrganization(ctx.db, organizationId, tokenId)
    if (token === null) throw new AppError('not_found', 'There is no such token in your organization', { reason: 'token_missing' })
    return { organizationId, token }
  },
  run: (ctx, _input, { token }) => revoke(ctx, token),
})
