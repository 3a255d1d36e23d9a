import type { PlannedItem } from '@atrium/documents'
import type { Db, Tx } from '../../platform/db/db.ts'

type Kind = PlannedItem['kind']

/** A thing that is here because of an import. */
export type ImportedThing = { kind: Kind; sourceId: string; resourceId: string }

export const importedKey = ({ kind, sourceId }: { kind: Kind; sourceId: string }): string => `${kind}|${sourceId}`

/** What earlier imports brought into a project from a tool, by `importedKey`; not what is in the trash. */
export async function importedThings(db: Db | Tx, { projectId, format }: { projectId: string; format: string }): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('imported_content as i')
    .innerJoin('resources as r', 'r.id', 'i.resource_id')
    .where('i.project_id', '=', projectId)
    .where('i.format', '=', format)
    .where('r.deleted_at', 'is', null)
    .select(['i.kind', 'i.source_id', 'i.resource_id'])
    .execute()
  return new Map(rows.map((row) => [importedKey({ kind: row.kind, sourceId: row.source_id }), row.resource_id]))
}

/** Notes which thing here is which thing there. */
export async function rememberImported(tx: Tx, thing: ImportedThing & { projectId: string; format: string; at: Date }): Promise<void> {
  const written = { resource_id: thing.resourceId, imported_at: thing.at }
  await tx
    .insertInto('imported_content')
    .values({ project_id: thing.projectId, format: thing.format, kind: thing.kind, source_id: thing.sourceId, ...written })
    .onConflict((conflict) => conflict.columns(['project_id', 'format', 'kind', 'source_id']).doUpdateSet(written))
    .execute()
}
