import { perform, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { isInScope } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { listDraftMarks } from '../../resources/draft-store.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { lockResources } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { findRevision } from '../../resources/revision-store.ts'
import { authorOf } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind } from '../content/content-kinds.ts'
import { requireAction, scopeOf, targetOf } from '../content/content-target.ts'
import { deleteChart, deleteDashboard, deleteSpace, deleteSqlChart } from '../content/delete-content.ts'
import { neededToChange } from '../content/needed-actions.ts'
import { rollbackChart, rollbackDashboard } from '../content/rollback-content.ts'
import { rollbackSqlChart, updateSqlChart } from '../content/sql-charts/update-sql-chart.ts'
import { isSameContent } from '../content/same-content.ts'
import { updateChart } from '../content/update-chart.ts'
import { updateDashboard } from '../content/update-dashboard.ts'
import { updateSpace } from '../content/update-space.ts'
import { performWithFiles, type FileChange } from '../develop/perform-with-files.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import { changedByLaterImports, leaveContentImport, lockContentImport, type ImportedChange, type ImportedState } from './content-import-store.ts'
import { isSameHead, stateOf } from './imported-state.ts'
import { restoreModels } from './restore-models.ts'

const contentKinds = [chartKind, sqlChartKind, dashboardKind, spaceKind].map(({ kind }) => kind)
const deletions = { space: deleteSpace, chart: deleteChart, sql_chart: deleteSqlChart, dashboard: deleteDashboard } as const

/**
 * Why something stays as it is: a person changed it since, has a draft of it, or uses what the import made; or another
 * import changed it later, which can be taken back first.
 */
export const keptReasons = ['changed', 'draft', 'used', 'later_import'] as const
export type KeptReason = (typeof keptReasons)[number]

/** `name` null: it lies by now where the caller sees nothing. */
export type KeptThing = { kind: ImportedChange['kind'] | 'models'; name: string | null; reason: KeptReason }
export type UndoneImport = { /** Things that went into the trash. */ trashed: number; /** Things that are as before. */ restored: number; kept: KeptThing[] }

type Ctx = ContentImportCtx & WriteCtx
type Undoing = { projectId: string; later: ReadonlySet<string>; drafts: ReadonlyMap<string, unknown> }

/**
 * Takes back what one import did, whatever other imports did: what it made goes into the trash, what it changed is as before by
 * one more version. What was changed since stays, and can be taken back later, once that is gone. Throws `not_found` for
 * imports of which nothing is left to take back, and what the operations throw for who may not: then nothing is undone.
 */
export const undoImport = (ctx: ContentImportCtx, input: { projectId: string; importId: string }): Promise<UndoneImport> =>
  performWithFiles(takeBackImport, ctx, input)

