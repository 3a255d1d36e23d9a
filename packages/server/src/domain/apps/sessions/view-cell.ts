import type { CellView } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { requireAction } from '../../content/content-target.ts'
import { viewOfCell, type ViewRequest } from '../execution/cell-view.ts'
import { csvOfCell } from '../execution/csv-of-cell.ts'
import { asShown } from './outcome-as-seen.ts'
import { scopeOf, type SessionScope } from './session-scope.ts'
import { isOfRun, sessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/**
 * What a cell of a session shows: a page of its rows, its chart, its choices. Throws `not_found` for a cell that an app does not show, and
 * (`run_rows_gone`) for rows of a run that are not kept any more.
 */
export const viewCell = readOperation<SessionsCtx, SessionKey & ViewRequest, SessionTarget, CellView>({
  name: 'app_sessions.view',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, { sessionId, ...request }, target) {
    if (target.session.endedAt === null) ctx.sessions.markUsed(sessionId)
    return sayingGone(target, viewOfCell(ctx, await shownScope(ctx, target, request.cellId), request))
  },
})

/** All rows of a table of a cell as CSV. Throws as above; `forbidden` for those who may not take rows away. */
export const exportCell = readOperation<
  SessionsCtx,
  SessionKey & { cellId: string; name?: string },
  SessionTarget,
  { name: string; lines: AsyncIterable<string> }
>({
  name: 'app_sessions.export',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, { cellId, name }, target) {
    if (ctx.actor.kind === 'embed' && !ctx.actor.exports.includes('csv')) {
      throw new AppError('forbidden', 'This page does not let rows be taken away.', { reason: 'embed_exports' })
    }
    requireAction(ctx.actor.kind === 'embed' ? { ...ctx, actor: ctx.actor.creator } : ctx, 'csv.export', target)
    return sayingGone(target, csvOfCell(ctx, await shownScope(ctx, target, cellId), { cellId, ...(name === undefined ? {} : { name }) }))
  },
})

/** With no more of the cell than the app shows. What it shows of other cells is made from all that came of them. */
async function shownScope(ctx: SessionsCtx, target: SessionTarget, cellId: string): Promise<SessionScope> {
  const scope = await scopeOf(ctx, target)
  if (scope.shown === null) return scope
  if (!scope.shown.has(cellId)) throw new AppError('not_found', 'This app shows no such cell.', { reason: 'cell_missing' })
  const outcome = scope.kept.get(cellId)
  return outcome === undefined ? scope : { ...scope, kept: new Map(scope.kept).set(cellId, asShown(outcome)) }
}

/** Nobody runs a cell of a run again, which is what is said elsewhere. */
async function sayingGone<T>({ session }: SessionTarget, answer: Promise<T>): Promise<T> {
  if (!isOfRun(session)) return answer
  return answer.catch((error: unknown) => {
    if (!isAppError(error) || error.details.reason !== 'result_gone') throw error
    const message = 'The rows of this run are not kept any more. Open the app: it computes them anew.'
    throw new AppError('not_found', message, { reason: 'run_rows_gone' }, { cause: error })
  })
}
