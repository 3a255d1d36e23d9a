import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { deleteMail, findMail } from './outgoing-mail-store.ts'
import type { Smtp } from './smtp.ts'

export type MailRoom = { db: Db; clock: Clock; /** Null: no mail server is configured. */ smtp: Smtp | null }

/**
 * Hands a posted mail over and forgets it; at least once, should the process end in between. Answers what became of it:
 * `sent`, or `over` when it waited too long. Throws like `Smtp.send`; one that will never be taken is forgotten too.
 */
export async function deliverMail({ db, clock, smtp }: MailRoom, mailId: string): Promise<'sent' | 'over'> {
  const found = await findMail(db, mailId, new Date(clock.now()))
  if (found === null) {
    await deleteMail(db, mailId)
    return 'over'
  }
  if (smtp === null) throw new AppError('unavailable', 'There is no mail server any more: ATRIUM_SMTP_URL is not set.')
  try {
    await smtp.send(mailId, found.mail, found.file)
  } catch (error) {
    if (isAppError(error) && error.code === 'invalid') await deleteMail(db, mailId)
    throw error
  }
  await deleteMail(db, mailId)
  return 'sent'
}
