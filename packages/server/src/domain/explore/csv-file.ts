import type { CsvSelectColumn, Explore, ItemsMap, MetricQuery, ResultColumn } from '@atrium/semantic'
import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../platform/errors.ts'
import { keptFree, requireDisk } from '../../platform/require-disk.ts'
import type { QueryProject, QuerySource } from '../../query/query-service.ts'
import { csvLine, csvText } from '../../rendering/csv.ts'
import { readCsv } from '../../rendering/read-csv.ts'
import { csvColumns, type CsvColumn } from './csv-columns.ts'
import type { CsvExport } from './csv-export.ts'
import { pivotedLines } from './csv-pivot.ts'
import type { ExploreCtx } from './explore-target.ts'

export type CsvFileCtx = ExploreCtx & { exportFolder: string }

export type CsvFile = {
  explore: Explore
  query: MetricQuery
  layout: CsvExport['layout']
  project: QueryProject
  source: QuerySource
  sourceId: string
  maxRows: number
  /** Of the file, without an extension; `removeOrphanedExports` knows those that count. */
  name: string
  onProgress(rows: number, total: number): Promise<void>
}

/** A finished file; `truncated`: there were more rows than `maxRows`. */
export type WrittenCsv = { path: string; rowCount: number; truncated: boolean }

/**
 * Writes the rows of a query as CSV. The engine writes all rows itself; formatting and headings pass over its file in
 * constant memory. The file appears whole or not at all. Rights are the caller's business.
 */
export async function writeCsvFile(ctx: CsvFileCtx, input: CsvFile): Promise<WrittenCsv> {
  const { explore, query, layout, project, source, sourceId, maxRows, name } = input
  await requireDisk(ctx.exportFolder, keptFree)
  const raw = path.join(ctx.exportFolder, `${name}.raw.csv`)
  const partial = path.join(ctx.exportFolder, `${name}.partial.csv`)
  // Raw values need nothing that the engine's own writer cannot do: it writes the finished file.
  const engineWritesAll = layout.onlyRaw && (layout.pivotColumns ?? []).length === 0
  const headings = (columns: readonly ResultColumn[], items: ItemsMap): CsvSelectColumn[] =>
    csvColumns(columns, items, layout).flatMap(({ index, heading }) => {
      const column = columns[index]
      return column === undefined ? [] : [{ column, heading }]
    })
  try {
    const { requestId, actor, signal } = ctx
    const { rowCount, truncated, ...exported } = await ctx.queries.exportRows(
      { project, actor, requestId, signal, source, sourceId, question: { kind: 'metric', explore, query } },
      { path: engineWritesAll ? partial : raw, maxRows, ...(engineWritesAll ? { final: headings } : {}) },
    )
    if (!engineWritesAll) {
      const columns = csvColumns(exported.columns, exported.fields, layout)
      await writeFinal({ ctx, raw, partial, columns, input, total: rowCount })
    }
    const final = path.join(ctx.exportFolder, `${name}.csv`)
    await rename(partial, final)
    return { path: final, rowCount, truncated }
  } finally {
    await rm(raw, { force: true })
    await rm(partial, { force: true })
  }
}

type FinalFile = { ctx: CsvFileCtx; raw: string; partial: string; columns: CsvColumn[]; input: CsvFile; total: number }

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

async function* linesOf(raw: string, columns: CsvColumn[], { layout, query }: CsvFile): AsyncGenerator<string> {
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
