import type { NotebookDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { contentTarget, may, type ContentTarget } from '../../content/content-target.ts'
import { appRunTarget, type AppRunKey, type AppRunTarget } from './app-run-target.ts'
import { listAppRunsOf, type AppRunFilter } from './app-run-store.ts'
import { listLog } from './run-log-store.ts'
import { runTriggers, type AppRun, type RunLogLine } from './types.ts'

/** One run. Whoever may run the app may look at it: who starts one hands its address on. */
export const getAppRun = readOperation<ContentCtx, AppRunKey, AppRunTarget, AppRun>({
  name: 'app_runs.get',
  action: 'app.run',
  target: appRunTarget,
  run: async (_ctx, _key, { run }) => run,
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

/** What happened in a run, oldest first. In whose words a cell failed is for whoever ran it and for editors. */
export const getAppRunLog = readOperation<ContentCtx, AppRunKey, AppRunTarget, RunLogLine[]>({
  name: 'app_runs.log',
  action: 'app.run',
  target: appRunTarget,
  async run(ctx, _key, target) {
    const lines = await listLog(storeOf(ctx), target.run.id)
    const isOwn = ctx.actor.kind === 'user' && target.run.owner?.id === ctx.actor.userId
    if (isOwn || may(ctx, 'app.update', target)) return lines
    return lines.flatMap((line) =>
      line.event === 'told' || line.event === 'not_told' ? [] : [line.event === 'cell_failed' ? { ...line, message: null } : line],
    )
  },
})
