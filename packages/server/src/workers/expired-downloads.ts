import { perform, type Ctx } from '../access/operation.ts'
import { removeExpiredDownloads } from '../domain/explore/remove-expired-downloads.ts'
import type { CronEntry } from '../jobs/cron-store.ts'
import type { Worker } from '../jobs/run.ts'

/** Looked for every hour. */
export const expiredDownloadsEntry: CronEntry = { name: 'expired_downloads', kind: 'expired_downloads', cron: '47 * * * *', timezone: 'UTC', payload: {} }

/** Clears exports whose day is over. */
export const expiredDownloadsWorker = (house: Omit<Ctx, 'actor' | 'requestId' | 'signal'>): Worker => ({
  kind: 'expired_downloads',
  work: async ({ run, signal }) =>
    perform(removeExpiredDownloads, { ...house, signal, requestId: run.id, actor: { kind: 'system', name: 'expired_downloads', organizationId: null } }, {}),
})
