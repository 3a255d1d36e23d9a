import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { IdentityProvider, MappedGroup, ProviderSettings } from './types.ts'

const providers = (db: Db | Tx) =>
  db
    .selectFrom('identity_providers as p')
    .selectAll('p')
    .select((build) => build.exists(build.selectFrom('secrets as s').select('s.id').whereRef('s.identity_provider_id', '=', 'p.id')).as('has_secret'))
    .select(
      sql<MappedGroup[]>`(select coalesce(json_agg(json_build_object('value', g.claim_value, 'groupId', g.group_id) order by g.claim_value, g.group_id), '[]')
        from identity_provider_groups g where g.provider_id = p.id)`.as('groups'),
    )

/** The identity providers of an organization, by name. */
export async function listProvidersOf(db: Db | Tx, organizationId: string): Promise<IdentityProvider[]> {
  const rows = await providers(db).where('p.organization_id', '=', organizationId).orderBy('p.name').orderBy('p.id').execute()
  return rows.map(toProvider)
}

/** The ones of this installation that people may sign in with, by name. */
export async function listEnabledProviders(db: Db | Tx): Promise<IdentityProvider[]> {
  const rows = await providers(db).where('p.is_enabled', '=', true).orderBy('p.name').orderBy('p.id').execute()
  return rows.map(toProvider)
}

/** One of an organization, or null. */
export async function findProvider(db: Db | Tx, organizationId: string, id: string): Promise<IdentityProvider | null> {
  if (!isUuid(id)) return null
  const row = await providers(db).where('p.organization_id', '=', organizationId).where('p.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toProvider(row)
}

/** The one with this name in addresses, or null. */
export async function findProviderBySlug(db: Db | Tx, slug: string): Promise<IdentityProvider | null> {
  const row = await providers(db).where('p.slug', '=', slug).executeTakeFirst()
  return row === undefined ? null : toProvider(row)
}

export type NewProvider = ProviderSettings & { id: string; organizationId: string; slug: string; now: Date }

/** Stores a provider; false when its name in addresses is taken. */
export async function insertProvider(tx: Tx, provider: NewProvider): Promise<boolean> {
  const { id, organizationId, slug, now } = provider
  const row = await tx
    .insertInto('identity_providers')
    .values({ id, organization_id: organizationId, slug, ...columnsOf(provider), created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return false
  await replaceGroups(tx, id, provider.groups)
  return true
}

/** Changes all that is said of a provider but its slug, which stands in the address that is registered there. */
export async function updateProvider(tx: Tx, id: string, settings: ProviderSettings, now: Date): Promise<void> {
  await tx
    .updateTable('identity_providers')
    .set({ ...columnsOf(settings), updated_at: now })
    .where('id', '=', id)
    .execute()
  await replaceGroups(tx, id, settings.groups)
}

/** Removes a provider with its secret, its map of groups and the sign-ins under way; links of accounts stay, they are by issuer. */
export async function deleteProvider(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('identity_providers').where('id', '=', id).execute()
}

async function replaceGroups(tx: Tx, providerId: string, groups: readonly MappedGroup[]): Promise<void> {
  await tx.deleteFrom('identity_provider_groups').where('provider_id', '=', providerId).execute()
  if (groups.length === 0) return
  await tx
    .insertInto('identity_provider_groups')
    .values(groups.map(({ value, groupId }) => ({ provider_id: providerId, claim_value: value, group_id: groupId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const columnsOf = (settings: ProviderSettings) => ({
  name: settings.name,
  issuer: settings.issuer,
  client_id: settings.clientId,
  scopes: settings.scopes,
  domains: JSON.stringify(settings.domains),
  joins_by_email: settings.joinsByEmail,
  creates_accounts: settings.createsAccounts,
  role: settings.role,
  groups_claim: settings.groupsClaim,
  is_enabled: settings.isEnabled,
})

type Row = Awaited<ReturnType<ReturnType<typeof providers>['executeTakeFirstOrThrow']>>

const toProvider = (row: Row): IdentityProvider => ({
  id: row.id,
  organizationId: row.organization_id,
  slug: row.slug,
  name: row.name,
  issuer: row.issuer,
  clientId: row.client_id,
  hasSecret: row.has_secret === true,
  scopes: row.scopes,
  domains: row.domains,
  joinsByEmail: row.joins_by_email,
  createsAccounts: row.creates_accounts,
  role: row.role,
  groupsClaim: row.groups_claim,
  groups: row.groups,
  isEnabled: row.is_enabled,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
