import type { WriteCtx } from '../../../access/operation.ts'
import { deleteGroupMember, insertGroupMember } from '../groups/group-store.ts'
import type { PersonClaims } from './claims.ts'
import type { OidcCtx } from './oidc-ctx.ts'
import type { IdentityProvider } from './types.ts'

/** Puts a person into the groups that the provider names and out of those it does not. Groups that are not mapped are left alone. */
export async function syncGroups(ctx: OidcCtx & WriteCtx, provider: IdentityProvider, { groups }: PersonClaims, userId: string): Promise<void> {
  if (provider.groupsClaim === null) return
  const mapped = new Set(provider.groups.map(({ groupId }) => groupId))
  const wanted = new Set(provider.groups.filter(({ value }) => groups.includes(value)).map(({ groupId }) => groupId))
  const by = { userId, organizationId: provider.organizationId }
  const change = (groupId: string, before: string | null, after: string | null): void =>
    ctx.record({ targetKind: 'group', targetId: groupId, before: { member: before }, after: { member: after, provider: provider.slug }, by })
  for (const groupId of mapped) {
    if (wanted.has(groupId) && (await insertGroupMember(ctx.tx, groupId, userId))) change(groupId, null, userId)
    if (!wanted.has(groupId) && (await deleteGroupMember(ctx.tx, groupId, userId))) change(groupId, userId, null)
  }
}
