import { roles, type Role } from './members.ts'

/** A role in the organization; `member` is one of the organization alone. */
export type OrganizationRole = Role
export type ProjectRole = Exclude<Role, 'member'>

/** Roles in a project from least to most. */
export const projectRoles = roles.filter((role): role is ProjectRole => role !== 'member')
