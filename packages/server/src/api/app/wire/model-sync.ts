import { z } from 'zod'
import type { SyncReport } from '../../../domain/uploads/sync-report.ts'
import { modelImpact, toUsedContent } from './models.ts'

/** What became of the files of an archive. */
export const syncReport = z.object({
  folder: z.string(),
  contents: z.array(z.object({ kind: z.enum(['model', 'view', 'dimension', 'measure']), model: z.string(), name: z.string(), file: z.string() })),
  warnings: z.array(z.string()),
  skipped: z.record(z.string(), z.array(z.object({ what: z.string(), why: z.string(), file: z.string(), line: z.number() }))),
  problems: z.array(
    z.object({
      severity: z.enum(['fatal', 'error', 'warning']),
      message: z.string(),
      hint: z.string(),
      causes: z.array(z.object({ file: z.string(), line: z.number(), column: z.number() })),
      impacts: z.array(z.string()),
    }),
  ),
  files: z.object({ created: z.array(z.string()), overwritten: z.array(z.string()), removed: z.array(z.string()), kept: z.array(z.string()) }),
  leftOut: z.array(z.string()),
  schemas: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  impact: modelImpact,
})

/** `verbose` lists what came; `debug` adds how it was compiled. */
export const toSyncReport = (
  { contents, schemas, impact, ...report }: SyncReport,
  { verbose, debug }: { verbose: boolean; debug: boolean },
): z.infer<typeof syncReport> => ({
  ...report,
  contents: verbose ? contents : [],
  ...(debug ? { schemas } : {}),
  impact: toUsedContent(impact),
})
