import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ModelSource } from '../../platform/db/stored-values.ts'

/** Where the files of projects lie that people make here. */
export type ProjectFolders = { models: string }

/** An empty folder for the models of a project; one that is there stays as it is. */
export async function newModelFolder({ projectFolders }: { projectFolders: ProjectFolders }, projectId: string): Promise<ModelSource> {
  const folder = path.join(projectFolders.models, projectId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return { type: 'folder', path: folder }
}
