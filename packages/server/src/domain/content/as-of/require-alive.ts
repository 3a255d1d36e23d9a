import type { Ctx } from '../../../access/operation.ts'
import { requireAction, type ContentTarget } from '../content-target.ts'
import { neededToRestore } from '../needed-actions.ts'

/** What was deleted asks nothing any more, but for those who may bring it back. Throws `forbidden`. */
export function requireAlive<Spec extends object>(ctx: Ctx, target: ContentTarget<Spec>): void {
  if (target.resource.deletedAt !== null) requireAction(ctx, neededToRestore(target.resource), target)
}
