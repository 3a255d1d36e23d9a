import { sql } from 'kysely'
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

/** Notes which thing here is which thing there, and by which import. */
export async function rememberImported(
  tx: Tx,
  thing: ImportedThing & { projectId: string; format: string; importId: string; isNew: boolean; at: Date },
): Promise<void> {
  const written = { resource_id: thing.resourceId, import_id: thing.importId, is_new: thing.isNew, imported_at: thing.at }
  await tx
    .insertInto('imported_content')
    .values({ project_id: thing.projectId, format: thing.format, kind: thing.kind, source_id: thing.sourceId, ...written })
    .onConflict((conflict) => conflict.columns(['project_id', 'format', 'kind', 'source_id']).doUpdateSet(written))
    .execute()
}

/** What an import made in a project and is still there: dashboards before the charts on them, inner spaces before outer ones. */
export async function madeByImport(tx: Tx, { projectId, importId }: { projectId: string; importId: string }): Promise<ImportedThing[]> {
  const { rows } = await sql<{ kind: Kind; source_id: string; resource_id: string }>`
    select i.kind, i.source_id, i.resource_id
      from imported_content i join resources r on r.id = i.resource_id
     where i.project_id = ${projectId} and i.import_id = ${importId} and i.is_new and r.deleted_at is null
     order by array_position(array['dashboard', 'chart', 'sql_chart', 'space'], i.kind), r.created_at desc, i.source_id`.execute(tx)
  return rows.map((row) => ({ kind: row.kind, sourceId: row.source_id, resourceId: row.resource_id }))
}
