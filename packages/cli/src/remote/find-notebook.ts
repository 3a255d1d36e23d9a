import { CliError, exitCode } from '../cli-error.ts'
import type { Server } from './server.ts'

/** A notebook as lists have it. */
export type ListedNotebook = {
  uuid: string
  slug: string
  name: string
  status: 'never' | 'changed' | 'published'
  published: { version: number; at: string } | null
  space: { name: string }
}

/** Notebooks of a project that the caller sees. */
export const listNotebooks = (server: Server, projectUuid: string): Promise<ListedNotebook[]> =>
  server.call<ListedNotebook[]>('GET', `/api/v1/app/projects/${projectUuid}/apps`)

/** The notebook of this id, slug or name. */
export async function findNotebook(server: Server, projectUuid: string, wanted: string): Promise<ListedNotebook> {
  const all = await listNotebooks(server, projectUuid)
  const found = all.find(({ uuid, slug }) => uuid === wanted || slug === wanted) ?? all.find(({ name }) => name === wanted)
  if (found === undefined) throw new CliError(exitCode.failed, `There is no notebook "${wanted}" that you see.`, 'Run "atrium notebooks list".')
  return found
}
