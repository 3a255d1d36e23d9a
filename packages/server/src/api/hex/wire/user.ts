import { z } from 'zod'
import type { OrganizationRole } from '../../../platform/db/stored-values.ts'

const roleWire = z.enum(['ADMIN', 'MANAGER', 'EDITOR', 'EXPLORER', 'MEMBER', 'GUEST'])

/** Our roles in words of the format: whoever looks only is a member there, whoever sees nothing by themselves a guest. */
const roleOf: Readonly<Record<OrganizationRole, z.infer<typeof roleWire>>> = {
  admin: 'ADMIN',
  developer: 'MANAGER',
  editor: 'EDITOR',
  interactive_viewer: 'EXPLORER',
  viewer: 'MEMBER',
  member: 'GUEST',
}

export const userWire = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  role: roleWire,
  /** When people signed in last is told to nobody here. */
  lastLoginDate: z.null(),
})

type Somebody = { id: string; email: string; firstName: string; lastName: string; role: OrganizationRole }

export const toUser = ({ id, email, firstName, lastName, role }: Somebody): z.infer<typeof userWire> => {
  const name = `${firstName} ${lastName}`.trim()
  return { id, name: name === '' ? null : name, email, role: roleOf[role], lastLoginDate: null }
}
