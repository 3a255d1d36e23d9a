import type { Target } from '../../access/actions.ts'
import { perform, readOperation, type Ctx } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { deleteProject } from './delete-project.ts'
import { listEndedPreviews } from './project-store.ts'
import type { ProjectCtx } from './project-target.ts'
import type { Project } from './types.ts'

/** Throws `invalid` for an end that is over, and for one of a project that is no preview. Null is for every project. */
export function requireEndOfPreview(deleteAfter: Date | null, type: Project['type'], now: Date): void {
  if (deleteAfter === null) return
  if (type !== 'PREVIEW') throw endRefused('Only previews end by themselves. Delete this project in its settings when it is not needed any more.')
  if (deleteAfter.getTime() <= now.getTime()) throw endRefused('This preview would have ended already. Choose a moment that is to come.')
}

const endRefused = (message: string): AppError =>
  new AppError('invalid', message, { reason: 'validation', fields: [{ path: 'body.deleteAfter', message: 'is no end of a preview' }] })

/** Deletes previews whose end has come, as somebody would who deletes them. Called by the day. */
export const deleteEndedPreviews = readOperation<
  Ctx & ProjectCtx & { queries: Queries; warehouses: Warehouses },
  Record<string, never>,
  Target,
  { removed: number }
>({
  name: 'projects.delete_ended_previews',
  action: 'self.view',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    let removed = 0
    for (const projectId of await listEndedPreviews(ctx.db, new Date(ctx.clock.now()))) {
      try {
        await perform(deleteProject, ctx, { projectId })
        removed += 1
      } catch (error) {
        // Somebody was faster; or it waits for the next night.
        if (!isAppError(error)) throw error
      }
    }
    return { removed }
  },
})
