import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { updateResource } from '../../resources/resource-store.ts'
import { appendRevision, findRevision, restoreRevision } from '../../resources/revision-store.ts'
import { checkName } from '../content/check-name.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind, spaceKind } from '../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import type { ChangeContent } from '../content/change-head.ts'
import { notebookHead, notebookNow } from './as-seen.ts'
import { checkNotebookCode } from './check-notebook-code.ts'
import { loggedNotebook } from './logged-notebook.ts'
import type { NotebookHead } from './types.ts'

export type UpdateNotebook = ContentKey & {
  /** Name, description, space: no new version. */
  change: ChangeContent
  /** What is in it: a new version. What is published stays, and a draft is told of it when it is published. */
  document?: NotebookDocument
  /** `NotebookHead.revision` as the author saw it; `conflict` when somebody saved since. */
  expectedRevision?: number
}

/** Changes a notebook. Moving it needs the right in both spaces; to where it is already, nothing happens. */
export const updateNotebook = writeOperation<ContentCtx, UpdateNotebook, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.update',
  action: 'app.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { change: { name, description, spaceId }, document, expectedRevision }, target) {
    const { resource } = target
    const before = await notebookHead(ctx, resource)
    const destination = spaceId === undefined ? null : await contentTarget(ctx, spaceKind, { idOrSlug: spaceId, projectId: resource.projectId })
    if (destination !== null) requireAction(ctx, 'app.update', destination)
    const isThere = destination?.resource.id === resource.space?.id
    if (isThere && name === undefined && description === undefined && document === undefined) return before
    await updateResource(
      ctx.tx,
      resource.id,
      {
        ...(name === undefined ? {} : { name: checkName(name) }),
        ...(description === undefined ? {} : { description }),
        ...(destination === null ? {} : { spaceId: destination.resource.id }),
      },
      authorOf(ctx),
    )
    if (document !== undefined) {
      const spec = parseSpec(notebookKind, document)
      await checkNotebookCode(ctx, target, spec, resource.spec)
      await appendRevision(ctx.tx, notebookKind, {
        resourceId: resource.id,
        spec,
        ...authorOf(ctx),
        ...(expectedRevision === undefined ? {} : { expectedRevision }),
      })
    }
    const notebook = await notebookNow(ctx, resource.id)
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: loggedNotebook(before), after: loggedNotebook(notebook) })
    return notebook
  },
})

/** Saves an old version of a notebook as its newest. What is published stays. */
export const rollbackNotebook = writeOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.rollback',
  action: 'app.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { versionId }, target) {
    const { resource } = target
    const before = await notebookHead(ctx, resource)
    const old = await findRevision(ctx.tx, resource.id, { id: versionId })
    if (old === null) throw new AppError('not_found', 'This notebook has no such version', { reason: 'revision_missing' })
    await checkNotebookCode(ctx, target, old.spec as NotebookDocument, resource.spec)
    await restoreRevision(ctx.tx, notebookKind, { resourceId: resource.id, revisionId: old.id, ...authorOf(ctx) })
    const notebook = await notebookNow(ctx, resource.id)
    ctx.record({ targetKind: notebookKind.kind, targetId: resource.id, before: loggedNotebook(before), after: loggedNotebook(notebook) })
    return notebook
  },
})
