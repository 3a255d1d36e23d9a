import type { NotebookDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Revision } from '../../resources/resource.ts'
import { findRevision, listRevisions } from '../../resources/revision-store.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import { historyEvents, type HistoryEvent } from '../content/history-events.ts'

/** All versions of a notebook, oldest first, and what else happened to it. For its editors: logic is none of the viewers'. */
export const listNotebookVersions = readOperation<
  ContentCtx,
  ContentKey,
  ContentTarget<NotebookDocument>,
  { versions: readonly Revision[]; events: readonly HistoryEvent[] }
>({
  name: 'apps.history',
  action: 'app.update',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  run: async (ctx, _key, { resource }) => ({ versions: await listRevisions(storeOf(ctx), resource.id), events: await historyEvents(ctx, resource) }),
})

/** One version of a notebook with its cells. */
export const getNotebookVersion = readOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<NotebookDocument>, Revision<NotebookDocument>>({
  name: 'apps.get_version',
  action: 'app.update',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { versionId }, { resource }) {
    const version = (await findRevision(storeOf(ctx), resource.id, { id: versionId })) as Revision<NotebookDocument> | null
    if (version === null) throw new AppError('not_found', 'This notebook has no such version', { reason: 'revision_missing' })
    return version
  },
})
