import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import { listContentImports } from './content-import-store.ts'

/** An import of which something is left to take back. */
export type ImportedBefore = {
  id: string
  format: string
  doneAt: Date
  /** Who did it; null: not known any more. */ author: string | null
  created: number
  updated: number
}

/** Imports that are listed. */
const most = 50

/** The latest imports of a project that can be taken back, the newest first. Those that changed nothing are not among them. */
export const listImports = readOperation<ContentImportCtx, { projectId: string }, ProjectTarget, ImportedBefore[]>({
  name: 'content_import.list',
  action: 'data.upload',
  target: projectTarget,
  async run(ctx, { projectId }) {
    return (await listContentImports(ctx.db, projectId, most)).map(({ id, format, doneAt, author, changes }) => {
      const created = changes.filter(({ before }) => before === null).length
      return { id, format, doneAt, author, created, updated: changes.length - created }
    })
  },
})
