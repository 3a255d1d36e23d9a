import type { Db, Tx } from '../../../platform/db/db.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { notebooksOf } from './cell-handle.ts'

/** The notebook that a cell of this handle would be in, also one in the trash; null: there is none. */
export async function findNotebookOfHandle(db: Db | Tx, handle: string): Promise<string | null> {
  const [first, last] = notebooksOf(handle)
  const row = await db
    .selectFrom('resources')
    .select('id')
    .where('kind', '=', notebookKind.kind)
    .where('id', '>=', first)
    .where('id', '<=', last)
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
