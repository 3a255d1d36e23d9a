import type { Runs } from '../../jobs/run.ts'
import { newId } from '../../platform/ids.ts'
import { mailRun, type OutgoingMail } from './mail.ts'
import { insertFile, insertMail } from './outgoing-mail-store.ts'

/** Tries of one mail: the pauses between them add up to some seventeen minutes. */
const tries = 10

/** The way out for mail of this process. `siteUrl` is asked at every link: without a configured one it is known late. */
export const createOutgoingMail = (options: { isConfigured: boolean; runs: Runs; siteUrl: () => string }): OutgoingMail => ({
  isConfigured: options.isConfigured,
  linkTo: (path) => new URL(path, options.siteUrl()).href,
  async attach(file, tx) {
    const id = newId()
    await insertFile(tx, id, file)
    return id
  },
  async post(mail, discardAt, tx, fileId) {
    const id = newId()
    await insertMail(tx, { id, mail, discardAt, fileId: fileId ?? null })
    await options.runs.enqueue({ kind: mailRun, payload: { mailId: id }, organizationId: null, projectId: null, createdBy: null, maxAttempts: tries }, tx)
  },
})
