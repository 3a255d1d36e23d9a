import type { EndpointQuery } from '@atrium/documents'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** A version as the revision has it that it was written with. */
export type WrittenVersion = { id: string; number: number; query: EndpointQuery; createdAt: Date; authorId: string | null }

/** All versions of an endpoint, newest first, or the one that is named. */
export async function listVersions(db: Db | Tx, endpointId: string, number?: number): Promise<WrittenVersion[]> {
  const only = number === undefined ? sql`` : sql`and (v.spec->>'version')::int = ${number}`
  const { rows } = await sql<WrittenVersion>`
    select distinct on ((v.spec->>'version')::int)
           v.id, (v.spec->>'version')::int as number, v.spec->'query' as query, v.created_at as "createdAt",
           v.author_id as "authorId"
      from revisions v
     where v.resource_id = ${endpointId} ${only}
     order by (v.spec->>'version')::int desc, v.number`.execute(db)
  return rows
}

/** The revision that the newest version of each endpoint was written with. */
export async function newestVersions(db: Db | Tx, endpointIds: readonly string[]): Promise<Map<string, { id: string; createdAt: Date }>> {
  if (endpointIds.length === 0) return new Map()
  const { rows } = await sql<{ endpointId: string; id: string; createdAt: Date }>`
    select distinct on (v.resource_id) v.resource_id as "endpointId", v.id, v.created_at as "createdAt"
      from resources r
      join revisions p on p.resource_id = r.id and p.number = r.published_revision
      join revisions v on v.resource_id = r.id and v.spec->>'version' = p.spec->>'version'
     where r.id = any(${[...endpointIds]}::uuid[])
     order by v.resource_id, v.number`.execute(db)
  return new Map(rows.map(({ endpointId, ...version }) => [endpointId, version]))
}
