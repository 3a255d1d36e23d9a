import { z } from 'zod'
import type { ListedProvider } from '../../../domain/identity/oidc/providers.ts'
import { providerTestSteps } from '../../../domain/identity/oidc/test-provider.ts'
import type { ProviderSettings } from '../../../domain/identity/oidc/types.ts'
import { testedWire } from './tested-steps.ts'

const shortText = z.string().max(500)

/** What is said of a provider, except for its secret. */
const settings = z.object({
  name: shortText,
  issuer: z.string().max(2000),
  clientId: shortText,
  scopes: z.string().max(2000).default('openid profile email'),
  domains: z.array(shortText).max(200).default([]),
  joinsByEmail: z.boolean().default(false),
  createsAccounts: z.boolean().default(false),
  role: z.enum(['member', 'viewer', 'interactive_viewer', 'editor']).default('viewer'),
  groupsClaim: shortText.nullable().default(null),
  groups: z
    .array(z.object({ value: shortText, groupUuid: z.string() }))
    .max(500)
    .default([]),
  isEnabled: z.boolean().default(true),
})

const secret = z.string().min(1).max(10_000)

export const newProvider = settings.extend({ slug: z.string().max(100), /** Null: a public client. */ clientSecret: secret.nullable().default(null) })

/** Absent: the secret that is kept stays; null takes it away. */
export const changedProvider = settings.extend({ clientSecret: secret.nullable().optional() })

export const providerWire = settings.extend({ uuid: z.string(), slug: z.string(), hasSecret: z.boolean(), redirectUri: z.string() })

export const testedProviderWire = testedWire(providerTestSteps)

export const passwordSignInWire = z.object({
  isOn: z.boolean(),
  /** Administrators with a password, who can sign in with it either way. */
  keepers: z.array(z.object({ userUuid: z.string(), name: z.string(), email: z.string() })),
})

export const toProviderWire = ({ id, groups, ...provider }: ListedProvider): z.infer<typeof providerWire> => ({
  uuid: id,
  slug: provider.slug,
  name: provider.name,
  issuer: provider.issuer,
  clientId: provider.clientId,
  hasSecret: provider.hasSecret,
  redirectUri: provider.redirectUri,
  scopes: provider.scopes,
  domains: [...provider.domains],
  joinsByEmail: provider.joinsByEmail,
  createsAccounts: provider.createsAccounts,
  role: provider.role,
  groupsClaim: provider.groupsClaim,
  groups: groups.map(({ value, groupId }) => ({ value, groupUuid: groupId })),
  isEnabled: provider.isEnabled,
})

export const fromSettings = ({ groups, ...given }: z.infer<typeof settings>): ProviderSettings => ({
  name: given.name,
  issuer: given.issuer,
  clientId: given.clientId,
  scopes: given.scopes,
  domains: given.domains,
  joinsByEmail: given.joinsByEmail,
  createsAccounts: given.createsAccounts,
  role: given.role,
  groupsClaim: given.groupsClaim,
  groups: groups.map(({ value, groupUuid }) => ({ value, groupId: groupUuid })),
  isEnabled: given.isEnabled,
})
