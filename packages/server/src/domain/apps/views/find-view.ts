import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { findView, type AppView } from './view-store.ts'

/** A view of an app that the caller sees. Throws `not_found` (`view_missing`). */
export async function requireView(ctx: Ctx, { appId, viewId }: { appId: string; viewId: string }): Promise<AppView> {
  const view = await findView(storeOf(ctx), viewId)
  const isSeen = view !== null && view.appId === appId && (view.isShared || (ctx.actor.kind === 'user' && view.owner?.id === ctx.actor.userId))
  if (view === null || !isSeen) throw new AppError('not_found', 'This app has no such saved view, or it is of somebody else.', { reason: 'view_missing' })
  return view
}
