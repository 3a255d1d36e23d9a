import { perform, writeOperation } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { compileProject, type CompileOutcome } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { largestModelFile, placeOfModelFile, readModelFile, versionOf, writeModelFile } from './model-file.ts'
import { writableFolder } from './model-folder.ts'

type Input = {
  projectId: string
  path: string
  text: string
  /** The version that was opened; null for a file that is new. */
  version: string | null
}

export type SavedModelFile = {
  version: string
  /** Null: saved, but the project could not be compiled; `reason` says why. */ compiled: CompileOutcome | null
  reason: string | null
}

/**
 * Writes one model file and compiles the project. Refuses (`conflict`) when the file is not what was opened: somebody
 * else saved it, or it is there already. Broken models are saved too, as in any editor; they break only themselves.
 */
export const saveModelFile = writeOperation<DevelopCtx, Input, ProjectTarget, SavedModelFile>({
  name: 'models.save_file',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project }) {
    const { folder } = await writableFolder(project)
    if (Buffer.byteLength(input.text) > largestModelFile) throw new AppError('invalid', 'A model file may have 2 MB at most', { reason: 'model_file' })
    const place = await placeOfModelFile(folder, input.path)
    // Two people who save at once come one after the other: the second one gets the conflict.
    await lockProject(ctx.tx, project.id)
    const before = await readModelFile(place, input.path)
    if ((before?.version ?? null) !== input.version) throw changedMeanwhile(input, before !== null)
    await writeModelFile(place, input.text)
    ctx.record({
      targetKind: 'model_file',
      targetId: input.path,
      before: before === null ? null : { path: input.path, text: before.text },
      after: { path: input.path, text: input.text },
    })
    try {
      return { version: versionOf(input.text), compiled: await perform(compileProject, ctx, { projectId: project.id }), reason: null }
    } catch (error) {
      // The file is on disk: to say that it was not saved would be wrong.
      if (!isAppError(error)) throw error
      return { version: versionOf(input.text), compiled: null, reason: error.message }
    }
  },
})

function changedMeanwhile({ path, version }: Input, isThere: boolean): AppError {
  const what = version === null ? 'is there already' : isThere ? 'was changed by somebody else since you opened it' : 'was deleted since you opened it'
  return new AppError('conflict', `${path} ${what}. Nothing was saved.`, { reason: 'model_file_changed' })
}
