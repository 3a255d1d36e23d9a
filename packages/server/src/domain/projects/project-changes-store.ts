import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'

/** Channel on which nodes tell each other that a project or its model changed. Payload: the project's id. */
export const projectChangesChannel = 'atrium_project_changed'

/** Sent when the transaction commits, and only then. */
export async function announceProjectChange(tx: Tx, projectId: string): Promise<void> {
  await sql`select pg_notify(${projectChangesChannel}, ${projectId})`.execute(tx)
}
