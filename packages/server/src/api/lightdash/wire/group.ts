import { z } from 'zod'
import { projectLadder } from '../../../access/role-ladder.ts'
import type { UserAttribute } from '../../../domain/identity/attributes/types.ts'
import type { Group, GroupMember, GroupWithMembers } from '../../../domain/identity/groups/types.ts'
import type { ProjectGroup, ProjectMember } from '../../../domain/projects/access/types.ts'

export const groupMemberWire = z.object({ userUuid: z.string(), email: z.string(), firstName: z.string(), lastName: z.string() })

const groupFields = {
  uuid: z.string(),
  organizationUuid: z.string(),
  name: z.string(),
  createdAt: z.string(),
  createdByUserUuid: z.string().nullable(),
  updatedAt: z.string(),
  updatedByUserUuid: z.string().nullable(),
  /** Ours. */
  memberCount: z.number(),
  isScimManaged: z.boolean(),
}
export const groupWire = z.object({ ...groupFields, members: z.array(groupMemberWire).optional(), memberUuids: z.array(z.string()).optional() })

export const toGroupMember = (member: GroupMember): z.infer<typeof groupMemberWire> => ({
  userUuid: member.userId,
  email: member.email,
  firstName: member.firstName,
  lastName: member.lastName,
})

export const toGroup = (group: Group): z.infer<typeof groupWire> => ({
  uuid: group.id,
  organizationUuid: group.organizationId,
  name: group.name,
  createdAt: group.createdAt.toISOString(),
  createdByUserUuid: group.createdBy,
  updatedAt: group.updatedAt.toISOString(),
  updatedByUserUuid: group.updatedBy,
  memberCount: group.memberCount,
  isScimManaged: group.isScimManaged,
})

export const toGroupWithMembers = (group: GroupWithMembers): z.infer<typeof groupWire> => ({
  ...toGroup(group),
  members: group.members.map(toGroupMember),
  memberUuids: group.members.map(({ userId }) => userId),
})

export const projectRoleWire = z.enum(projectLadder)

export const projectMemberWire = z.object({
  projectUuid: z.string(),
  userUuid: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: projectRoleWire,
})

export const toProjectMember = ({ projectId, userId, email, firstName, lastName, role }: ProjectMember): z.infer<typeof projectMemberWire> => ({
  projectUuid: projectId,
  userUuid: userId,
  email,
  firstName,
  lastName,
  role,
})

export const projectGroupWire = z.object({ projectUuid: z.string(), groupUuid: z.string(), role: projectRoleWire })

export const toProjectGroup = ({ projectId, groupId, role }: ProjectGroup): z.infer<typeof projectGroupWire> => ({
  projectUuid: projectId,
  groupUuid: groupId,
  role,
})

export const attributeWire = z.object({
  uuid: z.string(),
  organizationUuid: z.string(),
  name: z.string(),
  description: z.string().optional(),
  attributeDefault: z.string().nullable(),
  users: z.array(z.object({ userUuid: z.string(), email: z.string(), value: z.string() })),
  groups: z.array(z.object({ groupUuid: z.string(), value: z.string() })),
  createdAt: z.string(),
})

export const toAttribute = (attribute: UserAttribute): z.infer<typeof attributeWire> => ({
  uuid: attribute.id,
  organizationUuid: attribute.organizationId,
  name: attribute.name,
  ...(attribute.description === null ? {} : { description: attribute.description }),
  attributeDefault: attribute.defaultValue,
  users: attribute.users.map(({ userId, email, value }) => ({ userUuid: userId, email, value })),
  groups: attribute.groups.map(({ groupId, value }) => ({ groupUuid: groupId, value })),
  createdAt: attribute.createdAt.toISOString(),
})
