import type { Tx } from '../platform/db/db.ts'
import type { Reference } from './resource-kind.ts'

/** Replaces what a resource points at. Doubles count once. */
export async function replaceReferences(tx: Tx, resourceId: string, references: readonly Reference[]): Promise<void> {
  await tx.deleteFrom('resource_references').where('resource_id', '=', resourceId).execute()
  if (references.length === 0) return
  await tx
    .insertInto('resource_references')
    .values(references.map(({ kind, target }) => ({ resource_id: resourceId, target_kind: kind, target })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
