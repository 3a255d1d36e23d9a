import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'

/** Where cells of notebooks may write tables. `schema` null: the warehouse has none. */
export type Writeback = { schema: string | null; /** What names of tables begin with. */ prefix: string }

/** Where cells may write tables of a project; null: nowhere. */
export async function findWriteback(db: Db | Tx, projectId: string): Promise<Writeback | null> {
  const row = await db.selectFrom('project_writeback').select(['schema_name', 'prefix']).where('project_id', '=', projectId).executeTakeFirst()
  return row === undefined ? null : { schema: row.schema_name, prefix: row.prefix }
}

/** Lets cells write there. */
export async function saveWriteback(
  tx: Tx,
  { projectId, place, authorId, at }: { projectId: string; place: Writeback; authorId: string | null; at: Date },
): Promise<void> {
  const change = { schema_name: place.schema, prefix: place.prefix, switched_at: at, switched_by: authorId }
  await tx
    .insertInto('project_writeback')
    .values({ project_id: projectId, ...change })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(change))
    .execute()
}

/** Lets cells write nowhere. */
export async function removeWriteback(tx: Tx, projectId: string): Promise<void> {
  await tx.deleteFrom('project_writeback').where('project_id', '=', projectId).execute()
}

/** A table that cells wrote, and its last time. */
export type WrittenTable = {
  /** As SQL names it. */
  name: string
  notebook: { id: string; name: string } | null
  /** Of the last time. */
  rows: number
  mode: 'append' | 'replace'
  writtenAt: Date
  writtenBy: { id: string; name: string } | null
}

export type NewWrittenTable = Pick<WrittenTable, 'name' | 'rows' | 'mode'> & { projectId: string; notebookId: string; authorId: string | null; at: Date }

/** Remembers that a table was written, in the place of its time before. What is gone by now (the project, the notebook, the author) is left out. */
export async function saveWrittenTable(tx: Tx, { projectId, notebookId, name, rows, mode, authorId, at }: NewWrittenTable): Promise<void> {
  await tx
    .insertInto('written_tables')
    .columns(['project_id', 'notebook_id', 'written_by', 'name', 'rows', 'mode', 'made_at', 'written_at'])
    .expression((eb) =>
      eb
        .selectFrom('projects as project')
        .leftJoin('resources as notebook', (join) => join.on('notebook.id', '=', notebookId))
        .leftJoin('users as author', (join) => join.on('author.id', '=', authorId))
        .where('project.id', '=', projectId)
        .select(['project.id', 'notebook.id as notebook_id', 'author.id as author_id'])
        .select([sql<string>`${name}::text`.as('name'), sql<number>`${rows}::bigint`.as('rows'), sql<'append' | 'replace'>`${mode}::text`.as('mode')])
        .select([sql<Date>`${at}::timestamptz`.as('made_at'), sql<Date>`${at}::timestamptz`.as('written_at')]),
    )
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'name']).doUpdateSet(({ ref }) => ({
        notebook_id: ref('excluded.notebook_id'),
        rows: ref('excluded.rows'),
        mode: ref('excluded.mode'),
        written_at: ref('excluded.written_at'),
        written_by: ref('excluded.written_by'),
      })),
    )
    .execute()
}

/** Forgets a table. Answers whether it was known. */
export async function deleteWrittenTable(tx: Tx, projectId: string, name: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('written_tables').where('project_id', '=', projectId).where('name', '=', name).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Tables shown of one project. */
const mostShown = 500

/** What cells wrote in a project, the last first; `hasMore`: there are older ones. */
export async function listWrittenTables(db: Db | Tx, projectId: string): Promise<{ tables: WrittenTable[]; hasMore: boolean }> {
  const rows = await db
    .selectFrom('written_tables as table')
    .leftJoin('resources as notebook', 'notebook.id', 'table.notebook_id')
    .leftJoin('users as author', 'author.id', 'table.written_by')
    .select(['table.name', 'table.rows', 'table.mode', 'table.written_at', 'notebook.id as notebook_id', 'notebook.name as notebook_name'])
    .select(['author.id as author_id', 'author.first_name', 'author.last_name'])
    .where('table.project_id', '=', projectId)
    .orderBy('table.written_at', 'desc')
    .orderBy('table.name')
    .limit(mostShown + 1)
    .execute()
  const tables = rows.slice(0, mostShown).map((row) => ({
    name: row.name,
    notebook: row.notebook_id === null ? null : { id: row.notebook_id, name: row.notebook_name ?? '' },
    rows: Number(row.rows),
    mode: row.mode,
    writtenAt: row.written_at,
    writtenBy: row.author_id === null ? null : { id: row.author_id, name: `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim() },
  }))
  return { tables, hasMore: rows.length > mostShown }
}

/** In which of these projects cells may write tables. */
export async function projectsWithWriteback(db: Db | Tx, projectIds: readonly string[]): Promise<Set<string>> {
  if (projectIds.length === 0) return new Set()
  const rows = await db.selectFrom('project_writeback').select('project_id').where('project_id', 'in', projectIds).execute()
  return new Set(rows.map(({ project_id }) => project_id))
}
