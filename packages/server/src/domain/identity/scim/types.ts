import type { OrganizationRole } from '../../../platform/db/stored-values.ts'
import type { Filter } from './filter.ts'

/** A person as a provider of identities sees them. */
export type ScimUser = {
  id: string
  /** As the provider writes it; the address where none has. */
  userName: string
  externalId: string | null
  email: string
  firstName: string
  lastName: string
  active: boolean
  role: OrganizationRole
  groups: { id: string; name: string }[]
  createdAt: Date
  updatedAt: Date
}

/** What a provider says a person is; `role` null leaves it as it is. */
export type ScimUserWish = Pick<ScimUser, 'userName' | 'externalId' | 'email' | 'firstName' | 'lastName' | 'active'> & { role: OrganizationRole | null }

/** A group as a provider sees it: its people, without service accounts. */
export type ScimGroup = {
  id: string
  name: string
  externalId: string | null
  members: { userId: string; name: string }[]
  createdAt: Date
  updatedAt: Date
}

export type ScimGroupWish = { name: string; externalId: string | null; memberIds: readonly string[] }

/** Which of them, in which order: `limit` after the first `offset`. */
export type ScimQuery = { filter: Filter | null; sortBy: string | null; descending: boolean; offset: number; limit: number }

/** What an administrator sees of the provider's work. */
export type ScimStatus = { lastCallAt: Date | null; lastChangeAt: Date | null; users: number; groups: number; tokens: number }
