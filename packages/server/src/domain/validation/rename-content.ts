import { readOperation, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { newId } from '../../platform/ids.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { authorOf, storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { lockProject } from '../projects/project-store.ts'
import { servingModel } from '../projects/serving-model.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { queueValidation } from '../projects/validation-run.ts'
import { planRename, type PlannedChange, type RenamePlan } from './plan-rename.ts'
import type { Rename } from './renames-of.ts'
import { insertRename, type RenamedVersion } from './rename-store.ts'

type Input = { projectId: string; rename: Rename }

/** What a rename would change, for people to look at before it is done. */
export const previewRename = readOperation<ContentCtx, Input, ProjectTarget, RenamePlan>({
  name: 'validation.preview_rename',
  action: 'validation.manage',
  target: projectTarget,
  async run(ctx, { projectId, rename }) {
    return planRename(ctx, storeOf(ctx), { projectId, model: await ctx.projects.findModel(projectId), rename })
  },
})

/**
 * Replaces a name in all charts and dashboards that the caller may change, each by a new version: all of them or none. When
 * somebody saves one of them meanwhile it is a `conflict`. The id answered is what takes it back; null where nothing changed.
 */
export const renameContent = writeOperation<ContentCtx, Input, ProjectTarget, { renameId: string | null; plan: RenamePlan }>({
  name: 'validation.rename',
  action: 'validation.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, rename }, { project }) {
    await lockProject(ctx.tx, projectId)
    const plan = await planRename(ctx, ctx.tx, { projectId, model: await servingModel(ctx.tx, project), rename })
    if (plan.changes.length === 0) return { renameId: null, plan }
    const changes: RenamedVersion[] = []
    for (const change of plan.changes) changes.push(await write(ctx, change, rename))
    const renameId = newId()
    const { authorId, at } = authorOf(ctx)
    await insertRename(ctx.tx, { id: renameId, projectId, rename, changes, authorId, doneAt: at })
    ctx.record({ targetKind: 'rename', targetId: renameId, before: null, after: { ...rename, changed: changes.map(({ resourceId }) => resourceId) } })
    await queueValidation(ctx.tx, ctx.actor, project)
    return { renameId, plan }
  },
})

async function write(ctx: WriteCtx, { resource, document }: PlannedChange, rename: Rename): Promise<RenamedVersion> {
  const { id: resourceId, kind, draftRevision } = resource
  const after = await appendRevision(ctx.tx, (kind === chartKind.kind ? chartKind : dashboardKind) as ResourceKind<object>, {
    resourceId,
    spec: document,
    ...authorOf(ctx),
    message: `Renamed ${rename.from} to ${rename.to}`,
    expectedRevision: draftRevision,
  })
  ctx.record({ targetKind: kind, targetId: resourceId, before: { revision: draftRevision }, after: { revision: after, renamed: rename } })
  return { resourceId, kind, before: resource.revision, after }
}
