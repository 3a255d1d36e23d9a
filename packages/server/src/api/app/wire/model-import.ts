import { z } from 'zod'
import type { ImportReport } from '../../../domain/develop/plan-import.ts'
import { modelImpact, problem, toUsedContent } from './models.ts'

const readItem = z.object({ what: z.string(), file: z.string(), line: z.number(), column: z.number(), why: z.string().optional() })

/** What became of the files of one format. */
const formatReport = z.object({
  format: z.enum(['dbt', 'metricflow', 'cube', 'lookml', 'osi', 'hashboard', 'hex']),
  files: z.array(z.string()),
  read: z.array(readItem),
  approximated: z.array(readItem),
  refused: z.array(readItem),
})

export const importReport = z.object({
  folder: z.string(),
  formats: z.array(formatReport),
  explores: z.array(z.object({ name: z.string(), label: z.string(), file: z.string(), line: z.number(), error: z.string().nullable() })),
  problems: z.array(problem),
  files: z.object({ created: z.array(z.string()), overwritten: z.array(z.string()), removed: z.array(z.string()) }),
  leftOut: z.array(z.string()),
  taken: z.array(z.object({ name: z.string(), file: z.string(), line: z.number(), existingFile: z.string() })),
  impact: modelImpact,
  obstacles: z.array(z.enum(['no_models', 'not_read_there', 'models_taken'])),
})

export const toImportReport = ({ impact, ...report }: ImportReport): z.infer<typeof importReport> => ({ ...report, impact: toUsedContent(impact) })
