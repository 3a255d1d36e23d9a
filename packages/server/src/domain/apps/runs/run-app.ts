import { appInputsOf, givenInputs, type NotebookDocument } from '@atrium/documents'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from '../../content/content-target.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import type { ExecutionCtx } from '../execution/execution-ctx.ts'
import { runCells } from '../execution/run-cells.ts'
import type { CellsRun, RunOccasion } from '../execution/run-cells-port.ts'
import { createSessionKernels } from '../execution/session-kernels.ts'
import { createOutcomeWriter } from '../sessions/outcome-writer.ts'
import { saveOutcomes } from '../sessions/session-store.ts'
import { appendLog, type NewLogLine } from './run-log-store.ts'
import { runDocument } from './run-document.ts'
import { runnerOf } from './runner-of-run.ts'
import { WrongInputs, type AppRun, type InNameOfToken, type RunTrigger } from './types.ts'

const occasions: Readonly<Record<RunTrigger, RunOccasion>> = {
  api: 'api-triggered',
  schedule: 'scheduled',
  person: 'app',
  app_refresh: 'app',
  preview: 'app',
}

/** Somebody wants these to do what the app does. The others only look: before it is published, or because what viewers see is old. */
const writing: ReadonlySet<RunTrigger> = new Set(['api', 'schedule', 'person'])

/**
 * Runs all that an app shows, once, as its owner with their rights of now, asked again between cells and at the end, in kernels of its own,
 * and keeps what comes of each cell. Previews change nothing outside. Throws what keeps it from beginning.
 */
export const runApp = readOperation<
  ExecutionCtx & InNameOfToken,
  { run: AppRun },
  ContentTarget<NotebookDocument>,
  { cells: CellsRun; document: NotebookDocument }
>({
  name: 'app_runs.run_cells',
  action: 'app.run',
  changesElsewhere: true,
  target: targetOfRun,
  async run(ctx, { run }, target) {
    requireRight(ctx, run, target)
    const document = await runDocument(ctx, run)
    if (document === null) {
      const message = 'What was to run was changed or removed before it began. Begin again; nothing was changed for viewers.'
      throw new AppError('conflict', message, { reason: 'draft_conflict' })
    }
    const { values, wrong, unknown } = givenInputs(appInputsOf(document), run.inputs)
    if (wrong.length > 0) throw new WrongInputs({ wrong, unknown })
    const kernels = createSessionKernels(ctx.kernels)
    // What could not be kept fails the run when all is done.
    let trouble: unknown = null
    const keep = createOutcomeWriter((outcomes) =>
      keepOutcomes(ctx, run, outcomes).catch((error: unknown) => {
        trouble = error
      }),
    )
    try {
      const cells = await runCells(ctx, {
        project: await ctx.projects.project(run.projectId),
        notebookId: run.appId,
        document,
        kernels,
        inputs: values,
        wanted: { how: 'app', writes: writing.has(run.trigger) },
        kept: new Map(),
        occasion: occasions[run.trigger],
        usesCachedSql: run.usesCachedSql && document.settings.usesCachedSql !== false,
        onOutcome: keep.add,
        mayGoOn: () => requireStill(ctx, run),
      })
      await keep.flush()
      if (trouble !== null) throw trouble
      // Nobody is given what was not theirs to make any more.
      await requireStill(ctx, run)
      return { cells, document }
    } finally {
      await kernels.close()
      await keep.flush()
    }
  },
})

function targetOfRun(ctx: Ctx, { run }: { run: AppRun }): Promise<ContentTarget<NotebookDocument>> {
  return contentTarget(ctx, notebookKind, { idOrSlug: run.appId })
}

/** Throws `forbidden` unless this may be run, and what it is for may be done with it. */
function requireRight(ctx: Ctx, { trigger, updatesPublished }: AppRun, target: ContentTarget<NotebookDocument>): void {
  requireAction(ctx, 'app.run', target)
  if (trigger === 'preview') requireAction(ctx, 'app.publish', target)
  else if (trigger === 'schedule') requireAction(ctx, 'app.schedule', target)
  else if (updatesPublished && (trigger === 'api' || trigger === 'person')) requireAction(ctx, 'app.update', target)
}

/** Throws when the owner of a run that goes on has lost since what it needs, or the token is over that began it. */
async function requireStill(ctx: ExecutionCtx & InNameOfToken, run: AppRun): Promise<void> {
  const now = { ...ctx, actor: await runnerOf(ctx, run) }
  try {
    requireRight(now, run, await targetOfRun(now, { run }))
  } catch (error) {
    if (!isAppError(error)) throw error
    const message = 'Whoever had this run may not run this app any more, or it was deleted. What had not ended by then was not run.'
    throw new AppError('forbidden', message, { reason: 'right_lost' }, { cause: error })
  }
}

async function keepOutcomes({ db, clock }: ExecutionCtx, run: AppRun, outcomes: readonly CellOutcome[]): Promise<void> {
  const at = new Date(clock.now())
  await saveOutcomes(db, run.sessionId, outcomes, at)
  await appendLog(
    db,
    run.id,
    at,
    outcomes.flatMap(({ cellId, state, failure, written }): NewLogLine[] => {
      if (state === 'failed') return [{ level: 'error', event: 'cell_failed', cellId, message: failure?.message ?? null }]
      if (state !== 'done' || written === undefined) return []
      const { table, mode, rows } = written
      return [{ level: 'info', event: 'table_written', cellId, message: null, written: { table, mode, rows } }]
    }),
  )
}
