import type { DocumentStep } from '@atrium/documents'
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from './client.ts'

export type DraftKind = 'charts' | 'sql-charts' | 'dashboards' | 'apps'

export type DraftPerson = { userUuid: string; firstName: string; lastName: string }

/** What is changed and not published, as lists tell it to those who may change the thing. */
export type Unpublished = { savedAt: string; savedBy: DraftPerson | null }

/** The state of a draft and the way to the states before and after it; the next step is last. */
export type DraftContent<D> = { document: D; undo: readonly DocumentStep[]; redo: readonly DocumentStep[] }

export type SavedDraft = Unpublished & {
  /** Another one with each save. */
  version: string
  /** The published version that it began from. */
  baseVersion: number
}

export type PublishedVersion<D> = { number: number; createdAt: string; createdBy: DraftPerson | null; document: D }

/** A draft beside what is published now. */
export type DraftOnServer<D> = { published: PublishedVersion<D>; draft: (SavedDraft & DraftContent<D>) | null }

const path = (kind: DraftKind, uuid: string): string => `/api/v1/app/drafts/${kind}/${encodeURIComponent(uuid)}`

export const getDraft = <D>(kind: DraftKind, uuid: string): Promise<DraftOnServer<D>> => request(path(kind, uuid))

/** Read anew whenever an editor is opened: somebody else may have gone on with it. */
export const draftQuery = <D>(kind: DraftKind, uuid: string) =>
  queryOptions({ queryKey: ['draft', kind, uuid], queryFn: () => getDraft<D>(kind, uuid), staleTime: Infinity, gcTime: 0 })

/** Saves a draft whole. `version` is the one it is based on, null to begin one; a 409 says that there is another one by now. */
export const saveDraft = <D>(kind: DraftKind, uuid: string, draft: DraftContent<D> & { version: string | null; baseVersion: number }): Promise<SavedDraft> =>
  request(path(kind, uuid), { method: 'PUT', body: draft })

export const discardDraft = (kind: DraftKind, uuid: string, version: string): Promise<unknown> =>
  request(`${path(kind, uuid)}?${new URLSearchParams({ version }).toString()}`, { method: 'DELETE' })

/** Makes a draft the version that everybody sees. `publishedVersion` is what it was compared with. Notebooks are published by `startPublishApp`. */
export const publishDraft = (kind: DraftKind, uuid: string, given: { version: string; publishedVersion: number; message?: string }): Promise<unknown> =>
  request(`${path(kind, uuid)}/publish`, { method: 'POST', body: given })

const keyOf: Readonly<Record<DraftKind, string>> = { charts: 'chart', 'sql-charts': 'sql-chart', dashboards: 'dashboard', apps: 'app' }

/** What is shown of things of this kind is asked for again, on tiles too: pages know them by id or by slug. */
export async function refreshAround(queryClient: QueryClient, kind: DraftKind): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: [keyOf[kind]] })
  if (kind === 'charts' || kind === 'sql-charts') await queryClient.invalidateQueries({ queryKey: ['tile'] })
}
