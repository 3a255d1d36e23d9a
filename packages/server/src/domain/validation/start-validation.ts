import { readExplores } from '@atrium/semantic'
import { writeOperation } from '../../access/operation.ts'
import type { Runs } from '../../jobs/run.ts'
import { AppError } from '../../platform/errors.ts'
import { outlineOf, type OutlinedExplore } from '../projects/model-outline.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { validationRun, type ValidationTarget } from '../projects/validation-run.ts'

export type StartValidation = {
  projectId: string
  /** What is looked at; null: everything. */
  targets: readonly ValidationTarget[] | null
  /** Explores that a client compiled, which are asked about instead of those that serve; null: those that serve. */
  explores: unknown
}

/** Queues a validation of a project's content; answers the run's id. */
export const startValidation = writeOperation<ProjectCtx & { runs: Runs }, StartValidation, ProjectTarget, { runId: string }>({
  name: 'validation.start',
  action: 'validation.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { targets, explores }, { project }) {
    const outline = explores === null ? null : outlineOfSent(explores)
    const run = await ctx.runs.enqueue(validationRun(ctx.actor, project, { targets, outline }), ctx.tx)
    ctx.record({ targetKind: 'run', targetId: run.id, before: null, after: { kind: run.kind, targets, ofSentExplores: outline !== null } })
    return { runId: run.id }
  },
})

/** Explores that cannot be used are part of the answer, as broken tables; what has no name to be told by is refused. */
function outlineOfSent(sent: unknown): OutlinedExplore[] {
  const { explores, problems } = readExplores(sent)
  const nameless = problems.find(({ code }) => code === 'explore.not_a_list' || code === 'explore.no_name')
  if (nameless !== undefined) throw new AppError('invalid', `${nameless.message} ${nameless.hint}`, { reason: 'explores_unusable' })
  return outlineOf(explores)
}
