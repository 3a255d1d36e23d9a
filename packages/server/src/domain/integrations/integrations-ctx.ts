import type { Target } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { IntegrationKind } from '../../platform/db/stored-values.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import type { KeyRing } from '../../platform/secrets/key-ring.ts'
import { organizationTarget } from '../identity/identity-ctx.ts'
import { findIntegration, type Integration } from './integration-store.ts'

/** What operations need that speak to services of others. */
export type IntegrationsCtx = Ctx & {
  keys: KeyRing
  outbound: Outbound
  /** Where services send browsers back to. */
  settings: { siteUrl: string }
}

export type OrganizationTarget = Target & { organizationId: string }
export type IntegrationTarget<Settings extends object> = OrganizationTarget & { integration: Integration<Settings> }

const names: Record<IntegrationKind, string> = { github: 'GitHub', google: 'Google', slack: 'Slack' }

/** What the caller's organization has of a service; `not_found` (`github_missing`, …) where it is not connected. */
export async function integrationTarget<Settings extends object>(ctx: Ctx, kind: IntegrationKind): Promise<IntegrationTarget<Settings>> {
  const { organizationId } = await organizationTarget(ctx)
  return { organizationId, integration: await requireIntegration<Settings>(ctx, organizationId, kind) }
}

/** The same for an organization that is known. */
export async function requireIntegration<Settings extends object>(
  ctx: { db: Db | Tx },
  organizationId: string,
  kind: IntegrationKind,
): Promise<Integration<Settings>> {
  const integration = await findIntegration<Settings>(ctx.db, organizationId, kind)
  if (integration !== null) return integration
  throw new AppError(
    'not_found',
    `Your organization is not connected to ${names[kind]}. An administrator connects it on the page Integrations of the organization settings.`,
    { reason: `${kind}_missing` },
  )
}
