import type { Tx } from '../../platform/db/db.ts'

/** One mail to one person, in both forms. */
export type Mail = { to: string; subject: string; text: string; html: string }

/** What is attached to a mail. */
export type MailFile = { name: string; contentType: string; bytes: Buffer }
/** Of one file, in bytes: what mail servers commonly take. */
export const mostFileBytes = 10 * 1024 * 1024
/** By which the HTML of a mail shows the picture that is attached to it. */
export const pictureId = 'picture@atrium'

/** What operations send mail with. */
export type OutgoingMail = {
  /** False: nobody gets mail from this installation. `post` must not be called then. */
  readonly isConfigured: boolean
  /** The address of a page for people who read it elsewhere: under the configured site, never what a request calls us. */
  linkTo(path: string): string
  /** Keeps a file for mails of the same `tx`, and answers by what they name it; it goes with the last of them. At most `mostFileBytes`. */
  attach(file: MailFile, tx: Tx): Promise<string>
  /** Sends once `tx` commits, again after a restart or while the mail server is away; not after `discardAt`. */
  post(mail: Mail, discardAt: Date, tx: Tx, fileId?: string): Promise<void>
}

/** The kind of run that sends mail. */
export const mailRun = 'mail'
