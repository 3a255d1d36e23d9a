import type { OrganizationRole, ProjectRole, SpaceRole } from '../../../platform/db/stored-values.ts'

/** People who are given roles and attribute values together. */
export type Group = {
  id: string
  organizationId: string
  name: string
  createdBy: string | null
  updatedBy: string | null
  createdAt: Date
  updatedAt: Date
  memberCount: number
  /** A provider of identities looks after it, and has the last word. */
  isScimManaged: boolean
}

export type GroupMember = { userId: string; email: string; firstName: string; lastName: string }

export type GroupWithMembers = Group & { members: GroupMember[] }

/** What the members of a group have by it. */
export type GroupGrants = {
  projects: { projectId: string; name: string; role: ProjectRole }[]
  spaces: { spaceId: string; projectId: string; name: string; projectName: string; role: SpaceRole }[]
  attributes: { name: string; value: string }[]
}

/** One thing that a person has less of without a group. Null: nothing at all of it. */
export type GroupLoss =
  | { kind: 'project'; projectId: string; name: string; before: OrganizationRole; after: OrganizationRole | null }
  | { kind: 'space'; spaceId: string; name: string; before: SpaceRole; after: SpaceRole | null }
  | { kind: 'attribute'; name: string; before: string[]; after: string[] }

export type MemberLoss = GroupMember & { losses: GroupLoss[] }
