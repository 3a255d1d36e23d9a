import type { Target } from '../../../access/actions.ts'
import { readOperation } from '../../../access/operation.ts'
import { domainOf, normalEmail } from '../email.ts'
import { selfTarget, type IdentityCtx } from '../identity-ctx.ts'
import { findPasswordSignIn, firstOrganizationId } from '../organization-store.ts'
import { listEnabledProviders } from './provider-store.ts'

/** `password`: for everybody; without it only administrators have one. */
export type SignInOptions = { password: boolean; providers: { slug: string; name: string }[] }

/**
 * The ways to sign in: all, or those for the domain of an address. Who has an account is not looked at, so that nobody
 * can find out.
 */
export const getSignInOptions = readOperation<IdentityCtx, { email?: string | undefined }, Target, SignInOptions>({
  name: 'identity.getSignInOptions',
  action: 'self.view',
  whileImpersonating: true,
  allow: ['anonymous'],
  target: selfTarget,
  async run(ctx, { email = '' }) {
    const domain = email.includes('@') ? domainOf(normalEmail(email)) : ''
    const organizationId = await firstOrganizationId(ctx.db)
    return {
      password: organizationId === null || (await findPasswordSignIn(ctx.db, organizationId)),
      providers: (await listEnabledProviders(ctx.db))
        .filter(({ domains }) => domain === '' || domains.length === 0 || domains.includes(domain))
        .map(({ slug, name }) => ({ slug, name })),
    }
  },
})
