import type { UserActor } from '../../../access/actor.ts'
import { readOperation } from '../../../access/operation.ts'
import { highestRole } from '../../../access/role-ladder.ts'
import { decide } from '../../../access/rules.ts'
import { listActors } from '../../identity/actor-store.ts'
import { listGroupsOf } from '../../identity/groups/group-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../project-target.ts'
import { listGroupRolesOfPeople, listProjectGroups } from './project-access-store.ts'
import type { ProjectAccess, RoleSource } from './types.ts'

/** Everybody who can see a project, with the role that counts and where it is from; and the groups with a role in it. */
export const listProjectAccess = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ProjectAccess>({
  name: 'projects.list_access',
  action: 'project.manage',
  target: projectTarget,
  async run(ctx, _input, target) {
    const { id: projectId, organizationId } = target.project
    const everybody = await listActors(ctx.db, { organizationId })
    const byGroups = await listGroupRolesOfPeople(ctx.db, projectId)
    const people = everybody.flatMap(({ actor, isActive }) => {
      const role = decide(actor, 'project.view', target).allowed ? highestRole(actor, projectId) : null
      if (role === null) return []
      const { userId, email, firstName, lastName } = actor
      return [{ userId, email, firstName, lastName, isActive, role, sources: roleSources(actor, projectId, byGroups.get(userId) ?? []) }]
    })
    const { groups: all } = await listGroupsOf(ctx.db, { organizationId })
    const sizes = new Map(all.map(({ id, memberCount }) => [id, memberCount]))
    const groups = (await listProjectGroups(ctx.db, projectId)).map((group) => ({ ...group, memberCount: sizes.get(group.groupId) ?? 0 }))
    return { people, groups }
  },
})

/** The roles that make up what a person is in a project: of the organization, their own, and of each group. */
export function roleSources(actor: UserActor, projectId: string, groups: readonly Omit<Extract<RoleSource, { from: 'group' }>, 'from'>[]): RoleSource[] {
  const own = actor.projectRoles[projectId]
  return [
    ...(actor.organizationRole === null ? [] : [{ from: 'organization' as const, role: actor.organizationRole }]),
    ...(own === undefined ? [] : [{ from: 'project' as const, role: own }]),
    ...groups.map((group) => ({ from: 'group' as const, ...group })),
  ]
}
