import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Mail, MailFile } from './mail.ts'

export type StoredMail = { mail: Mail; file: MailFile | null }

export async function insertFile(tx: Tx, id: string, { name, contentType, bytes }: MailFile): Promise<void> {
  await tx.insertInto('outgoing_mail_files').values({ id, name, content_type: contentType, bytes }).execute()
}

export async function insertMail(tx: Tx, { id, mail, discardAt, fileId }: { id: string; mail: Mail; discardAt: Date; fileId: string | null }): Promise<void> {
  await tx
    .insertInto('outgoing_mails')
    .values({ id, recipient: mail.to, subject: mail.subject, body_text: mail.text, body_html: mail.html, discard_at: discardAt, file_id: fileId })
    .execute()
}

/** A mail that waits to be sent; null when it was sent or is over. */
export async function findMail(db: Db, id: string, now: Date): Promise<StoredMail | null> {
  const row = await db
    .selectFrom('outgoing_mails as m')
    .leftJoin('outgoing_mail_files as f', 'f.id', 'm.file_id')
    .select(['m.recipient', 'm.subject', 'm.body_text', 'm.body_html', 'f.name', 'f.content_type', 'f.bytes'])
    .where('m.id', '=', id)
    .where('m.discard_at', '>', now)
    .executeTakeFirst()
  if (row === undefined) return null
  const { name, content_type: contentType, bytes } = row
  return {
    mail: { to: row.recipient, subject: row.subject, text: row.body_text, html: row.body_html },
    file: name === null || contentType === null || bytes === null ? null : { name, contentType, bytes },
  }
}

/** Forgets a mail, and its file where it was the last one; of two at once each sees the other, and housekeeping takes what they leave. */
export async function deleteMail(db: Db, id: string): Promise<void> {
  const { rows } = await sql<{ file_id: string | null }>`delete from outgoing_mails where id = ${id} returning file_id`.execute(db)
  const fileId = rows[0]?.file_id ?? null
  if (fileId !== null) await sql`delete from outgoing_mail_files f where f.id = ${fileId} and ${isLeft}`.execute(db)
}

/** Removes what is over and was never sent; answers how many mails. */
export async function deleteOldMail(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('outgoing_mails').where('discard_at', '<=', now).executeTakeFirst()
  await sql`delete from outgoing_mail_files f where ${isLeft}`.execute(db)
  return Number(numDeletedRows)
}

/** No mail has it: a file and its mails come in one transaction. */
const isLeft = sql<boolean>`not exists (select 1 from outgoing_mails m where m.file_id = f.id)`
