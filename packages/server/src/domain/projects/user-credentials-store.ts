import type { Db, Tx } from '../../platform/db/db.ts'
import type { UserWarehouse } from '../../platform/db/stored-values.ts'
import { isUuid } from '../../platform/ids.ts'

/** Credentials of a person for a warehouse; the secret is kept apart and never comes along. */
export type UserCredentials = { id: string; userId: string; name: string; credentials: UserWarehouse; createdAt: Date; updatedAt: Date }

const columns = ['c.id', 'c.user_id', 'c.name', 'c.credentials', 'c.created_at', 'c.updated_at'] as const

/** A person's credentials, oldest first. */
export async function listUserCredentials(db: Db | Tx, userId: string): Promise<UserCredentials[]> {
  const rows = await db
    .selectFrom('user_warehouse_credentials as c')
    .select(columns)
    .where('c.user_id', '=', userId)
    .orderBy('c.created_at')
    .orderBy('c.id')
    .execute()
  return rows.map(toCredentials)
}

/** One of a person's own credentials, locked until the transaction ends; null for anybody else's. */
export async function lockUserCredentials(tx: Tx, userId: string, id: string): Promise<UserCredentials | null> {
  if (!isUuid(id)) return null
  const row = await tx
    .selectFrom('user_warehouse_credentials as c')
    .select(columns)
    .where('c.id', '=', id)
    .where('c.user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toCredentials(row)
}

export async function insertUserCredentials(tx: Tx, { id, userId, name, credentials, createdAt, updatedAt }: UserCredentials): Promise<void> {
  await tx
    .insertInto('user_warehouse_credentials')
    .values({ id, user_id: userId, name, credentials: JSON.stringify(credentials), created_at: createdAt, updated_at: updatedAt })
    .execute()
}

export async function updateStoredCredentials(tx: Tx, { id, name, credentials, updatedAt }: UserCredentials): Promise<void> {
  await tx
    .updateTable('user_warehouse_credentials')
    .set({ name, credentials: JSON.stringify(credentials), updated_at: updatedAt })
    .where('id', '=', id)
    .execute()
}

export async function deleteStoredCredentials(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('user_warehouse_credentials').where('id', '=', id).execute()
}

/** The credentials that a person chose for a project, or null. */
export async function findPreference(db: Db, projectId: string, userId: string): Promise<UserCredentials | null> {
  const row = await db
    .selectFrom('project_credential_preferences as p')
    .innerJoin('user_warehouse_credentials as c', 'c.id', 'p.credentials_id')
    .select(columns)
    .where('p.project_id', '=', projectId)
    .where('p.user_id', '=', userId)
    .executeTakeFirst()
  return row === undefined ? null : toCredentials(row)
}

/** Chooses credentials for a project. */
export async function savePreference(tx: Tx, preference: { projectId: string; userId: string; credentialsId: string }): Promise<void> {
  const { projectId, userId, credentialsId } = preference
  await tx
    .insertInto('project_credential_preferences')
    .values({ project_id: projectId, user_id: userId, credentials_id: credentialsId })
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doUpdateSet({ credentials_id: credentialsId }))
    .execute()
}

/** Leaves it to the project again; answers what was chosen, or null. */
export async function deletePreference(tx: Tx, projectId: string, userId: string): Promise<string | null> {
  const row = await tx
    .deleteFrom('project_credential_preferences')
    .where('project_id', '=', projectId)
    .where('user_id', '=', userId)
    .returning('credentials_id')
    .executeTakeFirst()
  return row?.credentials_id ?? null
}

/** Nobody has chosen anything for the project any more. */
export async function forgetPreferences(tx: Tx, projectId: string): Promise<void> {
  await tx.deleteFrom('project_credential_preferences').where('project_id', '=', projectId).execute()
}

type Row = { id: string; user_id: string; name: string; credentials: UserWarehouse; created_at: Date; updated_at: Date }

const toCredentials = (row: Row): UserCredentials => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  credentials: row.credentials,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
