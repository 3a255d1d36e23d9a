import { sql } from 'kysely'
import type { SpaceScope } from '../access/rules.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { likePattern } from '../platform/db/like-pattern.ts'
import { isShownTo } from './shown-apps-store.ts'
import { inVisible, visibleSpaces } from './visible-spaces-store.ts'

export type ResourceSearch = {
  projectId: string
  kinds: readonly string[]
  scope: SpaceScope
  /** Of notebooks only those with an app are found, and those that this person made; null: nobody. */
  shownTo: string | null
  /** What is looked for, without case and accents, and its words. Empty: everything that the other wishes leave. */
  text: string
  words: readonly string[]
  /** Name of a space, or a part of it; folded. */
  space?: string
  /** Name or address of who made it or changed it last, or a part; folded. */
  by?: string
  createdById?: string
  updatedSince?: Date
  updatedUntil?: Date
  /** Found things of each kind at most. */
  limit: number
}

export type FoundResource = { id: string; kind: string; name: string; description: string | null; views: number }

/**
 * Things whose name or description has all of the words, the best of each kind first, and how many there are of each:
 * among those in spaces of the scope, so that not even a number tells of more.
 */
export async function searchResources(db: Db | Tx, search: ResourceSearch): Promise<{ found: FoundResource[]; counts: ReadonlyMap<string, number> }> {
  const { text, limit } = search
  const { rows } = await sql<Omit<FoundResource, 'views'> & { views: string; count: string }>`
    with ${visibleSpaces(search.projectId, search.scope)}
    select * from (
      select r.id, r.kind, r.name, r.description, coalesce(w.views, 0) as views, count(*) over (partition by r.kind) as count,
             row_number() over (partition by r.kind order by ${matchesBest(text)} coalesce(w.views, 0) desc, r.updated_at desc, r.id) as place
        from resources r ${inVisible} left join resource_views w on w.resource_id = r.id
       where ${wanted(search)} ${matching(search)}
    ) found where place <= ${limit} order by kind, place`.execute(db)
  return {
    found: rows.map(({ id, kind, name, description, views }) => ({ id, kind, name, description, views: Number(views) })),
    counts: new Map(rows.map(({ kind, count }) => [kind, Number(count)])),
  }
}

/** Names of all things that a search may find, for those that nothing matches as it was typed. */
export async function listSearchNames(db: Db | Tx, search: ResourceSearch): Promise<{ id: string; kind: string; name: string }[]> {
  const { rows } = await sql<{ id: string; kind: string; name: string }>`
    with ${visibleSpaces(search.projectId, search.scope)}
    select r.id, r.kind, r.search_name as name from resources r ${inVisible} where ${wanted(search)}`.execute(db)
  return rows
}

function wanted(search: ResourceSearch) {
  const where = [
    sql`r.project_id = ${search.projectId}`,
    sql`r.kind = any(${[...search.kinds]}::text[])`,
    sql`r.deleted_at is null`,
    isShownTo(search.shownTo),
    // What lives inside a dashboard that does not show it any more is nowhere to be seen.
    sql`(r.dashboard_id is null or exists (
      select 1 from resource_references f where f.resource_id = r.dashboard_id and f.target_kind = r.kind and f.target = r.id::text))`,
  ]
  if (search.space !== undefined) where.push(sql`s.search_name like ${likePattern(search.space)}`)
  if (search.by !== undefined) {
    where.push(sql`exists (select 1 from users u where u.id in (r.created_by, r.updated_by)
      and search_text(u.first_name || ' ' || u.last_name || ' ' || u.email) like ${likePattern(search.by)})`)
  }
  if (search.createdById !== undefined) where.push(sql`r.created_by = ${search.createdById}`)
  if (search.updatedSince !== undefined) where.push(sql`r.updated_at >= ${search.updatedSince}`)
  if (search.updatedUntil !== undefined) where.push(sql`r.updated_at < ${search.updatedUntil}`)
  return sql.join(where, sql` and `)
}

/** Its whole name, its beginning, a part of it; nothing where all are wanted. */
const matchesBest = (text: string) =>
  text === ''
    ? sql``
    : sql`case when r.search_name = ${text} then 0 when starts_with(r.search_name, ${text}) then 1 when r.search_name like ${likePattern(text)} then 2 else 3 end,`

/** Each word begins a word of name or description, or is somewhere in the name; only signs: they are in the name. */
function matching({ text, words }: ResourceSearch) {
  if (text === '') return sql``
  if (words.length === 0) return sql`and r.search_name like ${likePattern(text)}`
  const each = words.map((word) => sql`(r.search_words @@ to_tsquery('simple', ${`${word}:*`}) or r.search_name like ${likePattern(word)})`)
  return sql`and ${sql.join(each, sql` and `)}`
}
