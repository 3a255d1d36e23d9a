import type { WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { lockProject } from '../projects/project-store.ts'
import type { Project } from '../projects/types.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { largestModelFile, placeOfModelFile, readModelFile, removeModelFile, writeModelFile, type ModelFileText } from './model-file.ts'
import { writableFolder } from './model-folder.ts'
import type { FileChange } from './perform-with-files.ts'

export type ReplacedFile = {
  path: string
  text: string
  /** The version that was opened; null for a file that is new. */
  version: string | null
}

type Ready = ReplacedFile & { place: string; before: ModelFileText | null }

/**
 * Writes model files of a project, all of them or none, and notes each in `changes`, to be taken back when what follows fails.
 * Refuses (`conflict`) when one of them is not what was opened: somebody else saved it, or it is there already.
 */
export async function replaceModelFiles(ctx: DevelopCtx & WriteCtx, project: Project, files: readonly ReplacedFile[], changes: FileChange[]): Promise<void> {
  const { folder } = await writableFolder(project)
  // Two people who save at once come one after the other: the second one gets the conflict.
  await lockProject(ctx.tx, project.id)
  const ready: Ready[] = []
  for (const file of files) ready.push(await prepared(folder, file))
  for (const { path, text, place, before } of ready) {
    await writeModelFile(place, text)
    changes.push({ takeBack: () => (before === null ? removeModelFile(place) : writeModelFile(place, before.text)), settle: async () => undefined })
    ctx.record({ targetKind: 'model_file', targetId: path, before: before === null ? null : { path, text: before.text }, after: { path, text } })
  }
}

async function prepared(folder: string, file: ReplacedFile): Promise<Ready> {
  if (Buffer.byteLength(file.text) > largestModelFile) throw new AppError('invalid', 'A model file may have 2 MB at most', { reason: 'model_file' })
  const place = await placeOfModelFile(folder, file.path)
  const before = await readModelFile(place, file.path)
  if ((before?.version ?? null) !== file.version) throw changedMeanwhile(file, before !== null)
  return { ...file, place, before }
}

function changedMeanwhile({ path, version }: ReplacedFile, isThere: boolean): AppError {
  const what = version === null ? 'is there already' : isThere ? 'was changed by somebody else since you opened it' : 'was deleted since you opened it'
  return new AppError('conflict', `${path} ${what}. Nothing was saved.`, { reason: 'model_file_changed' })
}
