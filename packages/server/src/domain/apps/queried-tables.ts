import { readCell, type NotebookDocument } from '@atrium/documents'
import { isExploreError } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import { documentOf } from './document-of.ts'
import type { ExecutionCtx } from './execution/execution-ctx.ts'

/** Tables of the warehouse, as SQL or models write them. */
export type QueriedTables = { project: { id: string; name: string }; tables: string[] }

/** What a published app asks of the warehouse, by name, for its editors. Throws `invalid` (`app_unpublished`), `limit_exceeded`. */
export const listQueriedTables = readOperation<ExecutionCtx, ContentKey, ContentTarget<NotebookDocument>, QueriedTables>({
  name: 'apps.queried_tables',
  action: 'app.update',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, _key, { resource, projectId }) {
    const document = await documentOf(ctx, resource, 'published')
    const { graph } = await ctx.notebooks.read(document)
    const { explores } = await ctx.projects.model(projectId)
    const named = document.cells.flatMap((cell): string[] => {
      if (cell.kind === 'explore') {
        const explore = explores.get(cell.query.exploreName)
        return explore === undefined || isExploreError(explore) ? [] : Object.values(explore.tables).map(({ sqlTable }) => sqlTable)
      }
      if (cell.kind !== 'sql' || cell.on !== 'warehouse') return []
      const { tables, reads } = readCell(cell)
      // A bare name that no cell has is one of the warehouse.
      return [...tables, ...reads.flatMap(({ name, as, isOurs }) => (as === 'table' && !isOurs && !graph.definitions.has(name.toLowerCase()) ? [name] : []))]
    })
    const { id, name } = await ctx.projects.project(projectId)
    return { project: { id, name }, tables: [...new Set(named)].toSorted((a, b) => a.localeCompare(b, 'en')) }
  },
})
