import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ModelSource } from '../../platform/db/stored-values.ts'
import { newId } from '../../platform/ids.ts'

/** Where the files of projects lie that people make here. */
export type ProjectFolders = { models: string }

/** The folder of a project whose models are edited here. */
export const modelFolderOf = ({ models }: ProjectFolders, projectId: string): string => path.join(models, projectId)

/** An empty folder for the models of a project; one that is there stays as it is. */
export async function newModelFolder({ projectFolders }: { projectFolders: ProjectFolders }, projectId: string): Promise<ModelSource> {
  const folder = modelFolderOf(projectFolders, projectId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return { type: 'folder', path: folder }
}

/** Where a model folder is set aside, each time another place: one project may lose its folder twice a day. */
export const asideFolder = (place: string, now: number): string => `${place}.deleted-${new Date(now).toISOString().slice(0, 10)}-${newId()}`

/** The day on which a folder of this name was set aside; null for other names. */
export const asideSince = (name: string): string | null => /^[\da-f-]{36}\.deleted-(\d{4}-\d\d-\d\d)(?:-[\da-f-]{36})?$/.exec(name)?.[1] ?? null

/** A folder that is written beside the one of a project, to take its place. */
export const partialFolder = ({ models }: ProjectFolders, projectId: string): string => path.join(models, `${projectId}.partial-${newId()}`)

export const isPartialFolder = (name: string): boolean => /^[\da-f-]{36}\.partial-[\da-f-]{36}$/.test(name)
