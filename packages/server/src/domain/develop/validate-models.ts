import type { ModelPlace, Problem } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { compileDraft, type Draft } from './compile-draft.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { openModelFolder } from './model-folder.ts'

export type Validation = {
  /** Of the whole project: a change here may break a model elsewhere. */
  problems: Problem[]
  /** Models of this file. */
  models: ModelPlace[]
}

/** What would be wrong if a file had this text; nothing is saved. */
export const validateModels = readOperation<DevelopCtx, { projectId: string } & Draft, ProjectTarget, Validation>({
  name: 'projects.validateModels',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, { path, text }, { project }) {
    const [{ files }, catalog] = await Promise.all([openModelFolder(project), ctx.warehouses.of(project).catalog()])
    const { problems, models } = compileDraft(project, files, catalog, { path, text })
    return { problems, models: models.filter(({ file }) => file === path) }
  },
})
