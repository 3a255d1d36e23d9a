import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import type { Language } from '../../platform/languages.ts'
import type { Person } from '../../resources/resource.ts'

export type StoredNotification = {
  id: string
  commentId: string
  resourceId: string
  kind: string
  partId: string
  projectId: string
  author: Person | null
  /** They are named in it; else they are in the conversation. */
  isMention: boolean
  viewed: boolean
  createdAt: Date
}

/** How many are kept in sight. */
const shown = 100

/** Tells people of a comment, each once. */
export async function insertNotifications(tx: Tx, commentId: string, people: readonly { userId: string; isMention: boolean }[], at: Date): Promise<void> {
  if (people.length === 0) return
  await tx
    .insertInto('notifications')
    .values(people.map(({ userId, isMention }) => ({ id: newId(), user_id: userId, comment_id: commentId, is_mention: isMention, created_at: at })))
    .execute()
}

/** What a person was told lately of content of these kinds, newest first; resolved conversations are over. */
export async function listNotificationsOf(db: Db | Tx, userId: string, kinds: readonly string[]): Promise<StoredNotification[]> {
  const { rows } = await sql<StoredNotification>`
    select n.id, n.comment_id as "commentId", c.resource_id as "resourceId", r.kind, c.part_id as "partId", r.project_id as "projectId",
           n.is_mention as "isMention", n.viewed_at is not null as viewed, n.created_at as "createdAt",
           case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as author
      from notifications n
      join comments c on c.id = n.comment_id
      join resources r on r.id = c.resource_id and r.deleted_at is null
      left join comments parent on parent.id = c.reply_to
      left join users u on u.id = c.author_id
     where n.user_id = ${userId} and r.kind = any(${[...kinds]}::text[]) and c.resolved_at is null and parent.resolved_at is null
     order by n.created_at desc, n.id limit ${shown}`.execute(db)
  return rows
}

/** Marks one as seen or unseen; false when the person has no such notification. */
export async function markNotification(tx: Tx, input: { id: string; userId: string; viewedAt: Date | null }): Promise<boolean> {
  if (!isUuid(input.id)) return false
  const marked = await tx
    .updateTable('notifications')
    .set({ viewed_at: input.viewedAt })
    .where('id', '=', input.id)
    .where('user_id', '=', input.userId)
    .returning('id')
    .executeTakeFirst()
  return marked !== undefined
}

/** Marks all of a person as seen; answers how many were not. */
export async function markAllNotifications(tx: Tx, userId: string, viewedAt: Date): Promise<number> {
  const marked = await tx
    .updateTable('notifications')
    .set({ viewed_at: viewedAt })
    .where('user_id', '=', userId)
    .where('viewed_at', 'is', null)
    .returning('id')
    .execute()
  return marked.length
}

export type Reachable = { userId: string; email: string; mailsMentions: boolean; /** English where they have not said. */ language: Language }

/** Of some accounts those of people, who can read what they are told. */
export async function peopleToTell(db: Db | Tx, userIds: readonly string[]): Promise<Reachable[]> {
  if (userIds.length === 0) return []
  return db
    .selectFrom('users')
    .select((build) => ['id as userId', 'email', 'mails_mentions as mailsMentions', build.fn.coalesce('language', build.val<Language>('en')).as('language')])
    .where('id', 'in', [...userIds])
    .where('kind', '=', 'person')
    .where('is_active', '=', true)
    .where('is_pending', '=', false)
    .execute()
}

/** Whether a person wants to be written to when they are mentioned. */
export async function mailsMentions(db: Db | Tx, userId: string): Promise<boolean> {
  return (await db.selectFrom('users').select('mails_mentions').where('id', '=', userId).executeTakeFirst())?.mails_mentions ?? false
}

export async function setMailsMentions(tx: Tx, userId: string, wanted: boolean): Promise<void> {
  await tx.updateTable('users').set({ mails_mentions: wanted }).where('id', '=', userId).execute()
}
