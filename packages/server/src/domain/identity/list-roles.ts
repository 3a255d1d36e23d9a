import type { Target } from '../../access/actions.ts'
import { explainRoles, type ExplainedAction } from '../../access/explain-roles.ts'
import { readOperation } from '../../access/operation.ts'
import { selfTarget, type IdentityCtx } from './identity-ctx.ts'

/** What each role in a project may do. */
export const listRoles = readOperation<IdentityCtx, Record<string, never>, Target, ExplainedAction[]>({
  name: 'roles.explain',
  action: 'self.view',
  whileImpersonating: true,
  target: selfTarget,
  run: async () => explainRoles(),
})
