import type { CellFailure, CellView, NotebookDocument } from '@atrium/documents'
import { perform, readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { getSession } from './get-session.ts'
import { findResumable } from './session-store.ts'
import type { SessionsCtx } from './sessions-ctx.ts'
import { viewCell } from './view-cell.ts'

/** The session in which the caller worked on the draft of a notebook last; null: in none that is still known. */
export const newestSession = readOperation<SessionsCtx, ContentKey, ContentTarget<NotebookDocument>, string | null>({
  name: 'app_sessions.newest',
  action: 'app.update',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, _key, { resource }) {
    if (ctx.actor.kind !== 'user') return null
    return (await findResumable(ctx.db, { notebookId: resource.id, kind: 'notebook', revision: null, ownerId: ctx.actor.userId }))?.id ?? null
  },
})

/** What came of a cell when the caller ran it last: what it shows, or why it failed. */
export type CellOutput = { sessionId: string } & ({ view: CellView } | { failure: CellFailure })

/** In which session the caller ran a cell of a draft last, and how it went. Throws `not_found` where the caller has not run it. */
export async function newestOutcome(ctx: SessionsCtx, { cellId, ...key }: ContentKey & { cellId: string }) {
  const sessionId = await perform(newestSession, ctx, key)
  const outcome = sessionId === null ? undefined : (await perform(getSession, ctx, { sessionId })).outcomes.find((one) => one.cellId === cellId)
  if (sessionId === null || (outcome?.state !== 'done' && outcome?.state !== 'failed')) {
    throw new AppError('not_found', 'Nothing came of this cell yet in your own work on the notebook. Run it on its page.', {
      reason: 'cell_not_run',
    })
  }
  return { sessionId, failure: outcome.failure }
}

/** The newest output of a cell of a draft. Throws as `newestOutcome` and `viewCell`. */
export async function newestOutput(ctx: SessionsCtx, { limit, ...cell }: ContentKey & { cellId: string; limit: number }): Promise<CellOutput> {
  const { sessionId, failure } = await newestOutcome(ctx, cell)
  return failure !== null ? { sessionId, failure } : { sessionId, view: await perform(viewCell, ctx, { sessionId, cellId: cell.cellId, limit }) }
}
