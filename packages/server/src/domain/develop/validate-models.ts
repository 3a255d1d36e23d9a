import type { ModelPlace, Problem } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { contentUsing, type UsedContent } from '../content/content-using.ts'
import { goneNames, nothingGone } from '../projects/gone-names.ts'
import { outlineOf } from '../projects/model-outline.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { compileDraft, type Draft } from './compile-draft.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { openModelFolder } from './model-folder.ts'

export type Validation = {
  /** Of the whole project: a change here may break a model elsewhere. */
  problems: Problem[]
  /** Models of this file. */
  models: ModelPlace[]
  /** Fields that serve now and would be gone, and who uses them. */
  lost: UsedContent & { fields: string[] }
}

/** What would be wrong if a file had this text; nothing is saved. */
export const validateModels = readOperation<DevelopCtx, { projectId: string } & Draft, ProjectTarget, Validation>({
  name: 'projects.validateModels',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, { path, text }, { project }) {
    const [{ files }, catalog] = await Promise.all([openModelFolder(project), ctx.warehouses.of(project).catalog()])
    const { problems, models, explores } = compileDraft(project, files, catalog, { path, text })
    const serving = await ctx.projects.findModel(project.id)
    const { fields: gone } = goneNames(nothingGone, outlineOf(serving?.explores.values() ?? []), outlineOf(explores))
    const fields = Object.keys(gone)
    return {
      problems,
      models: models.filter(({ file }) => file === path),
      lost: { fields, ...(await contentUsing(ctx, project.id, { explores: [], fields })) },
    }
  },
})
