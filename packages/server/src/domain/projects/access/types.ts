import type { OrganizationRole, ProjectRole } from '../../../platform/db/stored-values.ts'

/** A person with a role of their own in a project, beside what organization and groups give. */
export type ProjectMember = { projectId: string; userId: string; email: string; firstName: string; lastName: string; role: ProjectRole }

/** A group with a role in a project, which all its members have. */
export type ProjectGroup = { projectId: string; groupId: string; name: string; role: ProjectRole }

/** One of the roles that make up what a person is in a project. */
export type RoleSource =
  | { from: 'organization'; role: OrganizationRole }
  | { from: 'project'; role: ProjectRole }
  | { from: 'group'; role: ProjectRole; groupId: string; name: string }

/** Somebody who can see a project: the role that counts, and where it is from. */
export type PersonWithAccess = {
  userId: string
  email: string
  firstName: string
  lastName: string
  isActive: boolean
  /** The highest of `sources`. */
  role: OrganizationRole
  sources: RoleSource[]
}

export type ProjectAccess = { people: PersonWithAccess[]; groups: (ProjectGroup & { memberCount: number })[] }
