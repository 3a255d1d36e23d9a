import type { JoiningRole } from '../../../platform/db/stored-values.ts'

/** What an administrator says of an identity provider. */
export type ProviderSettings = {
  name: string
  /** Its address: what its ID tokens name as `iss`. */
  issuer: string
  clientId: string
  /** Separated by spaces; `openid` is among them. */
  scopes: string
  /** Domains of e-mail addresses for which its word is taken; empty: all. */
  domains: readonly string[]
  /** A verified address leads into the account that has it already. */
  joinsByEmail: boolean
  /** People without an account get one. */
  createsAccounts: boolean
  /** What they become. */
  role: JoiningRole
  /** The claim that names a person's groups there; null: groups are ours alone. */
  groupsClaim: string | null
  /** Which of its values makes somebody a member of which group. */
  groups: readonly MappedGroup[]
  isEnabled: boolean
}

export type MappedGroup = { value: string; groupId: string }

/** An identity provider by which people of an organization sign in; without its secret. */
export type IdentityProvider = ProviderSettings & {
  id: string
  organizationId: string
  /** Its name in addresses; never changes. */
  slug: string
  hasSecret: boolean
  createdAt: Date
  updatedAt: Date
}
