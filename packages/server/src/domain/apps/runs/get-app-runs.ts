import type { NotebookDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { contentTarget, may, type ContentTarget } from '../../content/content-target.ts'
import type { SessionsCtx } from '../sessions/sessions-ctx.ts'
import { failuresOfRun } from './failures-of-run.ts'
import { appRunTarget, type AppRunKey, type AppRunTarget } from './app-run-target.ts'
import { listAppRunsOf, type AppRunFilter } from './app-run-store.ts'
import { listLog } from './run-log-store.ts'
import { runTriggers, type AppRun, type RunLogLine } from './types.ts'

/** One run. Whoever may run the app may look at it: who starts one hands its address on, but neither what it was given nor whom it tells. */
export const getAppRun = readOperation<ContentCtx, AppRunKey, AppRunTarget, AppRun>({
  name: 'app_runs.get',
  action: 'app.run',
  target: appRunTarget,
  run: async (ctx, _key, target) => (isOwnerOf(ctx, target) || may(ctx, 'app.update', target) ? target.run : { ...target.run, inputs: {}, notices: [] }),
})

export type ListAppRuns = { idOrSlug: string } & Pick<AppRunFilter, 'limit' | 'offset' | 'states' | 'triggers' | 'scheduleId'>

/** Runs of an app, newest first: all for its editors, their own for others. `hasMore`: there are others behind them. */
export const listAppRuns = readOperation<ContentCtx, ListAppRuns, ContentTarget<NotebookDocument>, { runs: AppRun[]; hasMore: boolean }>({
  name: 'app_runs.list',
  action: 'app.run',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { idOrSlug: _, triggers = runTriggers, limit, ...filter }, target) {
    const edits = may(ctx, 'app.update', target)
    const found = await listAppRunsOf(storeOf(ctx), {
      ...filter,
      triggers: edits ? triggers : triggers.filter((trigger) => trigger !== 'preview'),
      ...(edits || ctx.actor.kind !== 'user' ? {} : { ownerId: ctx.actor.userId }),
      appId: target.resource.id,
      limit: limit + 1,
    })
    return { runs: found.slice(0, limit), hasMore: found.length > limit }
  },
})

/**
 * What happened in a run, oldest first. In whose words a cell failed is for editors, as far as they see what it answers: a warehouse quotes
 * SQL and values. Who was told, what was given
 * and which tables were written is for whoever ran it, too.
 */
export const getAppRunLog = readOperation<SessionsCtx, AppRunKey, AppRunTarget, RunLogLine[]>({
  name: 'app_runs.log',
  action: 'app.run',
  target: appRunTarget,
  async run(ctx, _key, target) {
    const lines = await listLog(storeOf(ctx), target.run.id)
    const isOwn = isOwnerOf(ctx, target)
    if (may(ctx, 'app.update', target)) {
      if (isOwn || !lines.some(({ event }) => event === 'cell_failed')) return lines
      const { mayRead } = await failuresOfRun(ctx, target.run)
      return lines.map((line) => (line.event === 'cell_failed' && (line.cellId === null || !mayRead(line.cellId)) ? { ...line, message: null } : line))
    }
    return lines.flatMap((line) => {
      if (line.event === 'cell_failed' || (line.event === 'table_written' && !isOwn)) return [{ ...line, message: null, written: null }]
      return !isOwn && ofOwner.has(line.event) ? [] : [line]
    })
  },
})

const ofOwner: ReadonlySet<RunLogLine['event']> = new Set(['told', 'not_told', 'inputs_ignored'])

const isOwnerOf = ({ actor }: ContentCtx, { run }: AppRunTarget): boolean => actor.kind === 'user' && run.owner?.id === actor.userId
