import type { Target } from '../../../access/actions.ts'
import { writeOperation } from '../../../access/operation.ts'
import { newId } from '../../../platform/ids.ts'
import { nowOf, selfTarget } from '../identity-ctx.ts'
import { firstOrganizationId } from '../organization-store.ts'
import { clientSecretOf, keepClientSecret, type ProviderSecretsCtx } from './oidc-ctx.ts'
import { requireSettings } from './provider-settings.ts'
import { findProviderBySlug, insertProvider, updateProvider } from './provider-store.ts'
import type { ProviderSettings } from './types.ts'

export type ProvisionProvider = { name: string; issuer: string; clientId: string; clientSecret: string | null }

/** The provider that comes from the configuration, by its name in addresses. */
const slug = 'oidc'

const beginning: Omit<ProviderSettings, 'name' | 'issuer' | 'clientId'> = {
  scopes: 'openid profile email',
  domains: [],
  joinsByEmail: false,
  createsAccounts: false,
  role: 'viewer',
  groupsClaim: null,
  groups: [],
  isEnabled: true,
}

/**
 * Makes the provider of `ATRIUM_OIDC_…` one of this installation's organization, if there is one, or gives it these
 * values; what else administrators said of it stays. The same at every start changes nothing.
 */
export const provisionProvider = writeOperation<ProviderSecretsCtx, ProvisionProvider, Target, void>({
  name: 'identity.provisionProvider',
  action: 'identity_provider.manage',
  allow: ['system'],
  writes: true,
  target: selfTarget,
  async run(ctx, { clientSecret, ...given }) {
    const organizationId = await firstOrganizationId(ctx.tx)
    if (organizationId === null) return
    const before = await findProviderBySlug(ctx.tx, slug)
    const settings = requireSettings({ ...(before ?? beginning), ...given })
    const isSame =
      before !== null &&
      before.name === settings.name &&
      before.issuer === settings.issuer &&
      before.clientId === settings.clientId &&
      (await clientSecretOf(ctx, before)) === clientSecret
    if (isSame) return
    const id = before?.id ?? newId()
    if (before === null) await insertProvider(ctx.tx, { ...settings, id, organizationId, slug, now: nowOf(ctx) })
    else await updateProvider(ctx.tx, id, settings, nowOf(ctx))
    await keepClientSecret(ctx, { id, organizationId }, clientSecret)
    ctx.record({
      targetKind: 'identity_provider',
      targetId: id,
      before,
      after: { ...given, slug, from: 'ATRIUM_OIDC_ISSUER', hasSecret: clientSecret !== null },
    })
  },
})
