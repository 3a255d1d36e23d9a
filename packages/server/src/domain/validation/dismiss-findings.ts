import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { deleteFindings, findFindings } from './finding-store.ts'

/** Takes findings of a project off the list until the next validation. Throws `not_found` for one that the project does not have. */
export const dismissFindings = writeOperation<ContentCtx, { projectId: string; numbers: readonly number[] }, ProjectTarget, void>({
  name: 'validation.dismiss',
  action: 'validation.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, numbers }) {
    const wanted = [...new Set(numbers)]
    const found = await findFindings(ctx.tx, projectId, wanted)
    if (found.length < wanted.length) {
      throw new AppError('not_found', 'This finding is not there any more. Load the list again: it was dismissed, or the content was validated anew.', {
        reason: 'finding_missing',
      })
    }
    await deleteFindings(ctx.tx, projectId, wanted)
    for (const { number, source, cause, resourceId } of found) {
      ctx.record({ targetKind: 'validation', targetId: String(number), before: { source, cause, resourceId }, after: null })
    }
  },
})
