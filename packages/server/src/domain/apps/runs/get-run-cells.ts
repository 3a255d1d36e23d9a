import { readOperation } from '../../../access/operation.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { may } from '../../content/content-target.ts'
import type { CellFailure, CellState } from '../execution/outcome.ts'
import { listOutcomes } from '../sessions/session-store.ts'
import { appRunTarget, type AppRunKey, type AppRunTarget } from './app-run-target.ts'

/** Where a cell of a run stands. */
export type RunCell = { cellId: string; state: CellState; ms: number | null; failure: CellFailure | null }

/** What has come of the cells of a run so far, in the order in which they began. Why one failed is for whoever ran it, and for editors. */
export const getRunCells = readOperation<ContentCtx, AppRunKey, AppRunTarget, RunCell[]>({
  name: 'app_runs.cells',
  action: 'app.run',
  target: appRunTarget,
  async run(ctx, _key, target) {
    const sees = may(ctx, 'app.update', target) || (ctx.actor.kind === 'user' && target.run.owner?.id === ctx.actor.userId)
    return [...(await listOutcomes(storeOf(ctx), target.run.sessionId)).values()]
      .toSorted((a, b) => (a.startedAt ?? '~').localeCompare(b.startedAt ?? '~', 'en'))
      .map(({ cellId, state, ms, failure }) => ({ cellId, state, ms, failure: sees ? failure : null }))
  },
})
