import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'

/** Which of these ids are no projects of the organization. */
export async function projectsElsewhere(db: Db | Tx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const possible = ids.filter(isUuid)
  if (possible.length === 0) return [...ids]
  const rows = await db.selectFrom('projects').select('id').where('organization_id', '=', organizationId).where('id', 'in', possible).execute()
  const own = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !own.has(id.toLowerCase()))
}
