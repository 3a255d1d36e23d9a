import { readOperation, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { newId } from '../../platform/ids.ts'
import { writeDraft } from '../../resources/draft-store.ts'
import { lockResourcesOf } from '../../resources/resource-store.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { authorOf, storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { tellOfChange } from '../projects/tell-of-change.ts'
import { lockProject } from '../projects/project-store.ts'
import { servingModel } from '../projects/serving-model.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { planRename, type PlannedChange, type PlannedDraft, type RenamePlan } from './plan-rename.ts'
import type { Rename } from './renames-of.ts'
import { insertRename, type RenamedDraft, type RenamedVersion } from './rename-store.ts'

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
 * Replaces a name in all charts and dashboards that the caller may change, each by a new version, and in their drafts with all
 * that can be undone in them: all of it or nothing. Who has a draft open sees both sides at the next save. The id answered is what takes it back; null where nothing changed.
 */
export const renameContent = writeOperation<ContentCtx, Input, ProjectTarget, { renameId: string | null; plan: RenamePlan }>({
  name: 'validation.rename',
  action: 'validation.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, rename }, { project }) {
    await lockProject(ctx.tx, projectId)
    await lockResourcesOf(ctx.tx, projectId, [chartKind.kind, dashboardKind.kind])
    const plan = await planRename(ctx, ctx.tx, { projectId, model: await servingModel(ctx.tx, project), rename })
    if (plan.changes.length + plan.drafts.length === 0) return { renameId: null, plan }
    const changes: RenamedVersion[] = []
    for (const change of plan.changes) changes.push(await write(ctx, change, rename))
    const newest = new Map(changes.map(({ resourceId, after }) => [resourceId, after]))
    const drafts: RenamedDraft[] = []
    for (const draft of plan.drafts) drafts.push(await rewrite(ctx, draft, newest.get(draft.resource.id) ?? draft.resource.revision))
    const renameId = newId()
    const { authorId, at } = authorOf(ctx)
    await insertRename(ctx.tx, { id: renameId, projectId, rename, changes, drafts, authorId, doneAt: at })
    ctx.record({
      targetKind: 'rename',
      targetId: renameId,
      before: null,
      after: { ...rename, changed: changes.map(({ resourceId }) => resourceId), drafts: drafts.map(({ resourceId }) => resourceId) },
    })
    // From now on the old name leads to the new one: the model that serves is another one.
    await tellOfChange(ctx, project.id)
    return { renameId, plan }
  },
})

async function write(ctx: WriteCtx, { resource, document }: PlannedChange, rename: Rename): Promise<RenamedVersion> {
  const { id: resourceId, kind, revision } = resource
  const after = await appendRevision(ctx.tx, (kind === chartKind.kind ? chartKind : dashboardKind) as ResourceKind<object>, {
    resourceId,
    spec: document,
    ...authorOf(ctx),
    message: `Renamed ${rename.from} to ${rename.to}`,
    expectedRevision: revision,
  })
  ctx.record({ targetKind: kind, targetId: resourceId, before: { revision }, after: { revision: after, renamed: rename } })
  return { resourceId, kind, before: revision, after }
}

async function rewrite(ctx: WriteCtx, { resource, before, document, undo, redo, losesSteps }: PlannedDraft, revision: number): Promise<RenamedDraft> {
  const { id: resourceId, kind, revision: published } = resource
  const { authorId: savedById, at: savedAt } = authorOf(ctx)
  // What was begun from the published version is now begun from the renamed one: nothing else was published meanwhile.
  const baseRevision = before.baseRevision === published ? revision : before.baseRevision
  const version = await writeDraft(ctx.tx, { resourceId, spec: document, undo, redo, baseRevision, savedById, savedAt })
  ctx.record({ targetKind: kind, targetId: resourceId, before: { draft: true }, after: { draft: true, ...(losesSteps ? { steps: 'dropped' } : {}) } })
  return { resourceId, kind, spec: before.spec, undo: before.undo, redo: before.redo, baseRevision: before.baseRevision, version, revision }
}
