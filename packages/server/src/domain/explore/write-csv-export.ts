import { decide } from '../../access/rules.ts'
import { readOperation } from '../../access/operation.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkCustomSql } from './check-query.ts'
import type { CsvExport } from './csv-export.ts'
import { writeCsvFile, type CsvFileCtx } from './csv-file.ts'
import { csvFileName } from './csv-file-name.ts'
import { keepDownload } from './keep-download.ts'
import { exploreTarget, queryProject, requireExplore } from './explore-target.ts'

export type CsvExportCtx = CsvFileCtx
export type CsvExportInput = CsvExport & { runId: string; onProgress(rows: number, total: number): Promise<void> }
export type CsvExportOutcome = { secret: string; fileName: string; rowCount: number; truncated: boolean }

/**
 * Writes an export, as the person who asked for it and with that person's rights of now.
 */
export const writeCsvExport = readOperation<CsvExportCtx, CsvExportInput, ProjectTarget & { model: ProjectModel }, CsvExportOutcome>({
  name: 'explores.write_csv',
  action: 'csv.export',
  target: exploreTarget,
  async run(ctx, input, target) {
    const explore = requireExplore(ctx, target.model, input.exploreName)
    checkCustomSql(ctx, explore, input.query, target)
    const mayChangeLimit = ctx.actor.kind === 'user' && decide(ctx.actor, 'csv.change_limit', target).allowed
    const fields = input.query.dimensions.length + input.query.metrics.length + input.query.tableCalculations.length
    const maxRows = rowsAllowed(ctx.limits.csvCells, fields, mayChangeLimit ? input.layout.rowLimit : undefined, input.query.limit)
    const file = await writeCsvFile(ctx, {
      ...input,
      explore,
      project: queryProject(target.project, target.model),
      source: 'csv',
      sourceId: input.exploreName,
      maxRows: maxRows.rows,
      name: input.runId,
    })
    const fileName = csvFileName(input.layout.chartName ?? explore.label, new Date(ctx.clock.now()))
    const secret = await keepDownload(ctx, {
      runId: input.runId,
      projectId: input.projectId,
      path: file.path,
      fileName,
      contentType: 'text/csv; charset=utf-8',
    })
    return { secret, fileName, rowCount: file.rowCount, truncated: maxRows.capped && file.truncated }
  },
})

/** Rows an export may have, and whether the cell cap (not a wish) decided it. */
function rowsAllowed(cells: number, fields: number, wanted: number | null | undefined, queryLimit: number): { rows: number; capped: boolean } {
  const cap = Math.floor(cells / Math.max(1, fields))
  const rows = wanted === undefined ? queryLimit : (wanted ?? Number.POSITIVE_INFINITY)
  return rows <= cap ? { rows, capped: false } : { rows: cap, capped: true }
}
