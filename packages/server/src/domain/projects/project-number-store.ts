import type { Db } from '../../platform/db/db.ts'

/** The project of an organization with this number; null: none. */
export async function findProjectIdByNumber(db: Db, organizationId: string, number: number): Promise<string | null> {
  const row = await db.selectFrom('projects').select('id').where('number', '=', number).where('organization_id', '=', organizationId).executeTakeFirst()
  return row?.id ?? null
}

/** The project that an organization begins with: the one it chose, else its oldest. Null: it has none. */
export async function findDefaultProjectId(db: Db, organizationId: string): Promise<string | null> {
  const chosen = await db.selectFrom('organizations').select('default_project_id as id').where('id', '=', organizationId).executeTakeFirst()
  if (chosen?.id != null) return chosen.id
  const oldest = await db.selectFrom('projects').select('id').where('organization_id', '=', organizationId).orderBy('number').executeTakeFirst()
  return oldest?.id ?? null
}
