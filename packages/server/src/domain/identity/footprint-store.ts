import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

/** What a person has that goes with them, and what they made that stays. */
export type Footprint = {
  /** End with the account. */
  sessions: number
  tokens: number
  /** Projects and spaces in which they have a role of their own. */
  projects: number
  spaces: number
  /** Private spaces that nobody else is a member of: afterwards only administrators reach them. */
  ownSpaces: string[]
  /** Charts, dashboards and spaces that they made; they stay. */
  made: number
}

export async function findFootprint(db: Db, userId: string, now: Date): Promise<Footprint> {
  const row = await db
    .selectNoFrom((build) => [
      build
        .selectFrom('sessions')
        .select((count) => count.fn.countAll<string>().as('n'))
        .where('user_id', '=', userId)
        .where('expires_at', '>', now)
        .as('sessions'),
      build
        .selectFrom('personal_access_tokens')
        .select((count) => count.fn.countAll<string>().as('n'))
        .where('user_id', '=', userId)
        .as('tokens'),
      build
        .selectFrom('project_members')
        .select((count) => count.fn.countAll<string>().as('n'))
        .where('user_id', '=', userId)
        .as('projects'),
      build
        .selectFrom('space_members')
        .select((count) => count.fn.countAll<string>().as('n'))
        .where('user_id', '=', userId)
        .as('spaces'),
      build
        .selectFrom('resources')
        .select((count) => count.fn.countAll<string>().as('n'))
        .where('created_by', '=', userId)
        .where('deleted_at', 'is', null)
        .as('made'),
    ])
    .executeTakeFirstOrThrow()
  const own = await db
    .selectFrom('space_members as m')
    .innerJoin('resources as r', 'r.id', 'm.space_id')
    .select('r.name')
    .where('m.user_id', '=', userId)
    .where('r.deleted_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('space_members as o').select('o.user_id').whereRef('o.space_id', '=', 'm.space_id').where('o.user_id', '!=', userId))),
    )
    .innerJoin('revisions as v', (join) => join.onRef('v.resource_id', '=', 'r.id').onRef('v.number', '=', 'r.published_revision'))
    .where(sql<boolean>`coalesce((v.spec->>'isPrivate')::boolean, true)`)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('inherited_access as h').select('h.space_id').whereRef('h.space_id', '=', 'm.space_id'))))
    .orderBy('r.name')
    .execute()
  return {
    sessions: Number(row.sessions),
    tokens: Number(row.tokens),
    projects: Number(row.projects),
    spaces: Number(row.spaces),
    ownSpaces: own.map(({ name }) => name),
    made: Number(row.made),
  }
}
