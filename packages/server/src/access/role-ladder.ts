import type { OrganizationRole, ProjectRole, SpaceRole } from '../platform/db/stored-values.ts'
import type { UserActor } from './actor.ts'

/** From least to most; each step may all that the one before may. */
export const projectLadder = ['viewer', 'interactive_viewer', 'editor', 'developer', 'admin'] as const satisfies readonly ProjectRole[]

/** The same of an organization. */
export const roleLadder = ['member', ...projectLadder] as const satisfies readonly OrganizationRole[]

/** The same of a space. */
export const spaceLadder = ['viewer', 'editor', 'admin'] as const satisfies readonly SpaceRole[]

/** Whether `role` is `least` or above; nobody's role (null) never is. */
export const atLeast = (role: OrganizationRole | null, least: OrganizationRole): boolean =>
  role !== null && roleLadder.indexOf(role) >= roleLadder.indexOf(least)

/** The role in a project, their own or that of a group, whichever is higher; organization roles are apart. */
export function projectRoleOf(actor: UserActor, projectId: string | undefined): ProjectRole | null {
  if (projectId === undefined) return null
  const own = actor.projectRoles[projectId] ?? null
  const byGroup = actor.projectGroupRoles[projectId] ?? null
  return byGroup !== null && !atLeast(own, byGroup) ? byGroup : own
}

/** Rights of organization, project and groups add up: since roles are a ladder, the highest counts. */
export function highestRole(actor: UserActor, projectId: string | undefined): OrganizationRole | null {
  const inProject = projectRoleOf(actor, projectId)
  return inProject !== null && atLeast(inProject, actor.organizationRole ?? 'member') ? inProject : actor.organizationRole
}
