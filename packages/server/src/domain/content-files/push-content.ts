import type { Problem } from '@atrium/semantic'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { FileContent } from '../content/files/answer.ts'
import type { FileReader } from '../content/files/file-reader.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { applyPush, type PushCtx } from './apply-push.ts'
import { loadContent } from './load-content.ts'
import { onceEach, planPush, pointersOf, type PushProblem } from './plan-push.ts'
import type { PushContent, PushOutcome } from './types.ts'

/** What a push needs: what it does, and who reads its files. */
export type ReadingCtx = PushCtx & { fileReader: FileReader }

type ReadPush = PushContent & { read: readonly FileContent[] }

/** How a push went, before anybody looked up where files say what is wrong with them. */
type Tried = Omit<PushOutcome, 'problems'> & { problems: readonly PushProblem[] }

/** Ends a push whose writes are to be taken back. */
class TakenBack extends Error {
  readonly outcome: Tried
  constructor(outcome: Tried) {
    super('a push that was only tried')
    this.outcome = outcome
  }
}

/**
 * Makes the content of a project what some files say: all of it or, with a single problem, nothing. A dry run does the same
 * and takes it back. Throws `forbidden` where the caller may not do a part of it by hand (a dry run answers that as a
 * problem), `conflict` (`push_changed`) when it would be another plan than the one that was looked at, and as `FileReader` does.
 * Nothing is held for whoever else wants to write while files are read.
 */
export async function pushContent(ctx: ReadingCtx, input: PushContent): Promise<PushOutcome> {
  const read = await perform(readPushed, ctx, input)
  const { problems, ...tried } = await tryPush(ctx, { ...input, read })
  return { ...tried, problems: problems.every(isPlaced) ? problems : await ctx.fileReader.placeProblems(problems, ctx) }
}

async function tryPush(ctx: ReadingCtx, input: ReadPush): Promise<Tried> {
  try {
    return await perform(writeContent, ctx, input)
  } catch (error) {
    if (error instanceof TakenBack) return error.outcome
    throw error
  }
}

const readPushed = readOperation<ReadingCtx, PushContent, ProjectTarget, FileContent[]>({
  name: 'content.read_pushed',
  action: 'space.list',
  changesElsewhere: true,
  target: projectTarget,
  run: (ctx, { files }) => ctx.fileReader.readContent(files, ctx),
})

const writeContent = writeOperation<PushCtx, ReadPush, ProjectTarget, Tried>({
  name: 'content.push',
  action: 'space.list',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, files, read, deletes, dryRun, expectedVersion }, target) {
    const pushed = onceEach(files, read)
    const notes = read.flatMap((one) => one.notes)
    const contents = pushed.files.map(({ content }) => content)
    const current = await loadContent(ctx, target, { held: contents, named: contents.flatMap(pointersOf) })
    const plan = await planPush(pushed, current, deletes)
    const { changes, version } = plan
    if (expectedVersion !== undefined && expectedVersion !== version) {
      throw new AppError('conflict', 'The content of this project changed since you looked at the plan. Nothing was changed. Look at it again.', {
        reason: 'push_changed',
      })
    }
    const problems = plan.problems.length > 0 ? plan.problems : await applyPush(ctx, projectId, plan, current)
    const refused = problems.map(toldOf).find(({ code }) => code === 'content.forbidden')
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

const isPlaced = (problem: PushProblem): problem is Problem => !('source' in problem)

const toldOf = (problem: PushProblem): Pick<Problem, 'file' | 'code' | 'message'> =>
  isPlaced(problem) ? problem : { file: problem.source.path, ...problem.found }
