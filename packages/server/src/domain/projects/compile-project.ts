import { compileProject as compileModels } from '@atrium/semantic'
import { writeOperation } from '../../access/operation.ts'
import type { Queries } from '../../query/query-service.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { findProjectModel, lockProject, saveProjectModel } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import { readModelFolder } from './read-model-folder.ts'
import { queueValidation } from './validation-run.ts'
import { announceProjectChange } from './project-changes-store.ts'

export type CompileOutcome = { revision: string; changed: boolean; explores: number; broken: number; problems: number }

export type CompileProject = {
  projectId: string
  /** Leaves a model that a client sent as it is: for compilations that nobody asked for. */
  keepSent?: boolean
}

/**
 * Reads the model folder of a project, compiles it against the warehouse's column types and makes it the model that
 * serves. Broken files break themselves and what depends on them; their problems are kept with the model. A model that a
 * client sent stays where there are no files.
 */
export const compileProject = writeOperation<ProjectCtx & { queries: Queries; warehouses: Warehouses }, CompileProject, ProjectTarget, CompileOutcome>({
  name: 'projects.compile',
  action: 'project.compile',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, { keepSent = false }, { project }) {
    // One at a time, on all nodes: what was read last from the folder is what serves.
    await lockProject(ctx.tx, project.id)
    const before = await findProjectModel(ctx.tx, project.id)
    const files = project.modelSource.type === 'none' ? [] : await readModelFolder(project.modelSource.path)
    if (project.modelSource.type === 'none' || (before?.madeBy === 'client' && (keepSent || files.length === 0))) {
      return { revision: before?.revision ?? '', changed: false, explores: before?.explores.size ?? 0, broken: 0, problems: 0 }
    }
    const catalog = await ctx.warehouses.of(project).catalog()
    const compiled = compileModels(
      { files, catalog, dialect: dialectOf(project), startOfWeek: project.startOfWeek, fiscalYearStart: project.fiscalYearStart },
      ctx.projects.compileMemory(project.id),
    )
    const outcome: CompileOutcome = {
      revision: compiled.revision,
      changed: before?.revision !== compiled.revision,
      explores: compiled.explores.length,
      broken: compiled.explores.filter((explore) => 'errors' in explore).length,
      problems: compiled.problems.length,
    }
    if (!outcome.changed) return outcome
    const { revision, explores, problems } = compiled
    await saveProjectModel(ctx.tx, before, { projectId: project.id, revision, explores, problems, compiledAt: new Date(ctx.clock.now()), madeBy: 'files' })
    ctx.record({
      targetKind: 'project_model',
      targetId: project.id,
      before: before === null ? null : { revision: before.revision, explores: [...before.explores.keys()] },
      after: { revision: compiled.revision, explores: compiled.explores.map((explore) => explore.name), problems: outcome.problems },
    })
    await queueValidation(ctx.tx, ctx.actor, project)
    await announceProjectChange(ctx.tx, project.id)
    ctx.afterCommit(() => {
      ctx.projects.forget(project.id)
      ctx.queries.forget(project.id)
    })
    return outcome
  },
})
