import { kindLabel, viewerCell } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Drawer } from '../../../rendering/drawing/drawer.ts'
import { sessionTarget, type SessionKey, type SessionTarget } from '../sessions/session-target.ts'
import type { SessionsCtx } from '../sessions/sessions-ctx.ts'
import { blocksOfCell, openDrawing, sheetOfSession } from './sheet-of-session.ts'

export type DrawCtx = SessionsCtx & { drawer: Drawer }

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
const size = { width: 800, height: 450 }

/** One cell of a session as a picture. Throws as above, and `not_found` for a cell that an app does not show. */
export const drawCell = readOperation<DrawCtx, SessionKey & { cellId: string; locale: string }, SessionTarget, Picture>({
  name: 'app_sessions.draw_cell',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, { cellId, locale }, target) {
    requireMayTake(ctx)
    const drawn = await openDrawing(ctx, target, locale)
    const { scope, zone } = drawn
    const found = scope.document.cells.find(({ id }) => id === cellId)
    if (found === undefined || scope.shown?.has(cellId) === false) {
      throw new AppError('not_found', 'This app shows no such cell.', { reason: 'cell_missing' })
    }
    const cell = viewerCell(found, false)
    const blocks = await blocksOfCell(drawn, cell, cell.title === null)
    const bytes = await ctx.drawer.draw({ of: 'blocks', as: 'png', title: cell.title, blocks, ...size, locale, zone }, askerOf(ctx))
    return { name: cell.title ?? kindLabel(cell.kind, locale), bytes }
  },
})

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
