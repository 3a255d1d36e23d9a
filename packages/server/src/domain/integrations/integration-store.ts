import type { Db, Tx } from '../../platform/db/db.ts'
import type { IntegrationKind } from '../../platform/db/stored-values.ts'

/** A service that an organization is connected to, without its secrets. */
export type Integration<Settings extends object = object> = {
  id: string
  organizationId: string
  kind: IntegrationKind
  settings: Settings
  connectedBy: string | null
  connectedAt: Date
}

/** What an organization has of a service; null where it is not connected. */
export async function findIntegration<Settings extends object>(
  db: Db | Tx,
  organizationId: string,
  kind: IntegrationKind,
): Promise<Integration<Settings> | null> {
  const row = await db.selectFrom('integrations').selectAll().where('organization_id', '=', organizationId).where('kind', '=', kind).executeTakeFirst()
  return row === undefined
    ? null
    : {
        id: row.id,
        organizationId: row.organization_id,
        kind: row.kind,
        settings: row.settings as Settings,
        connectedBy: row.connected_by,
        connectedAt: row.connected_at,
      }
}

/** Connects a service. */
export async function insertIntegration(tx: Tx, integration: Integration): Promise<void> {
  await tx
    .insertInto('integrations')
    .values({
      id: integration.id,
      organization_id: integration.organizationId,
      kind: integration.kind,
      settings: JSON.stringify(integration.settings),
      connected_by: integration.connectedBy,
      connected_at: integration.connectedAt,
    })
    .execute()
}

/** Changes the settings of a service that is connected. */
export async function updateIntegration(tx: Tx, id: string, settings: object): Promise<void> {
  await tx
    .updateTable('integrations')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', id)
    .execute()
}

/** Forgets a service with its secrets, and whoever let it work for them. */
export async function deleteIntegration(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('integrations').where('id', '=', id).execute()
}

/** Waits for others that change the integrations of an organization, and makes them wait until this transaction ends. */
export async function lockIntegrations(tx: Tx, organizationId: string): Promise<void> {
  await tx.selectFrom('organizations').select('id').where('id', '=', organizationId).forNoKeyUpdate().execute()
}
