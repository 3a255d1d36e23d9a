import type { Db } from '../../platform/db/db.ts'

/** The project with this number, which no other one ever gets; null: none. */
export async function findProjectIdByNumber(db: Db, number: number): Promise<string | null> {
  const row = await db.selectFrom('projects').select('id').where('number', '=', number).executeTakeFirst()
  return row?.id ?? null
}

/** The project that an organization begins with: the one it chose, else its oldest. Null: it has none. */
export async function findDefaultProjectId(db: Db, organizationId: string): Promise<string | null> {
  const chosen = await db.selectFrom('organizations').select('default_project_id as id').where('id', '=', organizationId).executeTakeFirst()
  if (chosen?.id != null) return chosen.id
  const oldest = await db.selectFrom('projects').select('id').where('organization_id', '=', organizationId).orderBy('number').executeTakeFirst()
  return oldest?.id ?? null
}
