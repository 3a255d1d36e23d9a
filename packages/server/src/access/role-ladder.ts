import type { OrganizationRole, ProjectRole } from '../platform/db/schema.ts'
import type { UserActor } from './actor.ts'

/** From least to most; each step may all that the one before may. */
export const roleLadder = ['member', 'viewer', 'interactive_viewer', 'editor', 'developer', 'admin'] as const satisfies readonly OrganizationRole[]

/** Whether `role` is `least` or above; nobody's role (null) never is. */
export const atLeast = (role: OrganizationRole | null, least: OrganizationRole): boolean =>
  role !== null && roleLadder.indexOf(role) >= roleLadder.indexOf(least)

/** The direct role in a project, if any. */
export const projectRoleOf = (actor: UserActor, projectId: string | undefined): ProjectRole | null =>
  projectId === undefined ? null : (actor.projectRoles[projectId] ?? null)

/** Rights of organization and project add up: since roles are a ladder, the higher of the two counts. */
export function highestRole(actor: UserActor, projectId: string | undefined): OrganizationRole | null {
  const inProject = projectRoleOf(actor, projectId)
  return inProject !== null && atLeast(inProject, actor.organizationRole ?? 'member') ? inProject : actor.organizationRole
}
