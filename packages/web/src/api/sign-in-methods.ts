import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { JoiningRole } from './members.ts'

/** Ways to sign in, by identity providers and passwords. */

export type ProviderChoice = { slug: string; name: string }
export type SignInOptions = { password: boolean; providers: ProviderChoice[] }

/** The ways for addresses of a domain; all of them for an empty one. */
export const signInOptionsQuery = (domain = '') =>
  queryOptions({
    queryKey: ['sign-in-options', domain],
    queryFn: ({ signal }) =>
      request<SignInOptions>(`/api/v1/app/sign-in-options${domain === '' ? '' : `?email=${encodeURIComponent(`@${domain}`)}`}`, {
        signal,
        whenSignedOut: 'fail',
      }),
    staleTime: 60_000,
  })

/** Where the browser goes to sign in with a provider; `returnPath` is the page to come back to. */
export const signInAddress = (slug: string, returnPath: string): string =>
  `/api/v1/login/oidc/${encodeURIComponent(slug)}?redirect=${encodeURIComponent(returnPath)}`

export type LinkedAccount = { issuer: string; issuerType: string; email: string; createdAt: string }

export const linkedAccountsQuery = queryOptions({
  queryKey: ['linked-accounts'],
  queryFn: async ({ signal }) => Object.values(await request<Record<string, LinkedAccount[]>>('/api/v1/user/identities', { signal })).flat(),
})

export const unlinkAccount = ({ issuer, email }: LinkedAccount): Promise<unknown> =>
  request('/api/v1/user/identity', { method: 'DELETE', body: { issuer, email } })

/** Begins to link a provider to the own account; answers where the browser goes next. */
export const beginLinking = (slug: string): Promise<{ url: string }> =>
  request('/api/v1/app/identity-links', { method: 'POST', body: { slug, returnPath: '/me' } })

export type MappedGroup = { value: string; groupUuid: string }

export type ProviderSettings = {
  name: string
  issuer: string
  clientId: string
  scopes: string
  domains: string[]
  joinsByEmail: boolean
  createsAccounts: boolean
  role: JoiningRole
  groupsClaim: string | null
  groups: MappedGroup[]
  isEnabled: boolean
}

export type IdentityProvider = ProviderSettings & { uuid: string; slug: string; hasSecret: boolean; redirectUri: string }

const providersPath = '/api/v1/app/identity-providers'
const one = (uuid: string, rest = ''): string => `${providersPath}/${encodeURIComponent(uuid)}${rest}`

export const providersQuery = queryOptions({
  queryKey: ['identity-providers'],
  queryFn: ({ signal }) => request<IdentityProvider[]>(providersPath, { signal }),
})

export const createProvider = (settings: ProviderSettings & { slug: string; clientSecret: string | null }): Promise<IdentityProvider> =>
  request(providersPath, { method: 'POST', body: settings })

/** Without `clientSecret` the stored one stays; null takes it away. */
export const updateProvider = (uuid: string, settings: ProviderSettings & { clientSecret?: string | null }): Promise<IdentityProvider> =>
  request(one(uuid), { method: 'PUT', body: settings })

export const deleteProvider = (uuid: string): Promise<unknown> => request(one(uuid), { method: 'DELETE' })

export type TestedProvider = {
  ok: boolean
  steps: {
    step: 'discovery' | 'issuer' | 'keys' | 'authorization' | 'client'
    outcome: 'ok' | 'failed' | 'not_tried'
    milliseconds: number
    message: string
  }[]
}

export const testProvider = (uuid: string): Promise<TestedProvider> => request(one(uuid, '/test'), { method: 'POST' })

export type PasswordSignIn = { isOn: boolean; keepers: { userUuid: string; name: string; email: string }[] }

export const passwordSignInQuery = queryOptions({
  queryKey: ['password-sign-in'],
  queryFn: ({ signal }) => request<PasswordSignIn>('/api/v1/app/password-sign-in', { signal }),
})

export const setPasswordSignIn = (isOn: boolean): Promise<PasswordSignIn> => request('/api/v1/app/password-sign-in', { method: 'PUT', body: { isOn } })
