import type { Actor } from '../access/actor.ts'
import { perform } from '../access/operation.ts'
import type { CsvFileCtx } from '../domain/explore/csv-file.ts'
import { sheetExportKind, type SheetExport } from '../domain/integrations/google/sheet-export.ts'
import { writeSheetExport } from '../domain/integrations/google/write-sheet-export.ts'
import type { IntegrationsCtx } from '../domain/integrations/integrations-ctx.ts'
import type { Worker } from '../jobs/run.ts'
import { AppError } from '../platform/errors.ts'

type House = Omit<CsvFileCtx & IntegrationsCtx, 'actor' | 'requestId' | 'signal'> & {
  /** The person as they are now: rights are those of the moment the work is done. */
  actorOfUser(userId: string): Promise<Actor>
}

/** Export of a metric query to a Google sheet, as the person who asked for it. */
export const sheetExportWorker = (house: () => House): Worker => ({
  kind: sheetExportKind,
  async work({ run, signal, progress, log }) {
    if (run.createdBy === null) throw new AppError('forbidden', 'An export needs a person it is made for')
    const actor = await house().actorOfUser(run.createdBy)
    const onProgress = (done: number, total: number): Promise<void> => progress(done, total, `${done} of ${total} rows`)
    const outcome = await perform(
      writeSheetExport,
      { ...house(), actor, signal, requestId: run.id },
      { ...(run.payload as SheetExport), runId: run.id, onProgress },
    )
    await log(
      'info',
      `${outcome.rowCount} rows written to a Google sheet${outcome.truncated ? ', cut at the cell limit' : ''}${outcome.cellsCut > 0 ? `; ${outcome.cellsCut} cells hold only the beginning of their text` : ''}`,
    )
    return outcome
  },
})
