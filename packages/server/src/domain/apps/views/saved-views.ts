import type { NotebookDocument } from '@atrium/documents'
import { readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { holdTurn } from '../../../platform/turn-store.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { withoutFiles } from '../input-files.ts'
import { publishedApp } from '../published-app.ts'
import { acceptInputs } from '../runs/accept-inputs.ts'
import { requireView } from './find-view.ts'
import { deleteStoredView, findView, insertView, isScheduled, listViewsOf, updateView, type AppView } from './view-store.ts'

/** Views that one person sees of an app. */
const mostViews = 200

type AppTarget = ContentTarget<NotebookDocument>
type ViewKey = ContentKey & { viewId: string }
const target = (ctx: ContentCtx, { idOrSlug, projectId }: ContentKey): Promise<AppTarget> =>
  contentTarget(ctx, notebookKind, { idOrSlug, ...(projectId === undefined ? {} : { projectId }) })

/** Saved views of an app by name: those for all, and the caller's own. */
export const listAppViews = readOperation<ContentCtx, ContentKey, AppTarget, AppView[]>({
  name: 'app_views.list',
  action: 'app.view',
  target,
  run: (ctx, _key, { resource }) => listViewsOf(storeOf(ctx), resource.id, ctx.actor.kind === 'user' ? ctx.actor.userId : null),
})

export type SaveView = { name: string; inputs: Readonly<Record<string, unknown>>; /** For all; needs `app.update`. */ isShared: boolean }

/** Saves values of inputs under a name. Throws `WrongInputs`, `conflict` (`view_name_taken`), `limit_exceeded`. */
export const createAppView = writeOperation<ContentCtx, ContentKey & SaveView, AppTarget, AppView>({
  name: 'app_views.create',
  action: 'app.run',
  writes: true,
  target,
  async run(ctx, { name, inputs: given, isShared }, app) {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'A view is saved by a person')
    if (isShared) requireAction(ctx, 'app.update', app)
    const { id: appId } = app.resource
    await holdTurn(ctx.tx, `views of ${appId}`)
    const seen = await listViewsOf(ctx.tx, appId, ctx.actor.userId)
    requireFreeName(seen, name)
    if (seen.length >= mostViews) {
      throw new AppError('limit_exceeded', `An app has at most ${mostViews} saved views. Delete those that nobody needs.`, {
        reason: 'too_many_views',
        params: { most: mostViews },
      })
    }
    const { document } = await publishedApp(ctx, app.resource)
    const accepted = acceptInputs(document, given).inputs
    const inputs = isShared ? withoutFiles(document, accepted) : accepted
    const id = newId()
    await insertView(ctx.tx, { id, appId, name, inputs, isShared, ownerId: ctx.actor.userId, at: new Date(ctx.clock.now()) })
    return recorded(ctx, appId, id, null)
  },
})

/** Changes a saved view: one's own, or one for all by editors. Throws as `createAppView`, and `conflict` (`view_scheduled`) when one that a schedule runs with is unshared. */
export const updateAppView = writeOperation<ContentCtx, ViewKey & Partial<SaveView>, AppTarget, AppView>({
  name: 'app_views.update',
  action: 'app.run',
  writes: true,
  target,
  async run(ctx, { viewId, name, inputs: given, isShared }, app) {
    const view = await requireOwnView(ctx, app, viewId)
    if (isShared === true) requireAction(ctx, 'app.update', app)
    if (isShared === false && view.isShared) await requireUnscheduled(ctx, view)
    await holdTurn(ctx.tx, `views of ${app.resource.id}`)
    const others = await listViewsOf(ctx.tx, app.resource.id, ctx.actor.kind === 'user' ? ctx.actor.userId : null)
    if (name !== undefined)
      requireFreeName(
        others.filter(({ id }) => id !== view.id),
        name,
      )
    const isForAll = isShared ?? view.isShared
    let { inputs } = view
    if (given !== undefined || (isForAll && !view.isShared)) {
      const { document } = await publishedApp(ctx, app.resource)
      if (given !== undefined) inputs = acceptInputs(document, given).inputs
      if (isForAll) inputs = withoutFiles(document, inputs)
    }
    await updateView(ctx.tx, view.id, { name: name ?? view.name, inputs, isShared: isForAll })
    return recorded(ctx, app.resource.id, view.id, view)
  },
})

/** Takes a saved view away. Throws `conflict` (`view_scheduled`) while a schedule runs with it. */
export const deleteAppView = writeOperation<ContentCtx, ViewKey, AppTarget, void>({
  name: 'app_views.delete',
  action: 'app.run',
  writes: true,
  target,
  async run(ctx, { viewId }, app) {
    const view = await requireOwnView(ctx, app, viewId)
    await requireUnscheduled(ctx, view)
    await deleteStoredView(ctx.tx, view.id)
    ctx.record({ targetKind: 'app_view', targetId: view.id, before: logged(view), after: null })
  },
})

async function requireOwnView(ctx: ContentCtx & WriteCtx, app: AppTarget, viewId: string): Promise<AppView> {
  const view = await requireView(ctx, { appId: app.resource.id, viewId })
  if (view.isShared) requireAction(ctx, 'app.update', app)
  return view
}

async function requireUnscheduled({ tx }: WriteCtx, { id, name }: AppView): Promise<void> {
  if (!(await isScheduled(tx, id))) return
  throw new AppError('conflict', `A schedule runs with the view "${name}". Change or delete the schedule, then the view.`, {
    reason: 'view_scheduled',
    params: { name },
  })
}

function requireFreeName(others: readonly AppView[], name: string): void {
  const wanted = name.toLowerCase()
  if (!others.some((view) => view.name.toLowerCase() === wanted)) return
  throw new AppError('conflict', `There is a view "${name}" already. Give this one another name, or change that one.`, {
    reason: 'view_name_taken',
    params: { name },
  })
}

async function recorded(ctx: ContentCtx & WriteCtx, appId: string, viewId: string, before: AppView | null): Promise<AppView> {
  // Not as the caller sees it: an editor who unshares the view of somebody else does not see it any more.
  const view = await findView(ctx.tx, viewId)
  if (view === null) throw new Error('a view vanished inside its own transaction')
  ctx.record({ targetKind: 'app_view', targetId: viewId, before: before === null ? null : logged(before), after: logged(view) })
  return view
}

/** Never values: they may be anybody's data. */
const logged = ({ appId, name, isShared, inputs }: AppView): object => ({ appId, name, isShared, inputs: Object.keys(inputs) })
