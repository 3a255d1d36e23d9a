import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { findDraft, writeDraft } from '../../resources/draft-store.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { lockResources } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { appendRevision, findRevision } from '../../resources/revision-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { requireAction, targetOf } from '../content/content-target.ts'
import { neededToChange } from '../content/needed-actions.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { tellOfChange } from '../projects/tell-of-change.ts'
import { discardedSince, lockRename, markUndone, type RenamedDraft, type RenamedVersion } from './rename-store.ts'

/**
 * Takes a rename back: what it changed is as before, by one more version each, and so are drafts with their steps. `conflict` when
 * some of it was changed since: then nothing is taken back. What was deleted or discarded since is left out, and that is answered.
 */
export const undoRename = writeOperation<ContentCtx, { projectId: string; renameId: string }, ProjectTarget, UndoneRename>({
  name: 'validation.undo_rename',
  action: 'validation.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, renameId }, { project }) {
    await lockProject(ctx.tx, projectId)
    const stored = await lockRename(ctx.tx, projectId, renameId)
    if (stored === null) throw new AppError('not_found', 'There is no such rename in this project', { reason: 'rename_missing' })
    if (stored.undoneAt !== null) throw new AppError('conflict', 'This rename was taken back already.', { reason: 'rename_undone' })
    const ids = [...new Set([...stored.changes, ...stored.drafts].map(({ resourceId }) => resourceId))]
    await lockResources(ctx.tx, ids)
    const content = new Map(
      (await listResources(ctx.tx, { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, projectId, ids })).map((one) => [one.id, one]),
    )
    const left = stillThere(stored.changes, content)
    const discarded = await discardedSince(
      ctx.tx,
      stored.drafts.map(({ resourceId }) => resourceId),
      stored.doneAt,
    )
    const drafts = await draftsStillThere(
      ctx,
      stored.drafts.filter(({ resourceId }) => !discarded.has(resourceId)),
      content,
    )
    for (const { resource } of [...left, ...drafts]) for (const action of neededToChange(resource)) requireAction(ctx, action, targetOf(resource))
    const touched = [...left.filter(({ change, resource }) => resource.revision !== change.after), ...drafts.filter(({ isTouched }) => isTouched)]
    const changed = [...new Set(touched.map(({ resource }) => resource.name))]
    if (changed.length > 0) {
      throw new AppError(
        'conflict',
        `${changed.join(', ')} ${changed.length === 1 ? 'was' : 'were'} changed since. Nothing was taken back; rename the other way round instead.`,
        {
          reason: 'revision_conflict',
        },
      )
    }
    const newest = new Map<string, number>()
    for (const { change, resource } of left) newest.set(resource.id, await restore(ctx, change, resource))
    for (const { change, resource } of drafts) await restoreDraft(ctx, change, newest.get(resource.id))
    await markUndone(ctx.tx, renameId, authorOf(ctx).at)
    ctx.record({ targetKind: 'rename', targetId: renameId, before: { ...stored.rename, changed: ids }, after: null })
    await tellOfChange(ctx, project.id)
    return {
      changed: left.length,
      discarded: [...discarded].flatMap((id) => content.get(id)?.name ?? []),
      deleted: ids.filter((id) => !content.has(id)).length,
    }
  },
})

/** How much is as before, and what was left out: names of things whose drafts were discarded since, and how many were deleted. */
export type UndoneRename = { changed: number; discarded: string[]; deleted: number }

type StillThere<Change> = { change: Change; resource: Resource }

const stillThere = <Change extends { resourceId: string }>(changes: readonly Change[], content: ReadonlyMap<string, Resource>): StillThere<Change>[] =>
  changes.flatMap((change) => {
    const resource = content.get(change.resourceId)
    return resource === undefined ? [] : [{ change, resource }]
  })

/** Those that are there, of drafts that nobody discarded. Published is touched, as saved is. */
async function draftsStillThere(
  ctx: WriteCtx,
  changes: readonly RenamedDraft[],
  content: ReadonlyMap<string, Resource>,
): Promise<(StillThere<RenamedDraft> & { isTouched: boolean })[]> {
  const found: (StillThere<RenamedDraft> & { isTouched: boolean })[] = []
  for (const { change, resource } of stillThere(changes, content)) {
    const draft = await findDraft(ctx.tx, resource.id)
    const isPublished = draft === null && resource.revision !== change.revision
    if (draft !== null || isPublished) found.push({ change, resource, isTouched: draft?.version !== change.version })
  }
  return found
}

/** `revision`: the one that takes the place of the renamed one, where there is one. */
async function restoreDraft(
  ctx: WriteCtx,
  { resourceId, kind, spec, undo, redo, baseRevision, revision: renamed }: RenamedDraft,
  revision: number | undefined,
): Promise<void> {
  const { authorId: savedById, at: savedAt } = authorOf(ctx)
  const now = await findDraft(ctx.tx, resourceId)
  const base = revision !== undefined && now?.baseRevision === renamed ? revision : baseRevision
  await writeDraft(ctx.tx, { resourceId, spec, undo, redo, baseRevision: base, savedById, savedAt })
  ctx.record({ targetKind: kind, targetId: resourceId, before: { draft: true }, after: { draft: true } })
}

/** Answers the number of the version that is as it was before. */
async function restore(ctx: WriteCtx, { before, after }: RenamedVersion, { id: resourceId, kind }: Resource): Promise<number> {
  const version = await findRevision(ctx.tx, resourceId, { number: before })
  if (version === null) throw new AppError('not_found', `This ${kind} has no version ${before}`, { reason: 'revision_missing' })
  const revision = await appendRevision(ctx.tx, (kind === chartKind.kind ? chartKind : dashboardKind) as ResourceKind<object>, {
    resourceId,
    spec: version.spec,
    ...authorOf(ctx),
    message: `Restored version ${before}`,
    expectedRevision: after,
  })
  ctx.record({ targetKind: kind, targetId: resourceId, before: { revision: after }, after: { revision, restored: before } })
  return revision
}
