import { perform, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind } from '../content/content-kinds.ts'
import { deleteChart, deleteDashboard, deleteSpace, deleteSqlChart } from '../content/delete-content.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import { madeByImport } from './imported-content-store.ts'

const contentKinds = [chartKind, sqlChartKind, dashboardKind, spaceKind].map(({ kind }) => kind)
const deletions = { space: deleteSpace, chart: deleteChart, sql_chart: deleteSqlChart, dashboard: deleteDashboard } as const

const isEmpty = async (ctx: WriteCtx, projectId: string, spaceId: string): Promise<boolean> =>
  (await listResources(ctx.tx, { kinds: contentKinds, scope: { all: true }, projectId, spaceId })).length === 0

/**
 * Puts what an import made into the trash, all of it or nothing; what it changed stays, with its history, and so do spaces
 * that others use by now. Answers how many
 * things went. Throws `not_found` for imports of which nothing is here any more.
 */
export const undoImport = writeOperation<ContentImportCtx, { projectId: string; importId: string }, ProjectTarget, { trashed: number }>({
  name: 'content_import.undo',
  action: 'data.upload',
  writes: true,
  target: projectTarget,
  async run(ctx, { importId }, { project }) {
    const made = isUuid(importId) ? await madeByImport(ctx.tx, { projectId: project.id, importId }) : []
    if (made.length === 0) throw new AppError('not_found', 'Nothing that this import made is here any more.', { reason: 'import_missing' })
    let trashed = 0
    const gone = new Set<string>()
    for (const { kind, resourceId } of made) {
      // It may have gone with the space or dashboard that it was moved into.
      if (gone.has(resourceId)) continue
      // What others have put into a space since is theirs.
      if (kind === 'space' && !(await isEmpty(ctx, project.id, resourceId))) continue
      const { trashedIds } = await perform(deletions[kind], ctx, { projectId: project.id, idOrSlug: resourceId })
      for (const id of trashedIds) gone.add(id)
      trashed += trashedIds.length
    }
    ctx.record({ targetKind: 'content_import', targetId: importId, before: { things: made.length }, after: { trashed } })
    return { trashed }
  },
})
