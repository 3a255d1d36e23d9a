import type { IdentityProvider, ProviderSettings } from '../../api/sign-in-methods.ts'

/** What is typed into the form of a provider. `clientSecret` is empty until somebody types one. */
export type ProviderDraft = ProviderSettings & { slug: string; clientSecret: string; removesSecret: boolean }

const empty: ProviderDraft = {
  name: '',
  slug: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  removesSecret: false,
  scopes: 'openid profile email',
  domains: [],
  joinsByEmail: false,
  createsAccounts: false,
  role: 'viewer',
  groupsClaim: null,
  groups: [],
  isEnabled: true,
}

/** The draft to begin with: of a known provider, or of a new one. */
export const draftOf = (known: IdentityProvider | null): ProviderDraft => {
  if (known === null) return empty
  const { uuid: _uuid, hasSecret: _hasSecret, redirectUri: _redirectUri, ...settings } = known
  return { ...settings, clientSecret: '', removesSecret: false }
}

/** The short name that a name suggests. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)

/** The settings of a draft, without what is said about its secret. */
export function settingsOf({ slug: _slug, clientSecret: _secret, removesSecret: _removes, ...settings }: ProviderDraft): ProviderSettings {
  return { ...settings, groups: settings.groups.filter(({ value, groupUuid }) => value.trim() !== '' && groupUuid !== '') }
}

/** What is done with the secret that is kept: nothing when the field stays empty. */
export function secretChange({ clientSecret, removesSecret }: ProviderDraft): { clientSecret?: string | null } {
  if (clientSecret !== '') return { clientSecret }
  return removesSecret ? { clientSecret: null } : {}
}
