import type { Integration } from '../integration-store.ts'

/** How an organization is connected to GitHub: as an app of its own, or with a fine-grained token of somebody. */
export type GithubSettings = {
  /** `https://github.com`, or the address of an Enterprise Server. */
  url: string
} & (
  | {
      method: 'app'
      appId: string
      /** What GitHub calls the app in addresses. */
      slug: string
      /** Present when the app asks people who they are while they install it. */
      clientId: string | null
      installation: { id: number; account: string } | null
    }
  | { method: 'token'; /** Whose token it is. */ login: string }
)

export type GithubIntegration = Integration<GithubSettings>

/** What secrets of it are for. */
export const githubSecrets = { privateKey: 'sign as the GitHub app', clientSecret: 'ask GitHub who somebody is', token: 'be a person at GitHub' } as const
