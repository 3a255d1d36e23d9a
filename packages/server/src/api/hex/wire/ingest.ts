import { z } from 'zod'
import type { SyncProblem, SyncReport } from '../../../domain/uploads/sync-report.ts'
import { yesOrNo } from './lenient.ts'

/** In the address, or beside the archive in a form. */
export const ingestOptions = z.object({ verbose: yesOrNo.default(true), debug: yesOrNo.default(false), dryRun: yesOrNo.default(false) })
type IngestOptions = z.infer<typeof ingestOptions>

const keyPath = z.array(z.union([z.string(), z.int()]))
export const problemWire = z.object({
  severity: z.enum(['fatal', 'error', 'warning']),
  message: z.string(),
  cause_paths: z.array(keyPath),
  impact_paths: z.array(keyPath),
  display: z.string(),
})

export const ingestWire = z.object({
  traceId: z.string(),
  contents: z.array(z.string()),
  warnings: z.array(z.string()),
  skipped: z.record(z.string(), z.array(z.object({ what: z.string(), why: z.string() }))),
  problems: z.array(problemWire),
  debug: z.object({ metricflowModelSchemas: z.record(z.string(), z.record(z.string(), z.string())) }).optional(),
})

/** What became of the files of an archive. */
export const toIngest = (report: SyncReport, { verbose, debug }: IngestOptions, traceId: string): z.infer<typeof ingestWire> => ({
  traceId,
  contents: verbose
    ? report.contents.map(({ kind, model, name }) => (kind === 'model' || kind === 'view' ? `${kind} ${name}` : `${kind} ${model}.${name}`))
    : [],
  warnings: report.warnings,
  skipped: Object.fromEntries(Object.entries(report.skipped).map(([model, items]) => [model, items.map(({ what, why }) => ({ what, why }))])),
  problems: report.problems.map(toProblem),
  ...(debug ? { debug: { metricflowModelSchemas: report.schemas } } : {}),
})

/** Paths name models; where none is known, the whole archive is meant. Files and lines stand in the text. */
export function toProblem({ severity, message, hint, causes, impacts }: SyncProblem): z.infer<typeof problemWire> {
  const [at] = causes
  const paths = impacts.length === 0 ? [[]] : impacts.map((model) => [model])
  return {
    severity,
    message,
    cause_paths: paths,
    impact_paths: paths,
    display: `${at === undefined ? '' : `${at.file}:${at.line}:${at.column}: `}${message}${hint === '' ? '' : ` ${hint}`}`,
  }
}
