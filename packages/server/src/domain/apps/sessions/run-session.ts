import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { standingOf } from '../execution/standing.ts'
import type { WantedCells } from '../execution/run-cells-port.ts'
import { scopeOf, type SessionScope } from './session-scope.ts'
import { openSessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'
import { startCells } from './start-cells.ts'

export type RunSession = SessionKey & {
  wanted: Exclude<WantedCells, { how: 'app' }>
  /** False: the warehouse is asked anew; absent: as the notebook says. */
  usesCachedSql?: boolean
}

/**
 * Runs cells in a session, behind what runs there. Answers at once which it would be now. Throws `invalid` for a notebook that cannot be read,
 * `forbidden` (`embed_refresh`) to a page of elsewhere that may not have the warehouse asked anew.
 */
export const runSession = readOperation<SessionsCtx, RunSession, SessionTarget, { planned: string[] }>({
  name: 'app_sessions.run',
  action: 'app.run',
  allow: ['embed'],
  changesElsewhere: true,
  target: openSessionTarget,
  async run(ctx, { sessionId, wanted: asked, usesCachedSql }, target) {
    if (ctx.actor.kind === 'embed' && usesCachedSql === false && !ctx.actor.mayRefresh) {
      throw new AppError('forbidden', 'This page does not let its data be asked for anew.', { reason: 'embed_refresh' })
    }
    const scope = await scopeOf(ctx, target)
    const wanted = wantedOf(asked, scope)
    const planned = await (await standingOf(ctx, scope)).plan(wanted)
    ctx.sessions.markUsed(sessionId)
    await startCells(ctx, { sessionId, wanted, ...(usesCachedSql === undefined ? {} : { usesCachedSql }) })
    return { planned }
  },
})

/** In an app a cell runs with all that it needs: only logic is looked at in parts. Throws `invalid` for cells that are not there, or that an app does not show. */
function wantedOf(wanted: RunSession['wanted'], { document, shown }: SessionScope): WantedCells {
  if (wanted.how === 'all' && shown !== null) return { how: 'app', writes: false }
  if (wanted.how !== 'cells') return wanted
  const known = new Set(shown ?? document.cells.map(({ id }) => id))
  const missing = wanted.cells.filter((id) => !known.has(id))
  if (missing.length === 0) return shown === null ? wanted : { ...wanted, reach: 'auto' }
  throw new AppError('invalid', `There is no cell ${missing.slice(0, 10).join(', ')} here any more. Load the page again.`, { reason: 'cell_missing' })
}
