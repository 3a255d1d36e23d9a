import { sql } from 'kysely'
import type { SpaceScope } from '../access/rules.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { inVisible, visibleSpaces } from './visible-spaces-store.ts'

export type ReferenceCount = {
  projectId: string
  /** What points there. */
  kind: string
  pointingAt: string
  scope: SpaceScope
  /** What is counted for each of some targets: the ids by which things point there. What points there by two of them does so once. */
  targets: ReadonlyMap<string, readonly string[]>
}

/** How many things point at each target, among those in spaces of the scope: nothing else is counted. Targets without one are left out. */
export async function countReferences(db: Db | Tx, { projectId, kind, pointingAt, scope, targets }: ReferenceCount): Promise<Map<string, number>> {
  const names = [...targets].flatMap(([target, ids]) => ids.map((id) => ({ target, id })))
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ target: string; count: string }>`
    with ${visibleSpaces(projectId, scope)}
    select wanted.target, count(distinct r.id) as count
      from unnest(${names.map(({ target }) => target)}::text[], ${names.map(({ id }) => id)}::text[]) as wanted (target, id)
      join resource_references f on f.target_kind = ${pointingAt} and f.target = wanted.id
      join resources r on r.id = f.resource_id ${inVisible}
     where r.project_id = ${projectId} and r.kind = ${kind} and r.deleted_at is null
       and (r.dashboard_id is null or exists (
         select 1 from resource_references u where u.resource_id = r.dashboard_id and u.target_kind = r.kind and u.target = r.id::text))
     group by wanted.target`.execute(db)
  return new Map(rows.map(({ target, count }) => [target, Number(count)]))
}
