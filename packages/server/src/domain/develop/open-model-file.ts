import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { placeOfModelFile, readModelFile, type ModelFileText } from './model-file.ts'

/** One file of the model folder as text. */
export const openModelFile = readOperation<DevelopCtx, { projectId: string; path: string }, ProjectTarget, ModelFileText>({
  name: 'models.open_file',
  action: 'model.view',
  target: projectTarget,
  async run(_ctx, input, { project }) {
    const place = project.modelSource.type === 'none' ? null : await placeOfModelFile(project.modelSource.path, input.path)
    const found = place === null ? null : await readModelFile(place, input.path)
    if (found === null) throw new AppError('not_found', `There is no model file ${input.path} in this project`, { reason: 'model_file_missing' })
    return found
  },
})
