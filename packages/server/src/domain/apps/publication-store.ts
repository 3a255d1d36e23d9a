import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Person } from '../../resources/resource.ts'
import type { Publication } from './types.ts'

/** Of these notebooks those that are published, by id. */
export async function listPublications(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Publication>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select p.resource_id, p.revision, p.published_at, p.results_at, p.results_pinned, a.id as run_id, a.session_id,
           case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as by
      from published_apps p left join users u on u.id = p.published_by left join app_runs a on a.id = p.results_run_id
     where p.resource_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, toPublication(row)]))
}

type Row = {
  resource_id: string
  revision: number
  published_at: Date
  by: Person | null
  run_id: string | null
  session_id: string | null
  results_at: Date | null
  results_pinned: boolean
}

const toPublication = ({ revision, published_at: at, by, run_id: runId, session_id: sessionId, results_at, results_pinned: isPinned }: Row): Publication => ({
  revision,
  at,
  by,
  results: runId === null || sessionId === null || results_at === null ? null : { runId, sessionId, at: results_at, isPinned },
})

/** Gives viewers this revision from now on. Results of another one are not shown with it. */
export async function publish(tx: Tx, publication: { resourceId: string; revision: number; authorId: string | null; at: Date }): Promise<void> {
  const { resourceId, revision, authorId, at } = publication
  const change = { revision, published_at: at, published_by: authorId }
  await tx
    .insertInto('published_apps')
    .values({ resource_id: resourceId, ...change })
    .onConflict((conflict) =>
      conflict.column('resource_id').doUpdateSet({
        ...change,
        results_run_id: sql`case when published_apps.revision = excluded.revision then published_apps.results_run_id end`,
        results_at: sql`case when published_apps.revision = excluded.revision then published_apps.results_at end`,
        results_pinned: sql`published_apps.results_pinned and published_apps.revision = excluded.revision`,
      }),
    )
    .execute()
}

/**
 * Gives viewers the results of a run of this revision. `isPinned`: they stay until others are given on purpose; others that come by
 * themselves do not replace them. False: viewers have another revision, or results that stay.
 */
export async function publishResults(
  tx: Tx,
  {
    resourceId,
    revision,
    runId,
    at,
    isPinned,
    byItself,
  }: { resourceId: string; revision: number; runId: string; at: Date; isPinned: boolean; byItself: boolean },
): Promise<boolean> {
  let update = tx
    .updateTable('published_apps')
    .set({ results_run_id: runId, results_at: at, results_pinned: isPinned })
    .where('resource_id', '=', resourceId)
    .where('revision', '=', revision)
  if (byItself) update = update.where('results_pinned', '=', false)
  const { numUpdatedRows } = await update.executeTakeFirst()
  return numUpdatedRows > 0n
}
