import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { appendRevision, findRevision } from '../../resources/revision-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { requireAction, targetOf } from '../content/content-target.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { queueValidation } from '../projects/validation-run.ts'
import { lockRename, markUndone, type RenamedVersion } from './rename-store.ts'

/**
 * Takes a rename back: what it changed is as before, by one more version each. `conflict` when some of it was changed since:
 * then nothing is taken back. What was deleted since stays deleted.
 */
export const undoRename = writeOperation<ContentCtx, { projectId: string; renameId: string }, ProjectTarget, { changed: number }>({
  name: 'validation.undo_rename',
  action: 'validation.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, renameId }, { project }) {
    await lockProject(ctx.tx, projectId)
    const stored = await lockRename(ctx.tx, projectId, renameId)
    if (stored === null) throw new AppError('not_found', 'There is no such rename in this project', { reason: 'rename_missing' })
    if (stored.undoneAt !== null) throw new AppError('conflict', 'This rename was taken back already.', { reason: 'rename_undone' })
    const ids = stored.changes.map(({ resourceId }) => resourceId)
    const content = new Map(
      (await listResources(ctx.tx, { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, projectId, ids })).map((one) => [one.id, one]),
    )
    const left = stored.changes.flatMap((change) => {
      const resource = content.get(change.resourceId)
      return resource === undefined ? [] : [{ change, resource }]
    })
    for (const { resource } of left) requireAction(ctx, resource.kind === chartKind.kind ? 'chart.update' : 'dashboard.update', targetOf(resource))
    const changed = left.filter(({ change, resource }) => resource.draftRevision !== change.after).map(({ resource }) => resource.name)
    if (changed.length > 0) {
      throw new AppError(
        'conflict',
        `${changed.join(', ')} ${changed.length === 1 ? 'was' : 'were'} changed since. Nothing was taken back; rename the other way round instead.`,
        {
          reason: 'revision_conflict',
        },
      )
    }
    for (const { change, resource } of left) await restore(ctx, change, resource)
    await markUndone(ctx.tx, renameId, authorOf(ctx).at)
    ctx.record({ targetKind: 'rename', targetId: renameId, before: { ...stored.rename, changed: ids }, after: null })
    await queueValidation(ctx.tx, ctx.actor, project)
    return { changed: left.length }
  },
})

async function restore(ctx: WriteCtx, { before, after }: RenamedVersion, { id: resourceId, kind }: Resource): Promise<void> {
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
}
