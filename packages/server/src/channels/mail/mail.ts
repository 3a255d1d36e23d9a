import type { Tx } from '../../platform/db/db.ts'

/** One mail to one person, in both forms. */
export type Mail = { to: string; subject: string; text: string; html: string }

/** What operations send mail with. */
export type OutgoingMail = {
  /** False: nobody gets mail from this installation. `post` must not be called then. */
  readonly isConfigured: boolean
  /** The address of a page for people who read it elsewhere: under the configured site, never what a request calls us. */
  linkTo(path: string): string
  /** Sends once `tx` commits, again after a restart or while the mail server is away; not after `discardAt`. */
  post(mail: Mail, discardAt: Date, tx: Tx): Promise<void>
}

/** The kind of run that sends mail. */
export const mailRun = 'mail'
