import type { NotebookDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { countView, storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget, scopeOf, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { isShown, notebookHead, notebookHeads, requireShown } from './as-seen.ts'
import type { NotebookHead } from './types.ts'

/** Notebooks in spaces that the caller may see, by name; of those that they may not change the published ones. */
export const listNotebooks = readOperation<ContentCtx, { projectId: string }, ProjectTarget, NotebookHead[]>({
  name: 'apps.list',
  action: 'app.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const found = await listResources(storeOf(ctx), { kinds: [notebookKind.kind], scope: scopeOf(ctx, projectId), projectId, withoutSpec: true })
    return (await notebookHeads(ctx, found)).filter(isShown)
  },
})

/** One notebook by id or slug, without what is in it. Counts as a view. Throws `forbidden` (`app_unpublished`) for viewers of one that has no app. */
export const getNotebook = readOperation<ContentCtx, ContentKey, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.get',
  action: 'app.view',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, _key, { resource }) {
    const notebook = await notebookHead(ctx, resource)
    requireShown(notebook)
    countView(ctx, resource.id)
    return notebook
  },
})
