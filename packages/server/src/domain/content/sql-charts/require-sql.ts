import type { Target } from '../../../access/actions.ts'
import type { Ctx } from '../../../access/operation.ts'
import { requireAction } from '../content-target.ts'

/** Whoever may see a SQL chart may run it, so its SQL is made and changed only by people who may write SQL. Throws `forbidden`. */
export const requireSql = (ctx: Ctx, target: Target): void => requireAction(ctx, 'explore.run_custom_sql', target)
