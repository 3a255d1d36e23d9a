import { perform, type Ctx } from '../access/operation.ts'
import { emptyTrash } from '../domain/content/trash.ts'
import { removeOrphanedExports } from '../domain/explore/remove-orphaned-exports.ts'
import type { CronEntry } from '../jobs/cron-store.ts'
import type { Worker } from '../jobs/run.ts'
import { removeOldRuns } from '../jobs/remove-old-runs.ts'

/** When the house is tidied: every night. */
export const housekeepingEntry: CronEntry = { name: 'housekeeping', kind: 'housekeeping', cron: '17 3 * * *', timezone: 'UTC', payload: {} }

/** Clears what is kept for a time only: the trash, runs that ended long ago, and what killed exports left. */
export const housekeepingWorker = (house: Omit<Ctx & { exportFolder: string }, 'actor' | 'requestId' | 'signal'>): Worker => ({
  kind: 'housekeeping',
  async work({ run, signal }) {
    const ctx: Ctx & { exportFolder: string } = { ...house, signal, requestId: run.id, actor: { kind: 'system', name: 'housekeeping', organizationId: null } }
    const trash = await perform(emptyTrash, ctx, {})
    const runs = await perform(removeOldRuns, ctx, {})
    const exports = await perform(removeOrphanedExports, ctx, {})
    return { trash: trash.removed, runs: runs.removed, exports: exports.removed }
  },
})
