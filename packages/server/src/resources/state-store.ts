import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import { isUuid } from '../platform/ids.ts'
import type { Person } from './resource.ts'

/** What a resource was called and where it was, from a moment on. */
export type State = {
  resourceId: string
  at: Date
  name: string
  description: string | null
  slug: string
  /** Null too when that place was deleted for good. */
  spaceId: string | null
  dashboardId: string | null
  isDeleted: boolean
  by: Person | null
}

/** Remembers names and places of resources as they are from now on. For whatever changes these, in its transaction. */
export async function rememberStates(tx: Tx, ids: readonly string[], by: { authorId: string | null; at: Date }): Promise<void> {
  if (ids.length === 0) return
  await sql`
    insert into resource_states (resource_id, at, name, description, slug, space_id, dashboard_id, is_deleted, changed_by)
    select id, ${by.at}, name, description, slug, space_id, dashboard_id, deleted_at is not null, ${by.authorId}::uuid
      from resources where id = any(${[...ids]}::uuid[]) order by id`.execute(tx)
}

/** What these resources were at a moment; those that were not made yet are left out. */
export async function findStates(db: Db | Tx, ids: readonly string[], at: Date): Promise<Map<string, State>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select distinct on (s.resource_id) ${columns} from resource_states s left join users u on u.id = s.changed_by
     where s.resource_id = any(${ids.filter(isUuid)}::uuid[]) and s.at <= ${at}
     order by s.resource_id, s.at desc, s.id desc`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, toState(row)]))
}

/** What all resources of some kinds in a project were at a moment, those left out that were in the trash or not made yet. */
export async function listStates(db: Db | Tx, { projectId, kinds, at }: { projectId: string; kinds: readonly string[]; at: Date }): Promise<State[]> {
  const { rows } = await sql<Row>`
    select distinct on (s.resource_id) ${columns}
      from resource_states s join resources r on r.id = s.resource_id left join users u on u.id = s.changed_by
     where r.project_id = ${projectId} and r.kind = any(${[...kinds]}::text[]) and s.at <= ${at}
     order by s.resource_id, s.at desc, s.id desc`.execute(db)
  return rows.map(toState).filter(({ isDeleted }) => !isDeleted)
}

/** All that was ever remembered of a resource, oldest first. */
export async function statesOf(db: Db | Tx, resourceId: string): Promise<State[]> {
  const { rows } = await sql<Row>`
    select ${columns} from resource_states s left join users u on u.id = s.changed_by
     where s.resource_id = ${resourceId} order by s.at, s.id`.execute(db)
  return rows.map(toState)
}

/** The resources of a kind that had a slug at a moment, within a project or else an organization; the oldest first. */
export async function findBySlugAt(
  db: Db | Tx,
  { kind, slug, at, ...place }: { kind: string; slug: string; at: Date } & ({ projectId: string } | { organizationId: string }),
): Promise<string[]> {
  const inside = 'projectId' in place ? sql`r.project_id = ${place.projectId}` : sql`r.organization_id = ${place.organizationId}`
  const { rows } = await sql<{ id: string }>`
    select r.id from resources r
      join lateral (select s.slug, s.is_deleted from resource_states s where s.resource_id = r.id and s.at <= ${at} order by s.at desc, s.id desc limit 1) s on true
     where r.id in (select resource_id from resource_states where slug = ${slug})
       and r.kind = ${kind} and ${inside} and s.slug = ${slug}
     order by s.is_deleted, r.created_at, r.id`.execute(db)
  return rows.map((row) => row.id)
}

const person = sql`case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end`
const columns = sql`s.resource_id, s.at, s.name, s.description, s.slug, s.space_id, s.dashboard_id, s.is_deleted, ${person} as by`

type Row = {
  resource_id: string
  at: Date
  name: string
  description: string | null
  slug: string
  space_id: string | null
  dashboard_id: string | null
  is_deleted: boolean
  by: Person | null
}

const toState = (row: Row): State => ({
  resourceId: row.resource_id,
  at: row.at,
  name: row.name,
  description: row.description,
  slug: row.slug,
  spaceId: row.space_id,
  dashboardId: row.dashboard_id,
  isDeleted: row.is_deleted,
  by: row.by,
})
