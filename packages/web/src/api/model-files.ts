import { queryOptions } from '@tanstack/react-query'
import type { FormatReport, Problem } from '@atrium/semantic'
import { request } from './client.ts'

type Named = { uuid: string; name: string }

/** Content that would miss something; `viewers` is how many people looked at it lately. */
export type UsedContent = { charts: Named[]; dashboards: Named[]; endpoints: Named[]; hidden: number; viewers: number }
/** What a change of model files takes along. */
export type ModelImpact = UsedContent & { lost: { name: string; label: string }[]; problems: Problem[] }
/** What a deletion takes along. `stranded` are explores that stay and read a table that goes. */
export type DeletionPlan = ModelImpact & { files: string[]; stranded?: string[] }
export type ImportReport = {
  /** Ends with `/`. */
  folder: string
  formats: FormatReport[]
  explores: { name: string; label: string; file: string; line: number; error: string | null }[]
  problems: Problem[]
  files: { created: string[]; overwritten: string[]; removed: string[] }
  leftOut: string[]
  taken: { name: string; file: string; line: number; existingFile: string }[]
  impact: ModelImpact
  obstacles: ('no_models' | 'not_read_there' | 'models_taken')[]
}
export type ModelExport = { fileName: string; text: string; explores: number; notes: string[] }

/** What is to be deleted: a file, a folder (ends with `/`), or an uploaded table. */
export type Deletable = { kind: 'file' | 'folder' | 'table'; name: string }

const models = (projectUuid: string): string => `/api/v1/app/models/${encodeURIComponent(projectUuid)}`
const importOf = (projectUuid: string, uploadUuid: string): string =>
  `/api/v1/app/uploads/${encodeURIComponent(projectUuid)}/${encodeURIComponent(uploadUuid)}/import`
const table = (projectUuid: string, name: string): string => `/api/v1/app/tables/${encodeURIComponent(projectUuid)}/${encodeURIComponent(name)}`

/** What an upload would become in a folder of this name; nothing is written. */
export const importPlanQuery = (projectUuid: string, uploadUuid: string | null, folder: string) =>
  queryOptions({
    queryKey: ['import-plan', projectUuid, uploadUuid, folder],
    queryFn: async ({ signal }) => {
      const body = { folder, dryRun: true }
      return (await request<{ report: ImportReport }>(importOf(projectUuid, uploadUuid ?? ''), { method: 'POST', body, signal })).report
    },
    enabled: uploadUuid !== null && folder !== '',
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })

/** Brings the models in. `replace` agrees to a folder of that name being replaced. */
export const importModels = async (projectUuid: string, uploadUuid: string, given: { folder: string; replace: boolean }): Promise<ImportReport> =>
  (await request<{ report: ImportReport }>(importOf(projectUuid, uploadUuid), { method: 'POST', body: given })).report

export const modelExportQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['model-export', projectUuid],
    queryFn: ({ signal }) => request<ModelExport>(`${models(projectUuid)}/export`, { signal }),
    gcTime: 0,
    retry: false,
  })

/** Address of the export as a file. */
export const modelExportUrl = (projectUuid: string): string => `${models(projectUuid)}/export/file`

/** What a deletion would take along. */
export const deletionQuery = (projectUuid: string, { kind, name }: Deletable) =>
  queryOptions({
    queryKey: ['model-deletion', projectUuid, kind, name],
    queryFn: ({ signal }) =>
      request<DeletionPlan>(kind === 'table' ? `${table(projectUuid, name)}/deletion` : `${models(projectUuid)}/deletion?path=${encodeURIComponent(name)}`, {
        signal,
      }),
    gcTime: 0,
    retry: false,
  })

/** Deletes it. Of a file: its text, to bring it back with. */
export async function deleteModels(projectUuid: string, { kind, name }: Deletable): Promise<string | null> {
  if (kind !== 'table') {
    return (await request<{ text: string | null }>(`${models(projectUuid)}/file?path=${encodeURIComponent(name)}`, { method: 'DELETE' })).text
  }
  await request(table(projectUuid, name), { method: 'DELETE' })
  return null
}

/** Moves a model file, or says what that would take along. */
export const renameModelFile = (projectUuid: string, names: { path: string; to: string; dryRun: boolean }): Promise<ModelImpact> =>
  request(`${models(projectUuid)}/rename`, { method: 'POST', body: names })
