import type { CsvSelectColumn, ItemsMap, ResultColumn } from '@atrium/semantic'
import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { decide } from '../../access/rules.ts'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'
import { csvLine, csvText } from '../../rendering/csv.ts'
import { readCsv } from '../../rendering/read-csv.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkCustomSql } from './check-query.ts'
import { csvColumns, type CsvColumn } from './csv-columns.ts'
import type { CsvExport } from './csv-export.ts'
import { csvFileName } from './csv-file-name.ts'
import { pivotedLines } from './csv-pivot.ts'
import { insertDownload } from './download-store.ts'
import { exploreTarget, queryProject, requireExplore, type ExploreCtx } from './explore-target.ts'

/** Hours a finished export can be downloaded. */
const keptHours = 24

export type CsvExportCtx = ExploreCtx & { exportFolder: string }
export type CsvExportInput = CsvExport & { runId: string; onProgress(rows: number, total: number): Promise<void> }
export type CsvExportOutcome = { secret: string; fileName: string; rowCount: number; truncated: boolean }

/**
 * Writes an export, as the person who asked for it and with that person's rights of now. The engine writes all rows
 * itself; formatting and headings pass over its file in constant memory. The file appears whole or not at all.
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
    const raw = path.join(ctx.exportFolder, `${input.runId}.raw.csv`)
    const partial = path.join(ctx.exportFolder, `${input.runId}.partial.csv`)
    // Raw values need nothing that the engine's own writer cannot do: it writes the finished file.
    const engineWritesAll = input.layout.onlyRaw && (input.layout.pivotColumns ?? []).length === 0
    const headings = (columns: readonly ResultColumn[], items: ItemsMap): CsvSelectColumn[] =>
      csvColumns(columns, items, input.layout).flatMap(({ index, heading }) => {
        const column = columns[index]
        return column === undefined ? [] : [{ column, heading }]
      })
    try {
      const exported = await ctx.queries.exportRows(
        {
          project: queryProject(target.project, target.model),
          actor: ctx.actor,
          requestId: ctx.requestId,
          signal: ctx.signal,
          source: 'csv',
          sourceId: input.exploreName,
          question: { kind: 'metric', explore, query: input.query },
        },
        { path: engineWritesAll ? partial : raw, maxRows: maxRows.rows, ...(engineWritesAll ? { final: headings } : {}) },
      )
      if (!engineWritesAll) {
        const columns = csvColumns(exported.columns, exported.fields, input.layout)
        await writeFinal({ ctx, raw, partial, columns, input, total: exported.rowCount })
      }
      const secret = newSecret(24)
      const final = path.join(ctx.exportFolder, `${input.runId}.csv`)
      await rename(partial, final)
      const fileName = csvFileName(input.layout.chartName ?? explore.label, new Date(ctx.clock.now()))
      await insertDownload(ctx.db, {
        secret,
        runId: input.runId,
        projectId: input.projectId,
        path: final,
        fileName,
        contentType: 'text/csv; charset=utf-8',
        expiresAt: new Date(ctx.clock.now() + keptHours * 3_600_000),
      })
      return { secret, fileName, rowCount: exported.rowCount, truncated: maxRows.capped && exported.truncated }
    } finally {
      await rm(raw, { force: true })
      await rm(partial, { force: true })
    }
  },
})

/** Rows an export may have, and whether the cell cap (not a wish) decided it. */
function rowsAllowed(cells: number, fields: number, wanted: number | null | undefined, queryLimit: number): { rows: number; capped: boolean } {
  const cap = Math.floor(cells / Math.max(1, fields))
  const rows = wanted === undefined ? queryLimit : (wanted ?? Number.POSITIVE_INFINITY)
  return rows <= cap ? { rows, capped: false } : { rows: cap, capped: true }
}

type FinalFile = { ctx: CsvExportCtx; raw: string; partial: string; columns: CsvColumn[]; input: CsvExportInput; total: number }

async function writeFinal({ ctx, raw, partial, columns, input, total }: FinalFile): Promise<void> {
  const file = await open(partial, 'w', 0o600)
  try {
    let buffer = ''
    let done = 0
    for await (const line of linesOf(raw, columns, input)) {
      buffer += line
      if (buffer.length < 1 << 20) continue
      ctx.signal.throwIfAborted()
      await file.write(buffer)
      buffer = ''
      done = Math.min(total, done + 10_000)
      await input.onProgress(done, total)
    }
    await file.write(buffer)
    await file.sync()
  } finally {
    await file.close()
  }
  if ((await stat(partial)).size === 0) throw new AppError('internal', 'The export came out empty')
}

async function* linesOf(raw: string, columns: CsvColumn[], { layout, query }: CsvExportInput): AsyncGenerator<string> {
  const pivot = (layout.pivotColumns ?? []).filter((fieldId) => columns.some((column) => column.fieldId === fieldId))
  if (pivot.length > 0) {
    yield* pivotedLines(rowsOf(raw), columns, { pivot, metrics: new Set([...query.metrics, ...query.tableCalculations.map(({ name }) => name)]) })
    return
  }
  yield csvLine(columns.map((column) => csvText(column.heading)))
  for await (const row of rowsOf(raw)) yield csvLine(columns.map((column) => column.write(row[column.index] ?? null)))
}

/** Rows of the engine's file without its heading. */
async function* rowsOf(raw: string): AsyncGenerator<(string | null)[]> {
  let heading = true
  for await (const row of readCsv(raw)) {
    if (heading) heading = false
    else yield row
  }
}
