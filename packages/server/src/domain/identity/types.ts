import type { Scope } from '../../access/scopes.ts'
import type { JoiningRole, OrganizationRole } from '../../platform/db/stored-values.ts'
import type { Language } from '../../platform/languages.ts'

/** A person with what they are in their organization. */
export type User = {
  id: string
  email: string
  emailVerified: boolean
  firstName: string
  lastName: string
  organization: {
    id: string
    name: string
    createdAt: Date
    role: OrganizationRole
    /** Whether its members sign in with passwords; administrators always may. */
    passwordSignIn: boolean
  } | null
  hasPassword: boolean
  isActive: boolean
  /** Invited and not here yet: cannot sign in, holds what is waiting for them. */
  isPending: boolean
  isSetupComplete: boolean
  isMarketingOptedIn: boolean
  isTrackingAnonymized: boolean
  /** In which they are written to; null: they have not said yet. */
  language: Language | null
  createdAt: Date
  updatedAt: Date
}

/** A person as the others of their organization see them. */
export type Member = {
  userId: string
  organizationId: string
  email: string
  firstName: string
  lastName: string
  role: OrganizationRole
  isActive: boolean
  /** Where they were asked for and may be seen: the groups they are in, by name. */
  groups?: { id: string; name: string }[]
  isPending: boolean
  /** A provider of identities looks after them, and has the last word. */
  isScimManaged: boolean
  /** A pending member whose link works no more. */
  isInviteExpired: boolean
  createdAt: Date
  updatedAt: Date
}

export type Organization = {
  id: string
  name: string
  /** Null: the house's own palette. */
  chartColors: readonly string[] | null
  defaultProjectId: string | null
  /** True until there is a project of type DEFAULT. */
  needsProject: boolean
  createdAt: Date
}

/** A token of a person or a service account, without its secret. */
export type Token = {
  id: string
  userId: string
  description: string
  /** The secret's first characters, to tell tokens apart. */
  prefix: string
  createdAt: Date
  rotatedAt: Date | null
  lastUsedAt: Date | null
  lastUsedAddress: string | null
  expiresAt: Date | null
  /** What it is narrowed to; null: all that its owner may. */
  scopes: readonly Scope[] | null
  /** Until when the secret before the last rotation works too. */
  previousEndsAt: Date | null
  /** The administrator who made it; null for one's own. */
  createdBy: string | null
}

/** A token at the only moment its secret is known. */
export type NewToken = Token & { secret: string }

/** A way in for one invited person. The code is part of the link and known only while it is made or used. */
export type Invitation = { code: string; userId: string; email: string; organizationId: string; organizationName: string; expiresAt: Date }

/** A started session: the cookie's value, and how long it lives when unused. */
export type StartedSession = {
  secret: string
  userId: string
  maxAgeSeconds: number
  /** By which the browser is known at the next sign-in; there when the person proved who they are. */
  device?: string
}

/** Domains of e-mail addresses whose owners may join by themselves, and what they become. */
export type AllowedDomains = {
  domains: readonly string[]
  role: JoiningRole
  projects: readonly { projectId: string; role: Exclude<JoiningRole, 'member'> }[]
}
