import type { OrganizationRole } from '../../platform/db/schema.ts'

/** A person with what they are in their organization. */
export type User = {
  id: string
  email: string
  emailVerified: boolean
  firstName: string
  lastName: string
  organization: { id: string; name: string; createdAt: Date; role: OrganizationRole } | null
  hasPassword: boolean
  isActive: boolean
  isSetupComplete: boolean
  isMarketingOptedIn: boolean
  isTrackingAnonymized: boolean
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

/** A personal access token without its secret. */
export type Token = {
  id: string
  userId: string
  description: string
  /** The secret's first characters, to tell tokens apart. */
  prefix: string
  createdAt: Date
  rotatedAt: Date | null
  lastUsedAt: Date | null
  expiresAt: Date | null
}

/** A token at the only moment its secret is known. */
export type NewToken = Token & { secret: string }

/** A started session: the cookie's value, and how long it lives when unused. */
export type StartedSession = { secret: string; userId: string; maxAgeSeconds: number }
