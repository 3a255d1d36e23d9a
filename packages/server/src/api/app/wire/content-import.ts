import { importFormats } from '@atrium/documents'
import { z } from 'zod'
import type { ContentImportReport } from '../../../domain/content-import/import-content.ts'
import type { ImportedBefore } from '../../../domain/content-import/list-imports.ts'
import { importReport } from './model-import.ts'
import { toUsedContent } from './models.ts'
import { keptReasons } from '../../../domain/content-import/undo-import.ts'

export const contentImportReport = z.object({
  format: z.enum(importFormats),
  /** Data models that the export holds, whether they are brought in or not. */
  modelFiles: z.number(),
  /** What becomes of them; null: none is brought in. */
  models: importReport.pick({ folder: true, formats: true, explores: true, impact: true }).nullable(),
  /** Tables that the export asks, with the explore that answers; null: none does. */
  tables: z.array(z.object({ name: z.string(), explore: z.string().nullable(), charts: z.number() })),
  items: z.array(
    z.object({
      kind: z.enum(['space', 'chart', 'sql_chart', 'dashboard']),
      name: z.string(),
      file: z.string(),
      isUpdate: z.boolean(),
      /** What is not as it was there. */
      notes: z.array(z.string()),
    }),
  ),
  skipped: z.array(z.object({ kind: z.enum(['space', 'chart', 'dashboard', 'model', 'file']), name: z.string(), file: z.string(), reason: z.string() })),
})

export const toContentImportReport = ({ format, modelFiles, models, tables, items, skipped }: ContentImportReport): z.infer<typeof contentImportReport> => ({
  format,
  modelFiles,
  models: models === null ? null : { ...models, impact: toUsedContent(models.impact) },
  tables,
  items: items.map(({ kind, name, file, isUpdate, notes }) => ({ kind, name, file, isUpdate, notes })),
  skipped,
})

export const undoneImport = z.object({
  trashed: z.number(),
  restored: z.number(),
  /** What was changed or is used since. `name` null: it lies where the caller sees nothing. */
  kept: z.array(z.object({ kind: z.enum(['space', 'chart', 'sql_chart', 'dashboard', 'models']), name: z.string().nullable(), reason: z.enum(keptReasons) })),
})

export const contentImportSummary = z.object({
  importUuid: z.string(),
  format: z.string(),
  doneAt: z.string(),
  author: z.string().nullable(),
  created: z.number(),
  updated: z.number(),
})

export const toContentImportSummary = ({ id, doneAt, ...rest }: ImportedBefore): z.infer<typeof contentImportSummary> => ({
  ...rest,
  importUuid: id,
  doneAt: doneAt.toISOString(),
})
