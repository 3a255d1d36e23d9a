import { perform, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { applyPush, type PushCtx } from './apply-push.ts'
import { loadContent } from './load-content.ts'
import { planPush, pointersOf, readFiles } from './plan-push.ts'
import type { PushContent, PushOutcome } from './types.ts'

/** Ends a push whose writes are to be taken back. */
class TakenBack extends Error {
  readonly outcome: PushOutcome
  constructor(outcome: PushOutcome) {
    super('a push that was only tried')
    this.outcome = outcome
  }
}

/**
 * Makes the content of a project what some files say: all of it or, with a single problem, nothing. A dry run does the same
 * and takes it back. Throws `forbidden` where the caller may not do a part of it by hand (a dry run answers that as a
 * problem), `conflict` (`push_changed`) when it would be another plan than the one that was looked at.
 */
export async function pushContent(ctx: PushCtx, input: PushContent): Promise<PushOutcome> {
  try {
    return await perform(writeContent, ctx, input)
  } catch (error) {
    if (error instanceof TakenBack) return error.outcome
    throw error
  }
}

const writeContent = writeOperation<PushCtx, PushContent, ProjectTarget, PushOutcome>({
  name: 'content.push',
  action: 'space.list',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, files, deletes, dryRun, expectedVersion }, target) {
    const read = readFiles(files)
    const contents = read.files.map(({ content }) => content)
    const current = await loadContent(ctx, target, { held: contents, named: contents.flatMap(pointersOf) })
    const plan = planPush(read, current, deletes)
    const { changes, version } = plan
    const { notes } = read
    if (expectedVersion !== undefined && expectedVersion !== version) {
      throw new AppError('conflict', 'The content of this project changed since you looked at the plan. Nothing was changed. Look at it again.', {
        reason: 'push_changed',
      })
    }
    const problems = plan.problems.length > 0 ? plan.problems : await applyPush(ctx, projectId, plan, current)
    const refused = problems.find(({ code }) => code === 'content.forbidden')
    if (refused !== undefined && !dryRun) {
      throw new AppError('forbidden', `${refused.file === '' ? '' : `${refused.file}: `}${refused.message} Nothing was changed.`, { reason: 'push_refused' })
    }
    if (dryRun || problems.length > 0) throw new TakenBack({ changes, problems, notes, version, applied: false })
    const counts = Object.fromEntries(
      (['create', 'update', 'delete'] as const).map((action) => [action, changes.filter((one) => one.action === action).length]),
    )
    if (changes.some(({ action }) => action !== 'unchanged')) ctx.record({ targetKind: 'project', targetId: target.project.id, before: null, after: counts })
    return { changes, problems, notes, version, applied: true }
  },
})
