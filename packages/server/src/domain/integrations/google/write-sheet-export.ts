import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ResultColumn } from '@atrium/semantic'
import { perform, readOperation } from '../../../access/operation.ts'
import { createGoogleSheets, type GoogleSheets, type SheetCell } from '../../../channels/google-sheets/google-sheets.ts'
import { readCsv } from '../../../rendering/read-csv.ts'
import { checkCustomSql } from '../../explore/check-query.ts'
import { csvColumns } from '../../explore/csv-columns.ts'
import type { CsvFileCtx } from '../../explore/csv-file.ts'
import { exploreTarget, queryProject, requireExplore } from '../../explore/explore-target.ts'
import type { ProjectTarget } from '../../projects/project-target.ts'
import type { ProjectModel } from '../../projects/types.ts'
import type { IntegrationsCtx } from '../integrations-ctx.ts'
import { getGoogleAccessToken } from './link-google.ts'
import type { SheetExport, SheetExportOutcome } from './sheet-export.ts'

type Input = SheetExport & { runId: string; onProgress(rows: number, total: number): Promise<void> }
type Target = ProjectTarget & { model: ProjectModel }

/** Cells of one request, well below what Google takes at once, and the most letters of one cell. */
const cellsAtOnce = 20_000
const lettersOfCell = 50_000

/** Writes an export to a new sheet of the person who asked for it, with their rights of now. When a part fails, the sheet goes. */
export const writeSheetExport = readOperation<CsvFileCtx & IntegrationsCtx, Input, Target, SheetExportOutcome>({
  name: 'explores.write_google_sheet',
  action: 'csv.export',
  target: exploreTarget,
  async run(ctx, input, target) {
    const explore = requireExplore(ctx, target.model, input.exploreName)
    checkCustomSql(ctx, explore, input.query, target)
    const fields = input.query.dimensions.length + input.query.metrics.length + input.query.tableCalculations.length
    const cap = Math.floor(ctx.limits.csvCells / Math.max(1, fields))
    const raw = path.join(ctx.exportFolder, `${input.runId}.raw.csv`)
    const { requestId, actor, signal } = ctx
    const question = { kind: 'metric' as const, explore, query: input.query }
    const project = queryProject(target.project, target.model)
    try {
      const exported = await ctx.queries.exportRows(
        { project, actor, requestId, signal, source: 'csv', sourceId: input.exploreName, question },
        { path: raw, maxRows: Math.min(cap, input.query.limit) },
      )
      const { accessToken, places } = await perform(getGoogleAccessToken, ctx, {})
      const sheets = createGoogleSheets(ctx.outbound, places, accessToken)
      const columns = csvColumns(exported.columns, exported.fields, { ...input.layout, onlyRaw: true })
      const title = input.layout.title ?? explore.label
      const sheet = await sheets.create(`${title} ${new Date(ctx.clock.now()).toISOString().slice(0, 16).replace('T', ' ')}`, {
        rows: exported.rowCount + 1,
        columns: columns.length,
      })
      let cellsCut = 0
      const rows = rowsOf(raw, columns, exported.columns, () => (cellsCut += 1))
      await writeRows(ctx.signal, { sheets, sheetId: sheet.id, rows, width: columns.length, total: exported.rowCount, onProgress: input.onProgress }).catch(
        async (error: unknown) => {
          await sheets.remove(sheet.id).catch(() => undefined)
          throw error
        },
      )
      return { fileUrl: sheet.url, rowCount: exported.rowCount, truncated: exported.truncated && cap < input.query.limit, cellsCut }
    } finally {
      await rm(raw, { force: true })
    }
  },
})

type Writing = {
  sheets: GoogleSheets
  sheetId: string
  rows: AsyncIterable<SheetCell[]>
  width: number
  total: number
  onProgress: Input['onProgress']
}

async function writeRows(signal: AbortSignal, { sheets, sheetId, rows, width, total, onProgress }: Writing): Promise<void> {
  const atOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, width)))
  let batch: SheetCell[][] = []
  let next = 1
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    signal.throwIfAborted()
    await sheets.write(sheetId, next, batch)
    next += batch.length
    batch = []
    await onProgress(next - 2, total)
  }
  for await (const row of rows) {
    batch.push(row)
    if (batch.length >= atOnce) await flush()
  }
  await flush()
}

/** The heading, then the rows of the engine's file as cells. */
async function* rowsOf(
  raw: string,
  columns: readonly { index: number; heading: string }[],
  kinds: readonly ResultColumn[],
  onCut: () => void,
): AsyncGenerator<SheetCell[]> {
  yield columns.map(({ heading }) => heading)
  let isHeading = true
  for await (const row of readCsv(raw)) {
    if (!isHeading) yield columns.map(({ index }) => cellOf(row[index] ?? null, kinds[index]?.type, onCut))
    isHeading = false
  }
}

/** Numbers that a sheet can hold are numbers there; what would lose digits stays text. */
function cellOf(value: string | null, type: ResultColumn['type'] | undefined, onCut: () => void): SheetCell {
  if (value === null) return null
  if (type === 'date') return value.slice(0, 10)
  if (type === 'timestamp') return value.replace('T', ' ').slice(0, 19)
  if (type === 'boolean') return value === 'true'
  if (type === 'number') {
    const number = Number(value)
    return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : value
  }
  if (value.length <= lettersOfCell) return value
  onCut()
  return value.slice(0, lettersOfCell)
}
