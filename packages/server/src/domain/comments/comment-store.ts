import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Person } from '../../resources/resource.ts'

export type StoredComment = {
  id: string
  /** The dashboard or notebook. */
  resourceId: string
  /** Its tile or cell. */
  partId: string
  /** The comment it is a reply to, which is none itself. */
  replyTo: string | null
  /** Null when the account is gone. */
  author: Person | null
  text: string
  html: string
  mentions: string[]
  createdAt: Date
  resolvedAt: Date | null
}

export type NewComment = Omit<StoredComment, 'author' | 'createdAt' | 'resolvedAt'> & { authorId: string | null; at: Date }

/** Stores a comment. */
export async function insertComment(tx: Tx, comment: NewComment): Promise<void> {
  await tx
    .insertInto('comments')
    .values({
      id: comment.id,
      resource_id: comment.resourceId,
      part_id: comment.partId,
      reply_to: comment.replyTo,
      author_id: comment.authorId,
      body_text: comment.text,
      body_html: comment.html,
      mentions: comment.mentions,
      created_at: comment.at,
    })
    .execute()
}

const select = sql`
  select c.id, c.resource_id as "resourceId", c.part_id as "partId", c.reply_to as "replyTo", c.body_text as text, c.body_html as html,
         c.mentions, c.created_at as "createdAt", c.resolved_at as "resolvedAt",
         case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as author
    from comments c left join users u on u.id = c.author_id`

/** Comments on a dashboard or notebook whose conversation is not resolved, oldest first. */
export async function listOpenComments(db: Db | Tx, resourceId: string): Promise<StoredComment[]> {
  const { rows } = await sql<StoredComment>`
    ${select} left join comments parent on parent.id = c.reply_to
     where c.resource_id = ${resourceId} and c.resolved_at is null and parent.resolved_at is null
     order by c.created_at, c.id`.execute(db)
  return rows
}

/** A comment on a dashboard or notebook, held until the transaction ends: what is done to it happens once. Null when it is not there. */
export async function holdComment(tx: Tx, resourceId: string, id: string): Promise<StoredComment | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<StoredComment>`${select} where c.id = ${id} and c.resource_id = ${resourceId} for update of c`.execute(tx)
  return rows[0] ?? null
}

/** Whether anybody but its author has replied to a comment. */
export async function hasRepliesOfOthers(db: Db | Tx, id: string, authorId: string): Promise<boolean> {
  const found = await db
    .selectFrom('comments')
    .select('id')
    .where('reply_to', '=', id)
    .where((where) => where.or([where('author_id', 'is', null), where('author_id', '<>', authorId)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Ends a conversation: it is kept, and no longer shown. False when it was over already. */
export async function resolveStored(tx: Tx, id: string, by: { userId: string | null; at: Date }): Promise<boolean> {
  const resolved = await tx
    .updateTable('comments')
    .set({ resolved_at: by.at, resolved_by: by.userId })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return resolved !== undefined
}

/** Deletes a comment for good, with its replies and everything that tells of them. */
export async function deleteStored(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('comments').where('id', '=', id).execute()
}
