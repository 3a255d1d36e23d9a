import { deliverMail, type MailRoom } from '../channels/mail/deliver-mail.ts'
import { mailRun } from '../channels/mail/mail.ts'
import type { Worker } from '../jobs/run.ts'
import type { Log } from '../platform/log.ts'

/** Hands mail to the mail server; the queue tries again while that is away. */
export const mailWorker = ({ log, ...room }: MailRoom & { log: Log }): Worker => ({
  kind: mailRun,
  async work({ run }) {
    try {
      return { outcome: await deliverMail(room, String(run.payload['mailId'])) }
    } catch (error) {
      // Nobody waits for this run, so nobody would see that it fails.
      log.warn({ err: error, attempt: run.attempt, attempts: run.maxAttempts }, 'a mail could not be sent')
      throw error
    }
  },
})
