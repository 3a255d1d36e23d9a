import type { ContentKind, SourceText } from '@atrium/documents'
import type { Problem } from '@atrium/semantic'
import type { Project } from './project.ts'
import type { Server } from './server.ts'

export type RemoteFile = { path: string; kind: ContentKind; slug: string; name: string; uuid: string; text: string }

export type RemoteChange = {
  action: 'create' | 'update' | 'unchanged' | 'delete'
  kind: ContentKind
  slug: string
  name: string
  path: string | null
  before: string | null
  after: string | null
}

export type RemoteOutcome = { changes: RemoteChange[]; problems: Problem[]; notes: Problem[]; version: string; applied: boolean }

type Of = { server: Server; project: Project }

const pathOf = ({ project }: Of): string => `/api/v1/app/content-files/${project.projectUuid}`

/** Content of a project as files; all of it, or one kind, or one piece. */
export async function exportContent(of: Of, only: { kind?: ContentKind; slug?: string } = {}): Promise<RemoteFile[]> {
  const query = new URLSearchParams(only).toString()
  return (await of.server.call<{ files: RemoteFile[] }>('GET', `${pathOf(of)}${query === '' ? '' : `?${query}`}`)).files
}

/** Pushes files, or says what that would do. */
export const pushContent = (
  of: Of,
  body: { files: readonly SourceText[]; deletes: boolean; dryRun: boolean; expectedVersion?: string },
): Promise<RemoteOutcome> => of.server.call('POST', pathOf(of), body)
