/** People who are given roles and attribute values together. */
export type Group = {
  id: string
  organizationId: string
  name: string
  createdBy: string | null
  updatedBy: string | null
  createdAt: Date
  updatedAt: Date
}

export type GroupMember = { userId: string; email: string; firstName: string; lastName: string }

export type GroupWithMembers = Group & { members: GroupMember[] }
