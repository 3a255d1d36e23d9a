import { rm } from 'node:fs/promises'
import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { takeExpiredDownloads } from './download-store.ts'

/** Deletes exports whose time is over, files and rows; answers how many. Called by the hour. */
export const removeExpiredDownloads = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'explores.remove_expired_downloads',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const files = await takeExpiredDownloads(ctx.db, new Date(ctx.clock.now()))
    for (const file of files) await rm(file, { force: true })
    return { removed: files.length }
  },
})
