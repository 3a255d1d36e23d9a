import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { ModelPlace, Problem } from '@atrium/semantic'
import { request } from './client.ts'
import type { UsedContent } from './model-files.ts'
import { fromModelFiles } from './projects.ts'

export type ReadOnlyReason = 'compiled_by_client' | 'dbt_manifest' | 'folder_not_writable' | 'from_repository'
export type ModelList = {
  readOnly: ReadOnlyReason | null
  files: string[]
  models: (ModelPlace & { explored: boolean })[]
  problems: Problem[]
  /** Tables of the warehouse, and the models that describe or read each. */
  tables: { name: string; models: string[] }[]
  uploadedTables: { name: string; models: string[] }[]
  newFilesIn: string
}
export type ModelFile = { text: string; version: string }
/** Explores and fields that would not work any more, and content that uses them. */
export type LostNames = UsedContent & { explores: string[]; fields: string[] }
export type Validation = { problems: Problem[]; models: ModelPlace[]; lost: LostNames }
export type ModelSample = { sql: string; columns: { name: string; type: string }[]; rows: unknown[][] }
export type Draft = { path: string; text: string }

const base = (projectUuid: string): string => `/api/v1/app/models/${encodeURIComponent(projectUuid)}`

export const modelsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['models', projectUuid],
    queryFn: ({ signal }) => request<ModelList>(base(projectUuid), { signal }),
    ...fromModelFiles,
  })

export const openModelFile = (projectUuid: string, path: string, signal?: AbortSignal): Promise<ModelFile> =>
  request(`${base(projectUuid)}/file?path=${encodeURIComponent(path)}`, { signal })

export const saveModelFile = (
  projectUuid: string,
  file: Draft & { version: string | null },
): Promise<{ version: string; compiled: object | null; reason: string | null }> => request(`${base(projectUuid)}/file`, { method: 'PUT', body: file })

/** What would be wrong with this text; nothing is saved. */
export const validationQuery = (projectUuid: string, draft: Draft) =>
  queryOptions({
    queryKey: ['validate-models', projectUuid, draft.path, draft.text],
    queryFn: ({ signal }) => request<Validation>(`${base(projectUuid)}/validate`, { method: 'POST', body: draft, signal }),
    retry: false,
    gcTime: 30_000,
  })

/** SQL and first rows of a model as the text describes it. */
export const sampleQuery = (projectUuid: string, draft: Draft, model: string) =>
  queryOptions({
    queryKey: ['sample-model', projectUuid, draft.path, draft.text, model],
    queryFn: ({ signal }) => request<ModelSample>(`${base(projectUuid)}/sample`, { method: 'POST', body: { ...draft, model }, signal }),
    retry: false,
    gcTime: 30_000,
  })

/** Has everything read anew that models decide about. */
export async function refreshModels(queryClient: QueryClient, projectUuid: string): Promise<void> {
  await Promise.all(['models', 'problems', 'explores', 'explore'].map((key) => queryClient.invalidateQueries({ queryKey: [key, projectUuid] })))
}
