import { viewerApp, type NotebookDocument, type ViewerApp } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { countView, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import { appUnpublished, notebookHead } from './as-seen.ts'
import type { NotebookHead } from './types.ts'
import { versionOf } from './version-of.ts'

export type PublishedApp = {
  head: NotebookHead
  /** The revision that viewers have. */
  versionId: string
  app: ViewerApp
}

/** The app of a notebook as its viewers have it, be it an editor who asks. Counts as a view. Throws `forbidden` (`app_unpublished`) while there is none. */
export const getPublishedApp = readOperation<ContentCtx, ContentKey, ContentTarget<NotebookDocument>, PublishedApp>({
  name: 'apps.get_published',
  action: 'app.view',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, _key, { resource }) {
    const head = await notebookHead(ctx, resource)
    if (head.publication === null) throw appUnpublished()
    const version = await versionOf(ctx, resource.id, head.publication.revision)
    if (version === null) throw new AppError('internal', 'a published revision is gone')
    countView(ctx, resource.id)
    return { head, versionId: version.id, app: viewerApp(version.document) }
  },
})
