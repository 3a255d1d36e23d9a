import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { ImportReport } from './model-files.ts'

export const importFormats = ['metabase', 'superset', 'lightdash', 'hashboard'] as const
export type ImportFormat = (typeof importFormats)[number]
export type ImportedTable = { name: string; explore: string | null; charts: number }
export type ContentImportReport = {
  format: ImportFormat
  /** Data models that the export holds. */
  modelFiles: number
  /** What becomes of them; null: none is brought in. */
  models: Pick<ImportReport, 'folder' | 'formats' | 'explores' | 'impact'> | null
  tables: ImportedTable[]
  items: { kind: 'space' | 'chart' | 'sql_chart' | 'dashboard'; name: string; file: string; isUpdate: boolean; notes: string[] }[]
  skipped: { kind: 'space' | 'chart' | 'dashboard' | 'model' | 'file'; name: string; file: string; reason: string }[]
}
/** What the person says about an export; of the rest the server finds out. */
export type ImportChoices = { format?: ImportFormat; tables: Readonly<Record<string, string | null>>; withModels: boolean }
export type ImportedContent = { importUuid: string; created: number; updated: number; report: ContentImportReport }

const path = (projectUuid: string, uploadUuid: string): string =>
  `/api/v1/app/content-import/${encodeURIComponent(projectUuid)}/${encodeURIComponent(uploadUuid)}`

/** What would become of an upload. `uploadUuid` null: it has not arrived. */
export const contentImportQuery = (projectUuid: string, uploadUuid: string | null, choices: ImportChoices) =>
  queryOptions({
    queryKey: ['content-import', projectUuid, uploadUuid, choices],
    queryFn: ({ signal }) => request<ContentImportReport>(`${path(projectUuid, uploadUuid ?? '')}/plan`, { method: 'POST', body: choices, signal }),
    enabled: uploadUuid !== null,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })

export const importContent = (projectUuid: string, uploadUuid: string, given: ImportChoices & { spaceUuid: string }): Promise<ImportedContent> =>
  request(path(projectUuid, uploadUuid), { method: 'POST', body: given })

export type KeptThing = {
  kind: 'space' | 'chart' | 'sql_chart' | 'dashboard' | 'models'
  name: string | null
  reason: 'changed' | 'draft' | 'used' | 'later_import'
}
export type UndoneImport = { trashed: number; restored: number; kept: KeptThing[] }
export type ImportedBefore = { importUuid: string; format: string; doneAt: string; author: string | null; created: number; updated: number }

const importsPath = (projectUuid: string): string => `/api/v1/app/content-imports/${encodeURIComponent(projectUuid)}`

/** Earlier imports that can be taken back. */
export const earlierImportsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['content-imports', projectUuid],
    queryFn: ({ signal }) => request<ImportedBefore[]>(importsPath(projectUuid), { signal }),
  })

/** Takes back what one import did, as far as nobody changed it since. */
export const undoContentImport = (projectUuid: string, importUuid: string): Promise<UndoneImport> =>
  request(`${importsPath(projectUuid)}/${encodeURIComponent(importUuid)}/undo`, { method: 'POST' })
