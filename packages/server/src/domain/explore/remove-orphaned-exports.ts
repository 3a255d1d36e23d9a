import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { findUnfinishedRuns } from '../../jobs/run-store.ts'
import { findLinkedFiles } from './download-store.ts'

/** Files of exports and results, named after their run. */
const ofRuns = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\.raw|\.partial)?\.(?:csv|jsonl)$/
/** Those that somebody waited for, without a run (`askedName`). */
const asked = /^asked-[\da-f-]{36}(?:\.raw|\.partial)?\.(?:csv|zip)$/
/** Milliseconds that such a file may be without a link: longer than anybody waits for it. */
const waitMs = 3_600_000

/**
 * Deletes what exports left that were killed: files that no link leads to and whose run neither waits nor runs. Called
 * at every start and by housekeeping; a run that is tried again keeps its files.
 */
export const removeOrphanedExports = readOperation<Ctx & { exportFolder: string }, Record<string, never>, Target, { removed: number }>({
  name: 'explores.remove_orphaned_exports',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run({ db, clock, exportFolder }) {
    const names = await readdir(exportFolder)
    const files = names.flatMap((name) => {
      const runId = ofRuns.exec(name)?.[1]
      return runId === undefined ? [] : [{ runId, file: path.join(exportFolder, name) }]
    })
    // Runs first: one that ends in between has its link by the time links are looked for.
    const unfinished = await findUnfinishedRuns(db, [...new Set(files.map(({ runId }) => runId))])
    const waitedFor = names.filter((name) => asked.test(name)).map((name) => path.join(exportFolder, name))
    const candidates = [...files.flatMap(({ runId, file }) => (unfinished.has(runId) ? [] : [file])), ...(await olderThan(waitedFor, clock.now() - waitMs))]
    const linked = await findLinkedFiles(db, candidates)
    const orphans = candidates.filter((file) => !linked.has(file))
    for (const file of orphans) await rm(file, { force: true })
    return { removed: orphans.length }
  },
})

async function olderThan(files: readonly string[], moment: number): Promise<string[]> {
  const changed = await Promise.all(
    files.map(async (file) => ({
      file,
      at: await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      ),
    })),
  )
  return changed.flatMap(({ file, at }) => (at < moment ? [file] : []))
}
