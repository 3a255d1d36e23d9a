import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { findUnfinishedRuns } from '../../jobs/run-store.ts'
import { findLinkedFiles } from './download-store.ts'

/** Files that `writeCsvExport` makes, named after their run. */
const ours = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\.raw|\.partial)?\.csv$/

/**
 * Deletes what exports left that were killed: files that no link leads to and whose run neither waits nor runs. Called
 * at every start and by housekeeping; a run that is tried again keeps its files.
 */
export const removeOrphanedExports = readOperation<Ctx & { exportFolder: string }, Record<string, never>, Target, { removed: number }>({
  name: 'explores.remove_orphaned_exports',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ db, exportFolder }) {
    const files = (await readdir(exportFolder)).flatMap((name) => {
      const runId = ours.exec(name)?.[1]
      return runId === undefined ? [] : [{ runId, file: path.join(exportFolder, name) }]
    })
    // Runs first: one that ends in between has its link by the time links are looked for.
    const unfinished = await findUnfinishedRuns(db, [...new Set(files.map(({ runId }) => runId))])
    const candidates = files.filter(({ runId }) => !unfinished.has(runId))
    const linked = await findLinkedFiles(
      db,
      candidates.map(({ file }) => file),
    )
    const orphans = candidates.filter(({ file }) => !linked.has(file))
    for (const { file } of orphans) await rm(file, { force: true })
    return { removed: orphans.length }
  },
})
