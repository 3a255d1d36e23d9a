import type { Action, Target } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { abilities } from '../../access/rules.ts'
import { selfTarget, type IdentityCtx } from './identity-ctx.ts'

/** What the caller may do in the organization as a whole, so that pages show that and nothing else. */
export const ownAbilities = readOperation<IdentityCtx, Record<string, never>, Target, Action[]>({
  name: 'identity.abilities',
  action: 'self.view',
  whileImpersonating: true,
  target: selfTarget,
  run: async (ctx, _input, target) => (ctx.actor.kind === 'user' ? abilities(ctx.actor, target) : []),
})
