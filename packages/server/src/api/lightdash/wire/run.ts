import type { Run } from '../../../jobs/run.ts'
import { aggregatedName } from '@atrium/semantic'
import { z } from 'zod'
import type { SheetExportOutcome } from '../../../domain/integrations/google/sheet-export.ts'
import { sqlRunKind, type SqlRun, type SqlRunOutcome } from '../../../domain/explore/sql-runner/sql-run.ts'

/** Names of a run's states on this wire. A cancelled run has no word of its own there. */
const states: Record<Run['state'], 'scheduled' | 'started' | 'completed' | 'error'> = {
  queued: 'scheduled',
  running: 'started',
  completed: 'completed',
  failed: 'error',
  cancelled: 'error',
}

export const jobStatusWire = z.object({ status: z.enum(['scheduled', 'started', 'completed', 'error']), details: z.looseObject({}).nullable() })
export const csvStatusWire = z.object({ status: z.string(), url: z.string(), truncated: z.boolean(), progress: z.looseObject({}).optional() })

/** Result of a `csv_export` run. */
type CsvResult = { projectId: string; secret: string; truncated: boolean; rowCount: number }

/** Where a finished CSV is fetched. */
export const csvUrl = (siteUrl: string, { projectId, secret }: Pick<CsvResult, 'projectId' | 'secret'>): string =>
  new URL(`/api/v1/projects/${projectId}/csv/${secret}`, siteUrl).href

/** State of an export; `url` stays empty until the file is there. */
export function toCsvStatus(run: Run, siteUrl: string): z.infer<typeof csvStatusWire> {
  const result = run.state === 'completed' ? (run.result as CsvResult | SheetExportOutcome | null) : null
  return {
    status: states[run.state],
    // A sheet lies at Google.
    url: result === null ? '' : 'fileUrl' in result ? result.fileUrl : csvUrl(siteUrl, result),
    truncated: result?.truncated ?? false,
    ...(run.progress === null ? {} : { progress: run.progress }),
  }
}

/** State of any run with what came of it, or why nothing did. */
export function toJobStatus(run: Run, siteUrl: string): z.infer<typeof jobStatusWire> {
  const status = states[run.state]
  if (status === 'error') return { status, details: { error: run.error ?? (run.state === 'cancelled' ? 'Cancelled' : 'Failed') } }
  if (status !== 'completed') return { status, details: run.progress === null ? null : { progress: run.progress } }
  if (run.kind === sqlRunKind) return { status, details: toSqlDetails(run, siteUrl) }
  if (run.kind !== 'csv_export') return { status, details: run.result }
  const result = run.result as CsvResult
  return { status, details: { fileUrl: csvUrl(siteUrl, result), truncated: result.truncated, rowCount: result.rowCount } }
}

/** What SQL answered: where its rows lie, their columns, and for aggregated ones what each is. */
function toSqlDetails(run: Run, siteUrl: string): Record<string, unknown> {
  const { secret, ...outcome } = run.result as SqlRunOutcome & { projectId: string }
  const { aggregate } = run.payload as SqlRun
  return {
    ...outcome,
    fileUrl: new URL(`/api/v1/projects/${outcome.projectId}/sqlRunner/results/${secret}`, siteUrl).href,
    ...(aggregate === undefined
      ? {}
      : {
          indexColumn: outcome.columns.find(({ reference }) => reference === aggregate.index) ?? null,
          valuesColumns: aggregate.values.map((value) => ({
            referenceField: value.reference,
            pivotColumnName: aggregatedName(value),
            aggregation: value.aggregation,
            pivotValues: [],
          })),
        }),
  }
}
