import { contentHash, readExplores, type AnyExplore, type Problem } from '@atrium/semantic'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Queries } from '../../query/query-service.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { findProjectModel, lockProject, saveProjectModel } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import { queueValidation } from './validation-run.ts'

type SetExploresCtx = ProjectCtx & { queries: Queries }

/**
 * Makes explores that a client compiled the model that serves, until the next ones are sent or the project's own files are
 * compiled; then content is validated against them. All of them or none: with one that cannot be used the old model stays.
 * SQL and row rules are in them, so it takes whoever may write models, as with files.
 */
export const setExplores = writeOperation<SetExploresCtx, { projectId: string; explores: unknown }, ProjectTarget, void>({
  name: 'projects.set_explores',
  action: 'project.compile',
  writes: true,
  target: projectTarget,
  async run(ctx, { explores: sent }, { project }) {
    const { explores, problems } = readSent(sent)
    await lockProject(ctx.tx, project.id)
    const before = await findProjectModel(ctx.tx, project.id)
    const { name: targetDatabase } = dialectOf(project)
    const now = ctx.clock.now()
    const revision = contentHash(['sent', targetDatabase, JSON.stringify(explores)])
    await saveProjectModel(ctx.tx, before, {
      projectId: project.id,
      revision,
      // What clients know as another warehouse is asked in the dialect of this one (decision 0003).
      explores: explores.map((explore) => ('errors' in explore ? explore : { ...explore, targetDatabase })),
      problems,
      compiledAt: new Date(now),
      madeBy: 'client',
    })
    ctx.record({
      targetKind: 'project_model',
      targetId: project.id,
      before: before === null ? null : { revision: before.revision, explores: [...before.explores.keys()] },
      after: { revision, explores: explores.map((explore) => explore.name), problems: problems.length, madeBy: 'client' },
    })
    await announceProjectChange(ctx.tx, project.id)
    ctx.afterCommit(() => {
      ctx.projects.forget(project.id)
      ctx.queries.forget(project.id)
    })
    await queueValidation(ctx.tx, ctx.actor, project)
  },
})

/** How many of the things that are wrong are named. */
const named = 20

function readSent(sent: unknown): { explores: AnyExplore[]; problems: Problem[] } {
  const { explores, problems } = readExplores(sent)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    const rest = errors.length - 1
    throw new AppError(
      'invalid',
      `${errors[0]?.message}${rest === 0 ? '' : ` And ${rest} more.`} Nothing was changed: the model from before goes on serving.`,
      {
        reason: 'explores_unusable',
        fields: errors.slice(0, named).map(({ code, model, message, hint }) => ({ path: model ?? code, message: `${message} ${hint}` })),
      },
    )
  }
  // An empty folder does not take the model away either: nobody deletes all models and means it.
  if (explores.length === 0) {
    throw new AppError('invalid', 'There is no explore in what was sent. Nothing was changed. Delete the project when nothing of it is wanted.', {
      reason: 'explores_unusable',
    })
  }
  return { explores, problems }
}
