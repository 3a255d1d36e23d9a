import type { Db, Tx } from '../../platform/db/db.ts'
import type { TokenOwnerKind } from './token-secret.ts'

/** How long tokens may live. `maxDays` null: as long as they like; then `requiresExpiry` says whether there must be an end. */
export type TokenRule = { maxDays: number | null; requiresExpiry: boolean }

export type TokenRules = Readonly<Record<TokenOwnerKind, TokenRule>>

/** The rules that an organization has set. */
export async function findTokenRules(db: Db | Tx, organizationId: string): Promise<Partial<TokenRules>> {
  const rows = await db.selectFrom('token_rules').selectAll().where('organization_id', '=', organizationId).execute()
  return Object.fromEntries(rows.map((row) => [row.owner_kind, { maxDays: row.max_days, requiresExpiry: row.requires_expiry }]))
}

export async function upsertTokenRule(tx: Tx, organizationId: string, kind: TokenOwnerKind, rule: TokenRule): Promise<void> {
  const set = { max_days: rule.maxDays, requires_expiry: rule.requiresExpiry }
  await tx
    .insertInto('token_rules')
    .values({ organization_id: organizationId, owner_kind: kind, ...set })
    .onConflict((conflict) => conflict.columns(['organization_id', 'owner_kind']).doUpdateSet(set))
    .execute()
}
