import type { Db, Tx } from '../../platform/db/db.ts'
import type { FieldRename } from './former-names.ts'

/** Renames of fields that are looked at; older ones are forgotten. */
const most = 2000

/** Fields of a project that were renamed in its content and not renamed back, in the order in which that was done. */
export async function listFieldRenames(db: Db | Tx, projectId: string): Promise<FieldRename[]> {
  const rows = await db
    .selectFrom('content_renames')
    .select('rename')
    .where('project_id', '=', projectId)
    .where('undone_at', 'is', null)
    .orderBy('done_at', 'desc')
    .limit(most)
    .execute()
  return rows
    .toReversed()
    .map(({ rename }) => rename as { kind: string } & FieldRename)
    .flatMap(({ kind, from, to, explore }) => (kind === 'field' ? [{ from, to, explore }] : []))
}
