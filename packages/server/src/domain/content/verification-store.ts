import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Person } from '../../resources/resource.ts'

/** Somebody vouches for what a chart or dashboard asks. */
export type Verification = { by: Person | null; at: Date }

/**
 * What a thing (`r`, with its published revision `v`) asks, as one hash: of a chart its question, of a dashboard its filters
 * and the questions of all its charts. How it is drawn and called does not count.
 */
const questionHash = sql`
  case r.kind
    when 'chart' then md5(concat(v.spec->>'tableName', v.spec->'metricQuery'))
    when 'dashboard' then md5(concat(v.spec->'filters', v.spec->'parameters', (
      select string_agg(concat(c.id, cv.spec->>'tableName', cv.spec->'metricQuery', cv.spec->>'sql'), ',' order by c.id)
        from resource_references f
        join resources c on c.id::text = f.target and c.project_id = r.project_id and c.deleted_at is null
        join revisions cv on cv.resource_id = c.id and cv.number = c.published_revision
       where f.resource_id = r.id and f.target_kind in ('chart', 'sql_chart'))))
    else md5(v.spec::text)
  end`

/** Vouches for what a thing asks now, in place of what was vouched for before. */
export async function saveVerification(tx: Tx, resourceId: string, { userId, at }: { userId: string | null; at: Date }): Promise<void> {
  await sql`
    insert into verifications (resource_id, question_hash, verified_by, verified_at)
    select r.id, ${questionHash}, ${userId}, ${at}
      from resources r join revisions v on v.resource_id = r.id and v.number = r.published_revision
     where r.id = ${resourceId}
    on conflict (resource_id) do update
      set question_hash = excluded.question_hash, verified_by = excluded.verified_by, verified_at = excluded.verified_at`.execute(tx)
}

/** Takes a verification away; answers whether there was one. */
export async function deleteVerification(tx: Tx, resourceId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('verifications').where('resource_id', '=', resourceId).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Verifications of these things that stand: of what asks something else now, there is none. */
export async function listVerifications(db: Db | Tx, resourceIds: readonly string[]): Promise<Map<string, Verification>> {
  if (resourceIds.length === 0) return new Map()
  const { rows } = await sql<{ resource_id: string; verified_at: Date; verified_by: Person | null }>`
    select x.resource_id, x.verified_at,
           case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as verified_by
      from verifications x
      join resources r on r.id = x.resource_id
      join revisions v on v.resource_id = r.id and v.number = r.published_revision
      left join users u on u.id = x.verified_by
     where x.resource_id = any(${[...resourceIds]}::uuid[]) and x.question_hash = ${questionHash}`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, { by: row.verified_by, at: row.verified_at }]))
}
