import type { OrganizationRole, ProjectRole } from '../../../platform/db/stored-values.ts'

/** A program's own account: no person, with roles, groups and tokens of its own. */
export type ServiceAccount = {
  id: string
  organizationId: string
  name: string
  description: string | null
  role: OrganizationRole
  isActive: boolean
  /** Who made it; null once they are gone. */
  createdBy: { id: string; name: string } | null
  createdAt: Date
  /** Roles of its own in projects, by name. */
  projects: { projectId: string; name: string; role: ProjectRole }[]
  groups: { id: string; name: string }[]
  tokens: number
  lastUsedAt: Date | null
}

/** What an administrator says about one; what is left out stays. */
export type ServiceAccountChange = {
  name?: string
  description?: string | null
  role?: OrganizationRole
  isActive?: boolean
  projects?: readonly { projectId: string; role: ProjectRole }[]
  groupIds?: readonly string[]
}
