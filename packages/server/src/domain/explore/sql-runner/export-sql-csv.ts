import type { SqlAggregate } from '@atrium/semantic'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { decide } from '../../../access/rules.ts'
import { readOperation, refusal } from '../../../access/operation.ts'
import type { QuerySource } from '../../../query/query-service.ts'
import { keptFree, requireDisk } from '../../../platform/require-disk.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { CsvFileCtx, WrittenCsv } from '../csv-file.ts'
import { csvFileName } from '../csv-file-name.ts'
import { queryProject } from '../explore-target.ts'
import { askedName, keepDownload } from '../keep-download.ts'

export type SqlCsv = {
  sql: string
  /** Absent: as many rows as a file may have. */
  limit?: number
  aggregate?: SqlAggregate
  /** Headings by column. */
  labels?: Readonly<Record<string, string>>
}

/** Has the engine write the rows of a person's SQL as CSV, text guarded. `truncated`: the cap of cells, not a wish, cut it. Rights are the caller's business. */
export async function writeSqlCsv(
  ctx: CsvFileCtx,
  { project }: Pick<ProjectTarget, 'project'>,
  { limit, labels, ...question }: SqlCsv & { source: QuerySource; sourceId?: string },
): Promise<WrittenCsv> {
  const model = await ctx.projects.findModel(project.id)
  const { source, sourceId, ...asked } = question
  const request = {
    project: queryProject(project, model),
    actor: ctx.actor,
    requestId: ctx.requestId,
    signal: ctx.signal,
    source,
    ...(sourceId === undefined ? {} : { sourceId }),
  }
  // Its columns are known only from an answer.
  const { columns } = await ctx.queries.run({ ...request, question: { kind: 'sql', ...asked, limit: 1 } })
  const cap = Math.floor(ctx.limits.csvCells / Math.max(1, columns.length))
  const maxRows = Math.min(limit ?? cap, cap)
  await requireDisk(ctx.exportFolder, keptFree)
  const name = path.join(ctx.exportFolder, askedName())
  const [partial, final] = [`${name}.partial.csv`, `${name}.csv`]
  try {
    const { rowCount, truncated } = await ctx.queries.exportRows(
      { ...request, question: { kind: 'sql', ...asked, limit: maxRows } },
      {
        path: partial,
        maxRows,
        final: () =>
          columns.map((column) => ({
            column,
            heading: labels !== undefined && Object.hasOwn(labels, column.fieldId) ? (labels[column.fieldId] ?? column.fieldId) : column.fieldId,
          })),
      },
    )
    await rename(partial, final)
    return { path: final, rowCount, truncated: truncated && maxRows === cap }
  } finally {
    await rm(partial, { force: true })
  }
}

export type ExportSqlCsv = SqlCsv & { projectId: string; /** For the file's name. */ name?: string }
export type SqlCsvLink = { secret: string; fileName: string; rowCount: number; truncated: boolean }

/** Writes the rows of a person's SQL as CSV and makes a link to it. */
export const exportSqlCsv = readOperation<CsvFileCtx, ExportSqlCsv, ProjectTarget, SqlCsvLink>({
  name: 'sql_runner.export_csv',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, { projectId, name, ...question }, target) {
    const decision = ctx.actor.kind === 'user' ? decide(ctx.actor, 'csv.export', target) : { allowed: true as const }
    if (!decision.allowed) throw refusal(decision)
    const { path: file, rowCount, truncated } = await writeSqlCsv(ctx, target, { ...question, source: 'sql' })
    const fileName = csvFileName(name ?? 'sql', new Date(ctx.clock.now()))
    const secret = await keepDownload(ctx, { runId: null, projectId, path: file, fileName, contentType: 'text/csv; charset=utf-8' })
    return { secret, fileName, rowCount, truncated }
  },
})
