import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import type { SourceFile } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import { readModelFolder } from '../projects/read-model-folder.ts'
import type { Project } from '../projects/types.ts'

/** Why the models of a project are not written here. */
export type ReadOnlyReason = 'compiled_by_client' | 'dbt_manifest' | 'folder_not_writable' | 'from_repository'

export type ModelFolder = {
  files: SourceFile[]
  /** Null: they can be written. */
  readOnly: ReadOnlyReason | null
  /** Where a new model goes, relative: the folder that is read. */
  newFilesIn: string
}

const sentences: Record<ReadOnlyReason, string> = {
  compiled_by_client: 'The models of this project are compiled and sent by a client; there is no model folder here. Edit them where they come from.',
  dbt_manifest: 'The models of this project come from a dbt manifest. Edit the dbt project and run "dbt parse" or "dbt compile".',
  from_repository: 'The models of this project are those of a commit. Commit your change to a branch of the repository instead.',
  folder_not_writable: 'Atrium may not write to the model folder of this project. Change the rights of the folder, or edit the files where they come from.',
}

/** The model files of a project; none for a project without a folder. */
export async function openModelFolder(project: Project): Promise<ModelFolder> {
  if (project.modelSource.type === 'none') return { files: [], readOnly: 'compiled_by_client', newFilesIn: '' }
  const { path: folder } = project.modelSource
  const files = await readModelFolder(folder)
  const dbtProject = files.find(({ path }) => /^dbt_project\.ya?ml$/i.test(path))
  const readOnly = project.modelSource.commit === undefined ? await readOnlyReason(folder, files) : 'from_repository'
  return { files, readOnly, newFilesIn: dbtProject === undefined ? '' : 'models/' }
}

/** The folder of a project whose models are written here. Throws `invalid` saying why they are not. */
export async function writableFolder(project: Project): Promise<ModelFolder & { folder: string }> {
  const opened = await openModelFolder(project)
  if (project.modelSource.type === 'none' || opened.readOnly !== null) {
    throw new AppError('invalid', sentences[opened.readOnly ?? 'compiled_by_client'], { reason: 'models_read_only' })
  }
  return { ...opened, folder: project.modelSource.path }
}

async function readOnlyReason(folder: string, files: readonly SourceFile[]): Promise<ReadOnlyReason | null> {
  if (files.some(({ path }) => /^(target\/)?manifest\.json$/.test(path))) return 'dbt_manifest'
  return access(folder, constants.W_OK).then(
    () => null,
    () => 'folder_not_writable',
  )
}
