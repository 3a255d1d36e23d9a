import { kindLabel, viewerCell, type NotebookCell } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Drawer } from '../../../rendering/drawing/drawer.ts'
import { sessionTarget, type SessionKey, type SessionTarget } from '../sessions/session-target.ts'
import type { SessionsCtx } from '../sessions/sessions-ctx.ts'
import { cellHandle } from '../cells/cell-handle.ts'
import { blocksOfCell, openDrawing, sheetOfSession, type Drawn } from './sheet-of-session.ts'

export type DrawCtx = SessionsCtx & { drawer: Pick<Drawer, 'draw'> }

type Size = { width: number; height: number }

/** A file with what is drawn. `name` has no ending. */
export type Picture = { name: string; bytes: Buffer }

/**
 * The app of a session as a picture or a document, as it stands: nothing is run for it, and nobody sees in it what they do not see in
 * the session. Throws `forbidden` for pages of elsewhere that were not given it, `limit_exceeded` for what is too much to draw.
 */
export const drawApp = readOperation<DrawCtx, SessionKey & { as: 'png' | 'pdf'; locale: string }, SessionTarget, Picture>({
  name: 'app_sessions.draw',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, { as, locale }, target) {
    requireMayTake(ctx)
    const name = target.resource.name
    const sheet = await sheetOfSession(await openDrawing(ctx, target, locale), name)
    return { name, bytes: await ctx.drawer.draw({ of: 'sheet', as, sheet }, askerOf(ctx)) }
  },
})

/** Of a picture of one cell, in CSS pixels. */
const size: Size = { width: 800, height: 450 }

/** One cell of a session as a picture. Throws as above, and `not_found` for a cell that an app does not show. */
export const drawCell = readOperation<DrawCtx, SessionKey & { cellId: string; locale: string }, SessionTarget, Picture>({
  name: 'app_sessions.draw_cell',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, { cellId, locale }, target) {
    requireMayTake(ctx)
    const drawn = await openDrawing(ctx, target, locale)
    return pictureOf(
      drawn,
      shownCell(drawn, ({ id }) => id === cellId),
      { size, hasTitle: true },
    )
  },
})

/** `handle`: by which programs name a cell. `size` in CSS pixels. */
export type DrawChart = SessionKey & { handle: string; size?: Size; hasTitle: boolean; locale: string }

/**
 * A chart of a session as a picture, and nothing else. Throws as above, `invalid` (`no_chart`) for other cells, `conflict`
 * (`chart_not_there`) where none came of it, `forbidden` (`chart_withheld`) where it was computed with the rows of somebody else.
 */
export const drawChart = readOperation<DrawCtx, DrawChart, SessionTarget, Picture>({
  name: 'app_sessions.draw_chart',
  action: 'app.run',
  target: sessionTarget,
  async run(ctx, { handle, size: asked = size, hasTitle, locale }, target) {
    const drawn = await openDrawing(ctx, target, locale)
    const wanted = handle.toLowerCase()
    const cell = shownCell(drawn, ({ id }) => cellHandle(target.resource.id, id) === wanted)
    if (cell.kind !== 'chart') throw new AppError('invalid', 'Only charts are drawn, and this cell is none.', { reason: 'no_chart' })
    const outcome = drawn.state.outcomes.find(({ cellId }) => cellId === cell.id)
    if (outcome?.isWithheld === true) {
      throw new AppError('forbidden', 'This chart was computed with the rows of somebody else. Run the app yourself.', { reason: 'chart_withheld' })
    }
    if (outcome?.state !== 'done') {
      throw new AppError('conflict', 'There is no chart: its cell has not run, or it failed. The run says why.', { reason: 'chart_not_there' })
    }
    return pictureOf(drawn, cell, { size: asked, hasTitle })
  },
})

/** Throws `not_found` for a cell that an app does not show. */
function shownCell({ scope: { document, shown } }: Drawn, isIt: (cell: NotebookCell) => boolean): NotebookCell {
  const found = document.cells.find(isIt)
  if (found === undefined || shown?.has(found.id) === false) throw new AppError('not_found', 'This app shows no such cell.', { reason: 'cell_missing' })
  return found
}

async function pictureOf(drawn: Drawn & { ctx: DrawCtx }, found: NotebookCell, { size: asked, hasTitle }: { size: Size; hasTitle: boolean }): Promise<Picture> {
  const { ctx, locale, zone } = drawn
  const cell = viewerCell(found, false)
  const title = hasTitle ? cell.title : null
  const blocks = await blocksOfCell(drawn, cell, title === null)
  const bytes = await ctx.drawer.draw({ of: 'blocks', as: 'png', title, blocks, ...asked, locale, zone }, askerOf(ctx))
  return { name: cell.title ?? kindLabel(cell.kind, locale), bytes }
}

/** Visitors of pages of elsewhere take their turns as one. */
const askerOf = ({ actor, signal }: DrawCtx): { fairKey: string; signal: AbortSignal } => ({
  fairKey: actor.kind === 'user' ? actor.userId : actor.kind,
  signal,
})

function requireMayTake({ actor }: DrawCtx): void {
  if (actor.kind === 'embed' && !actor.exports.includes('pdf')) {
    throw new AppError('forbidden', 'This page does not let pictures and documents be taken away.', { reason: 'embed_exports' })
  }
}
