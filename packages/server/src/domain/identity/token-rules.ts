import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors.ts'
import { organizationTarget, type IdentityCtx } from './identity-ctx.ts'
import { findTokenRules, upsertTokenRule, type TokenRule, type TokenRules } from './token-rules-store.ts'
import type { TokenOwnerKind } from './token-secret.ts'

const dayMs = 86_400_000

/** What holds where the organization has set nothing: programs' tokens end within a year, people choose. */
const defaults: TokenRules = { person: { maxDays: null, requiresExpiry: false }, service: { maxDays: 365, requiresExpiry: true } }

/** The rules of an organization for new and rotated tokens; those that are there already live on. */
export const tokenRulesOf = async (db: Db | Tx, organizationId: string | null): Promise<TokenRules> =>
  organizationId === null ? defaults : { ...defaults, ...(await findTokenRules(db, organizationId)) }

/** How long tokens may live; for everybody, who makes tokens by it. */
export const getTokenRules = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, TokenRules>({
  name: 'tokens.rules',
  action: 'organization.view',
  target: organizationTarget,
  run: (ctx, _input, { organizationId }) => tokenRulesOf(ctx.db, organizationId),
})

/** Sets how long tokens made from now on may live. */
export const updateTokenRules = writeOperation<IdentityCtx, Partial<TokenRules>, Target & { organizationId: string }, TokenRules>({
  name: 'tokens.update_rules',
  action: 'token.manage',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const before = await tokenRulesOf(ctx.tx, organizationId)
    const after: Record<TokenOwnerKind, TokenRule> = { ...before }
    for (const kind of ['person', 'service'] as const) {
      const wished = input[kind]
      if (wished === undefined) continue
      // A longest life means that there is an end.
      const rule: TokenRule = { maxDays: wished.maxDays, requiresExpiry: wished.requiresExpiry || wished.maxDays !== null }
      after[kind] = rule
      await upsertTokenRule(ctx.tx, organizationId, kind, rule)
    }
    ctx.record({ targetKind: 'organization', targetId: organizationId, before: { tokenRules: before }, after: { tokenRules: after } })
    return after
  },
})

/** Throws `invalid` (`expires_in_past`, `expiry_required`, `expires_too_late`; the last at `field`) for an end that the organization does not allow. */
export async function requireAllowedEnd(
  db: Db | Tx,
  { organizationId, kind, expiresAt, now }: { organizationId: string | null; kind: TokenOwnerKind; expiresAt: Date | null; now: Date },
  field = 'expiresAt',
): Promise<void> {
  const { maxDays, requiresExpiry } = (await tokenRulesOf(db, organizationId))[kind]
  if (expiresAt === null) {
    if (requiresExpiry)
      throw wrongEnd('expiry_required', `Tokens of your organization have to end${maxDays === null ? '' : ` within ${maxDays} days`}: give the token an end`)
    return
  }
  requireFuture(expiresAt, now)
  // A minute for the way from a clock of theirs that is ahead of ours.
  if (maxDays !== null && expiresAt.getTime() > now.getTime() + maxDays * dayMs + 60_000) {
    throw wrongEnd('expires_too_late', `Tokens of your organization end within ${maxDays} days: choose an earlier end`, field)
  }
}

/** Throws `invalid` (`expires_in_past`) for an end that has come already. */
export function requireFuture(expiresAt: Date, now: Date): void {
  if (expiresAt.getTime() <= now.getTime()) throw wrongEnd('expires_in_past', 'The expiry date must be in the future')
}

const wrongEnd = (reason: string, message: string, path = 'expiresAt'): AppError => new AppError('invalid', message, { reason, fields: [{ path, message }] })
