import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { nowOf, organizationTarget, type IdentityCtx } from './identity-ctx.ts'
import { findOnboarding, markOnboardingShown, type Onboarding } from './onboarding-store.ts'

type Organization = Target & { organizationId: string }

/** How far the caller's organization has come. */
export const getOnboarding = readOperation<IdentityCtx, Record<string, never>, Organization, Onboarding>({
  name: 'identity.getOnboarding',
  action: 'organization.view',
  sessionOnly: true,
  target: organizationTarget,
  run: (ctx, _input, { organizationId }) => findOnboarding(ctx.db, organizationId),
})

/** Remembers that the first query was celebrated; again changes nothing. */
export const setOnboardingShown = writeOperation<IdentityCtx, Record<string, never>, Organization, void>({
  name: 'identity.setOnboardingShown',
  action: 'organization.view',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    const { shownAt } = await findOnboarding(ctx.tx, organizationId)
    if (shownAt !== null) return
    await markOnboardingShown(ctx.tx, organizationId, nowOf(ctx))
    ctx.record({ targetKind: 'onboarding', targetId: organizationId, before: { shownAt: null }, after: { shownAt: nowOf(ctx) } })
  },
})
