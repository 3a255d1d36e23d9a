import type { OrganizationRole } from '../../../platform/db/stored-values.ts'
import { roleName } from './roles.ts'

export type Somebody = {
  userId: string
  firstName: string
  lastName: string
  email: string
  /** What they are in the project; null: not for the caller to know. */
  role: OrganizationRole | null
}

export const toUser = ({ userId, firstName, lastName, email, role }: Somebody): object => ({
  id: userId,
  fullName: `${firstName} ${lastName}`.trim(),
  displayName: firstName === '' ? email : firstName,
  email,
  roles: role === null ? null : [roleName(role)],
})
