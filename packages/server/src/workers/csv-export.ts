import type { Actor } from '../access/actor.ts'
import { perform } from '../access/operation.ts'
import type { CsvExport } from '../domain/explore/csv-export.ts'
import { writeCsvExport, type CsvExportCtx } from '../domain/explore/write-csv-export.ts'
import type { Worker } from '../jobs/run.ts'
import { AppError } from '../platform/errors.ts'

export type WorkerHouse = Omit<CsvExportCtx, 'actor' | 'requestId' | 'signal'> & {
  /** The person as they are now: rights are those of the moment the work is done. */
  actorOfUser(userId: string): Promise<Actor>
}

/** CSV export of a metric query, as the person who asked for it. */
export const csvExportWorker = (house: WorkerHouse): Worker => ({
  kind: 'csv_export',
  async work({ run, signal, progress, log }) {
    if (run.createdBy === null) throw new AppError('forbidden', 'An export needs a person it is made for')
    const actor = await house.actorOfUser(run.createdBy)
    const payload = run.payload as CsvExport
    const outcome = await perform(
      writeCsvExport,
      { ...house, actor, signal, requestId: run.id },
      {
        ...payload,
        runId: run.id,
        onProgress: (done, total) => progress(done, total, `${done} of ${total} rows`),
      },
    )
    await log('info', `${outcome.rowCount} rows written to ${outcome.fileName}${outcome.truncated ? ', cut at the cell limit' : ''}`)
    return { ...outcome, projectId: payload.projectId }
  },
})
