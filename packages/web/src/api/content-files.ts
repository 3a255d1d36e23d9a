import type { ContentKind } from '@atrium/documents'
import type { Problem } from '@atrium/semantic'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** A piece of content as the text of a file. */
export type ContentFile = { path: string; kind: ContentKind; slug: string; name: string; uuid: string; text: string }

export type ContentChange = {
  action: 'create' | 'update' | 'unchanged' | 'delete'
  kind: ContentKind
  slug: string
  name: string
  path: string | null
  before: string | null
  after: string | null
}

/** What pushing files does, or would do; with a problem it does nothing. `notes`: what to know beside, such as files of other formats. */
export type PushOutcome = { changes: ContentChange[]; problems: Problem[]; notes: Problem[]; version: string; applied: boolean }

export type PushRequest = { files: readonly { path: string; text: string }[]; deletes: boolean; dryRun: boolean; expectedVersion?: string }

/** Models, charts and dashboards as files of Hashboard. */
export const hashboardFiles = async (projectUuid: string): Promise<{ path: string; text: string }[]> =>
  (await request<{ files: { path: string; text: string }[] }>(`${pathOf(projectUuid)}/hashboard`)).files

const pathOf = (projectUuid: string): string => `/api/v1/app/content-files/${encodeURIComponent(projectUuid)}`

/** Content of a project as files: all of it, or one piece. */
export const contentFilesQuery = (projectUuid: string, only: { kind?: ContentKind; slug?: string } = {}) =>
  queryOptions({
    queryKey: ['content-files', projectUuid, only],
    async queryFn({ signal }) {
      const query = new URLSearchParams(only).toString()
      return (await request<{ files: ContentFile[] }>(`${pathOf(projectUuid)}${query === '' ? '' : `?${query}`}`, { signal })).files
    },
    // As it is now: whoever looks at code is about to change it, or to keep it.
    staleTime: 0,
    gcTime: 0,
  })

/** Pushes files, or says what that would do. */
export const pushContentFiles = (projectUuid: string, body: PushRequest): Promise<PushOutcome> => request(pathOf(projectUuid), { method: 'POST', body })
