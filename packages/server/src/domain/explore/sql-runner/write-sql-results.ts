import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { perform, readOperation } from '../../../access/operation.ts'
import { keptFree, requireDisk } from '../../../platform/require-disk.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { CsvFileCtx } from '../csv-file.ts'
import { keepDownload } from '../keep-download.ts'
import { wireRows } from '../result-rows.ts'
import { runSql } from '../run-sql.ts'
import { dropOldestResults } from './drop-oldest-results.ts'
import { resultsType, type SqlRun, type SqlRunOutcome } from './sql-run.ts'

/** Files of results are read line by line, and this many lines are written at once. */
const linesAtOnce = 1000

/**
 * Asks a person's SQL, as that person with their rights of now, and writes the rows to a file: one JSON object a line. The
 * file appears whole or not at all. What one person's results may take is limited: the oldest make room, and the outcome says so.
 */
export const writeSqlResults = readOperation<CsvFileCtx, SqlRun & { runId: string }, ProjectTarget, SqlRunOutcome>({
  name: 'sql_runner.write_results',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, { runId, ...question }) {
    await requireDisk(ctx.exportFolder, keptFree)
    const result = await perform(runSql, ctx, question)
    const partial = path.join(ctx.exportFolder, `${runId}.partial.jsonl`)
    const final = path.join(ctx.exportFolder, `${runId}.jsonl`)
    try {
      const file = await open(partial, 'w', 0o600)
      try {
        const lines = wireRows(result).map((row) => `${JSON.stringify(row)}\n`)
        for (let place = 0; place < lines.length; place += linesAtOnce) await file.write(lines.slice(place, place + linesAtOnce).join(''))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, final)
    } finally {
      await rm(partial, { force: true })
    }
    const secret = await keepDownload(ctx, { runId, projectId: question.projectId, path: final, fileName: 'results.jsonl', contentType: resultsType })
    const droppedResults = ctx.actor.kind === 'user' ? await dropOldestResults(ctx, ctx.actor.userId) : 0
    const { rowCount, truncated, receipt } = result
    return {
      secret,
      columns: result.columns.map(({ fieldId, type }) => ({ reference: fieldId, type })),
      rowCount,
      truncated,
      durationMs: receipt.durationMs,
      engineMs: receipt.engineMs,
      dataAsOf: receipt.dataAsOf,
      droppedResults,
    }
  },
})