const takeBackImport = writeOperation<ContentImportCtx, { projectId: string; importId: string; changes: FileChange[] }, ProjectTarget, UndoneImport>({
  name: 'content_import.undo',
  action: 'data.upload',
  writes: true,
  target: projectTarget,
  async run(ctx, { importId, changes }, { project }) {
    await lockProject(ctx.tx, project.id)
    const stored = await lockContentImport(ctx.tx, project.id, importId)
    const ids = (stored?.changes ?? []).map(({ resourceId }) => resourceId)
    await lockResources(ctx.tx, ids)
    const there = new Map((await listResources(ctx.tx, { kinds: contentKinds, scope: { all: true }, projectId: project.id, ids })).map((one) => [one.id, one]))
    if (stored === null || (there.size === 0 && stored.models === null))
      throw new AppError('not_found', 'Nothing that this import did is left to take back.', { reason: 'import_missing' })
    const undoing = { projectId: project.id, later: await changedByLaterImports(ctx.tx, stored), drafts: await listDraftMarks(ctx.tx, ids) }
    const scope = scopeOf(ctx, project.id)
    const gone = new Set<string>()
    const left: ImportedChange[] = []
    const kept: KeptThing[] = []
    let restored = 0
    // The last thing written first: dashboards before the charts on them, what is in a space before the space.
    for (const change of stored.changes.toReversed()) {
      const resource = there.get(change.resourceId)
      // Somebody deleted it, or it went with what it was in.
      if (resource === undefined || gone.has(resource.id)) continue
      const reason = await reasonToKeep(ctx, change, resource, undoing)
      if (reason !== null) {
        left.unshift(change)
        kept.push({ kind: change.kind, name: isInScope(scope, resource.space) ? resource.name : null, reason })
      } else if (change.before === null) {
        const { trashedIds } = await perform(deletions[change.kind], ctx, { projectId: project.id, idOrSlug: resource.id })
        for (const id of trashedIds) gone.add(id)
      } else {
        await restore(ctx, change.kind, resource, change.before)
        restored += 1
      }
    }
    // The models last: by now nothing of this import asks them.
    const models = stored.models === null ? null : await restoreModels(ctx, { project, models: stored.models, changes })
    if (models === 'restored') restored += 1
    else if (models !== null) kept.push({ kind: 'models', name: stored.models?.folder ?? null, reason: models })
    await leaveContentImport(ctx.tx, stored.id, { changes: left, models: models === 'restored' ? null : stored.models }, authorOf(ctx).at)
    ctx.record({
      targetKind: 'content_import',
      targetId: stored.id,
      before: { things: stored.changes.length },
      after: { trashed: gone.size, restored, kept: kept.length },
    })
    return { trashed: gone.size, restored, kept }
  },
})

async function reasonToKeep(
  ctx: Ctx,
  { kind, before, after }: ImportedChange,
  resource: Resource,
  { projectId, later, drafts }: Undoing,
): Promise<KeptReason | null> {
  const written = await findRevision(ctx.tx, resource.id, { id: after.revisionId })
  const isAsWritten = written !== null && isSameContent(kind, written.spec, resource.spec) && isSameHead(after, resource)
  const isMoved = before === null && stateOf(resource).placeId !== after.placeId
  if (!isAsWritten || isMoved) return later.has(resource.id) ? 'later_import' : 'changed'
  // What an import changed can be as before while somebody has a draft; what it made takes the draft along.
  if (before !== null) return null
  // Drafts are told of to those who may change the thing; for others nothing is taken back, as they may not delete it either.
  if (drafts.has(resource.id)) {
    for (const action of neededToChange(resource)) requireAction(ctx, action, targetOf(resource))
    return 'draft'
  }
  return (await isUsed(ctx, projectId, resource)) ? 'used' : null
}

/** Whether there is something in this space, or this chart is on a dashboard. */
async function isUsed(ctx: Ctx, projectId: string, { kind, id }: Resource): Promise<boolean> {
  if (kind === dashboardKind.kind) return false
  const users = kind === spaceKind.kind ? { kinds: contentKinds, spaceId: id } : { kinds: [dashboardKind.kind], referencing: { kind, target: id } }
  return (await listResources(ctx.tx, { ...users, scope: { all: true }, projectId })).length > 0
}

async function restore(ctx: Ctx, kind: ImportedChange['kind'], { id, projectId }: Resource, { name, description, revisionId }: ImportedState): Promise<void> {
  const key = { projectId, idOrSlug: id }
  const version = { ...key, versionId: revisionId }
  const head = { ...key, change: { name, description } }
  switch (kind) {
    case 'space':
      await perform(updateSpace, ctx, { ...key, name })
      return
    case 'chart':
      await perform(rollbackChart, ctx, version)
      await perform(updateChart, ctx, head)
      return
    case 'sql_chart':
      await perform(rollbackSqlChart, ctx, version)
      await perform(updateSqlChart, ctx, head)
      return
    case 'dashboard':
      await perform(rollbackDashboard, ctx, version)
      await perform(updateDashboard, ctx, head)
  }
}
