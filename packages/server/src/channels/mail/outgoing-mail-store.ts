import type { Db, Tx } from '../../platform/db/db.ts'
import type { Mail } from './mail.ts'

export async function insertMail(tx: Tx, id: string, mail: Mail, discardAt: Date): Promise<void> {
  await tx
    .insertInto('outgoing_mails')
    .values({ id, recipient: mail.to, subject: mail.subject, body_text: mail.text, body_html: mail.html, discard_at: discardAt })
    .execute()
}

/** A mail that waits to be sent; null when it was sent or is over. */
export async function findMail(db: Db, id: string, now: Date): Promise<Mail | null> {
  const row = await db.selectFrom('outgoing_mails').selectAll().where('id', '=', id).where('discard_at', '>', now).executeTakeFirst()
  return row === undefined ? null : { to: row.recipient, subject: row.subject, text: row.body_text, html: row.body_html }
}

export async function deleteMail(db: Db, id: string): Promise<void> {
  await db.deleteFrom('outgoing_mails').where('id', '=', id).execute()
}

/** Removes what is over and was never sent; answers how many. */
export async function deleteOldMail(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('outgoing_mails').where('discard_at', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
