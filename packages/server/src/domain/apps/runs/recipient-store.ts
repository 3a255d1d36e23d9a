import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'

export type Recipient = { id: string; name: string }

/** Members of an organization that can be written to, by name. */
export async function findPeople(db: Db | Tx, organizationId: string, ids: readonly string[]): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select u.id, trim(u.first_name || ' ' || u.last_name) as name
      from users u join organization_members m on m.user_id = u.id
     where m.organization_id = ${organizationId} and u.kind = 'person' and u.id = any(${ids.filter(isUuid)}::uuid[])`.execute(db)
  return rows
}

/** Groups of an organization, with their names. */
export async function findGroups(db: Db | Tx, organizationId: string, ids: readonly string[]): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select id, name from groups where organization_id = ${organizationId} and id = any(${ids.filter(isUuid)}::uuid[])`.execute(db)
  return rows
}
