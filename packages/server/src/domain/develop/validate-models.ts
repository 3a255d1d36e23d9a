import type { ModelPlace, Problem } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { contentUsing, type NamesOfModel, type UsedContent } from '../content/content-using.ts'
import { goneNames, nothingGone } from '../projects/gone-names.ts'
import { outlineOf, type OutlinedExplore } from '../projects/model-outline.ts'
import { isVirtual } from '../projects/serving-model.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { compileDraft, type Draft } from './compile-draft.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { openModelFolder } from './model-folder.ts'

export type Validation = {
  /** Of the whole project: a change here may break a model elsewhere. */
  problems: Problem[]
  /** Models of this file. */
  models: ModelPlace[]
  /** Explores and fields that serve now and would be gone or broken, and who uses them. */
  lost: UsedContent & NamesOfModel
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
    const lost = lostNames(outlineOf([...(serving?.explores.values() ?? [])].filter((explore) => !isVirtual(explore))), outlineOf(explores))
    return { problems, models: models.filter(({ file }) => file === path), lost: { ...lost, ...(await contentUsing(ctx, project.id, lost)) } }
  },
})

/** Names that worked before and do not afterwards. */
function lostNames(before: readonly OutlinedExplore[], after: readonly OutlinedExplore[]): NamesOfModel {
  const working = new Set(after.flatMap(({ name, errors }) => (errors.length === 0 ? [name] : [])))
  const explores = before.filter(({ name, errors }) => errors.length === 0 && !working.has(name)).map(({ name }) => name)
  // What an explore that is broken loses is told by its name.
  const whole = before.filter(({ name }) => working.has(name))
  return { explores, fields: Object.keys(goneNames(nothingGone, whole, after).fields) }
}
