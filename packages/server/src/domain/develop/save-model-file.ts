import { perform, writeOperation } from '../../access/operation.ts'
import { isAppError } from '../../platform/errors.ts'
import { compileProject, type CompileOutcome } from '../projects/compile-project.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { versionOf } from './model-file.ts'
import { performWithFiles, type FileChange } from './perform-with-files.ts'
import { replaceModelFiles, type ReplacedFile } from './replace-model-files.ts'

type Input = ReplacedFile & { projectId: string }

export type SavedModelFile = {
  version: string
  /** Null: saved, but the project could not be compiled; `reason` says why. */ compiled: CompileOutcome | null
  reason: string | null
}

/**
 * Writes one model file and compiles the project. Refuses (`conflict`) when the file is not what was opened: somebody
 * else saved it, or it is there already. Broken models are saved too, as in any editor; they break only themselves.
 */
export const saveModelFile = (ctx: DevelopCtx, input: Input): Promise<SavedModelFile> => performWithFiles(saveFile, ctx, input)

const saveFile = writeOperation<DevelopCtx, Input & { changes: FileChange[] }, ProjectTarget, SavedModelFile>({
  name: 'models.save_file',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, changes, ...file }, { project }) {
    await replaceModelFiles(ctx, project, [file], changes)
    const version = versionOf(file.text)
    try {
      return { version, compiled: await perform(compileProject, ctx, { projectId }), reason: null }
    } catch (error) {
      // The file is on disk: to say that it was not saved would be wrong.
      if (!isAppError(error)) throw error
      return { version, compiled: null, reason: error.message }
    }
  },
})
