import { z } from 'zod'
import type { SharedSpace, SpaceShares } from '../../../domain/content/shared-spaces.ts'
import type { SpaceRole } from '../../../platform/db/stored-values.ts'

const access = z.enum(['NONE', 'MEMBER', 'MANAGER'])
type Access = z.infer<typeof access>

/** Who may put something into a space is in the format's word a member of it like whoever only sees it. */
const accessOf: Readonly<Record<SpaceRole, Access>> = { viewer: 'MEMBER', editor: 'MEMBER', admin: 'MANAGER' }
const roleOf: Readonly<Record<Access, SpaceRole | null>> = { NONE: null, MEMBER: 'viewer', MANAGER: 'admin' }

export const sharing = z.object({
  users: z
    .array(z.object({ access, id: z.string() }))
    .max(1000)
    .optional(),
  groups: z
    .array(z.object({ access, id: z.string() }))
    .max(1000)
    .optional(),
  workspace: z.object({ members: access.optional() }).optional(),
})
export type Sharing = z.infer<typeof sharing>

export const collectionWire = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  sharing: sharing.required({ users: true, groups: true, workspace: true }),
})

/** A space in words of the format. */
export const toCollection = ({ space: { id, name, description, space }, people, groups }: SharedSpace): z.infer<typeof collectionWire> => ({
  id,
  name,
  ...(description === null ? {} : { description }),
  sharing: {
    users: people.map(({ userId, role }) => ({ access: accessOf[role], id: userId })),
    groups: groups.map(({ groupId, role }) => ({ access: accessOf[role], id: groupId })),
    workspace: { members: space.isPrivate ? 'NONE' : 'MEMBER' },
  },
})

/** Roles that are to be given and taken. Where nothing is said of everybody, that stays as it is. */
export const toShares = (given: Sharing | undefined): SpaceShares & { isPrivate?: boolean } => ({
  people: given?.users?.map(({ access: level, id }) => ({ userId: id, role: roleOf[level] })) ?? [],
  groups: given?.groups?.map(({ access: level, id }) => ({ groupId: id, role: roleOf[level] })) ?? [],
  ...(given?.workspace?.members === undefined ? {} : { isPrivate: given.workspace.members === 'NONE' }),
})
