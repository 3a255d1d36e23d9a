import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { RunToken } from './run-token.ts'

export async function insertRunToken(tx: Tx, token: RunToken): Promise<void> {
  await tx
    .insertInto('run_tokens')
    .values({
      id: token.id,
      project_id: token.projectId,
      user_id: token.userId,
      name: token.name,
      endpoint_ids: [...token.endpointIds],
      variables: JSON.stringify(token.variables),
      origins: [...token.origins],
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      revoked_at: null,
    })
    .execute()
}

/** Tokens of a project that are good at a moment, newest first. */
export async function listLiveRunTokens(db: Db | Tx, projectId: string, now: Date): Promise<RunToken[]> {
  const rows = await db
    .selectFrom('run_tokens')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    userId: row.user_id,
    name: row.name,
    endpointIds: row.endpoint_ids,
    variables: row.variables,
    origins: row.origins,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }))
}

/** Ends a token; false when there is none that is good. */
export async function revokeRunTokenOf(tx: Tx, projectId: string, id: string, now: Date): Promise<boolean> {
  if (!isUuid(id)) return false
  const { numUpdatedRows } = await tx
    .updateTable('run_tokens')
    .set({ revoked_at: now })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Deletes tokens of a project that ended before a moment: nothing is asked of them any more. */
export async function deleteEndedRunTokens(tx: Tx, projectId: string, before: Date): Promise<void> {
  await tx.deleteFrom('run_tokens').where('project_id', '=', projectId).where('expires_at', '<', before).execute()
}
