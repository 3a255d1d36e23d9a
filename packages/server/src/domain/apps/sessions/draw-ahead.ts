import { isAppError } from '../../../platform/errors.ts'
import { viewOfCell } from '../execution/cell-view.ts'
import type { ExecutionCtx } from '../execution/execution-ctx.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import type { SessionScope } from './session-scope.ts'
import type { Sessions } from './sessions.ts'

type Drawing = ExecutionCtx & { sessions: Pick<Sessions, 'complain'> }

/**
 * Has asked what a cell draws that has just run well, in the name of whoever ran it, while the news of it are on their way: the page that
 * asks as soon as it hears of them finds the answer, or waits for the same one. Never throws.
 */
export async function drawAhead(ctx: Drawing, scope: SessionScope, { cellId, state }: CellOutcome): Promise<void> {
  const isShown = scope.shown?.has(cellId) !== false
  const isDrawn = scope.document.cells.some(({ id, kind }) => id === cellId && (kind === 'chart' || kind === 'pivot'))
  if (state !== 'done' || !isShown || !isDrawn) return
  try {
    await viewOfCell(ctx, scope, { cellId })
  } catch (error) {
    // What is wrong with the cell is told to whoever looks; whoever interrupts the run needs nothing drawn.
    if (!isAppError(error) && !ctx.signal.aborted) ctx.sessions.complain('a cell could not be drawn ahead', error)
  }
}
