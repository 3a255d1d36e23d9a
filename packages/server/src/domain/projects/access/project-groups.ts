import { readOperation, writeOperation } from '../../../access/operation.ts'
import type { ProjectRole } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import { groupTarget } from '../../identity/groups/groups.ts'
import { forgetAllAfterCommit, type IdentityCtx } from '../../identity/identity-ctx.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../project-target.ts'
import { deleteProjectGroup, lessenGroupInPreviews, lockProjectGroupRole, listProjectGroups, saveProjectGroup } from './project-access-store.ts'
import type { ProjectGroup } from './types.ts'

type GroupsCtx = ProjectCtx & IdentityCtx
type Key = { projectId: string; groupId: string }
type Found = ProjectTarget & { groupId: string; name: string }

/** Groups with a role in a project. */
export const listProjectGroupRoles = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ProjectGroup[]>({
  name: 'projects.list_groups',
  action: 'project.manage',
  target: projectTarget,
  run: (ctx, { projectId }) => listProjectGroups(ctx.db, projectId),
})

/** Gives a group a role in a project, or changes the one it has, and lessens it in its previews; with `mustExist` only changes it, else `not_found`. */
export const setProjectGroupRole = writeOperation<GroupsCtx, Key & { role: ProjectRole; mustExist?: boolean }, Found, ProjectGroup>({
  name: 'projects.set_group',
  action: 'group.update',
  writes: true,
  target: bothTargets,
  async run(ctx, { role, mustExist = false }, { project, groupId, name }) {
    const before = await lockProjectGroupRole(ctx.tx, project.id, groupId)
    // Taken away since it was read: an old wish must not give it back.
    if (before === null && mustExist) throw noRole()
    await saveProjectGroup(ctx.tx, { projectId: project.id, groupId, role })
    const previews = await lessenGroupInPreviews(ctx.tx, groupId, { projectId: project.id, role })
    forgetAllAfterCommit(ctx)
    ctx.record({ targetKind: 'project_group', targetId: groupId, before: { role: before }, after: { role, previews } })
    return { projectId: project.id, groupId, name, role }
  },
})

/** Takes a group's role in a project away, and in its previews; `removed` is false when it has none. */
export const removeProjectGroupRole = writeOperation<GroupsCtx, Key, Found, { removed: boolean }>({
  name: 'projects.remove_group',
  action: 'group.update',
  writes: true,
  target: bothTargets,
  async run(ctx, _input, { project, groupId }) {
    const before = await lockProjectGroupRole(ctx.tx, project.id, groupId)
    if (before === null) return { removed: false }
    await deleteProjectGroup(ctx.tx, project.id, groupId)
    const previews = await lessenGroupInPreviews(ctx.tx, groupId, { projectId: project.id, role: null })
    forgetAllAfterCommit(ctx)
    ctx.record({ targetKind: 'project_group', targetId: groupId, before: { role: before }, after: { role: null, previews } })
    return { removed: true }
  },
})

/** The project and the group, which have to be of the caller's organization both. */
async function bothTargets(ctx: GroupsCtx, key: Key): Promise<Found> {
  const target = await projectTarget(ctx, key)
  if (ctx.actor.kind === 'user' && target.organizationId !== ctx.actor.organizationId) return { ...target, groupId: key.groupId, name: '' }
  const { group } = await groupTarget(ctx, key)
  return { ...target, groupId: group.id, name: group.name }
}

const noRole = (): AppError => new AppError('not_found', 'This group has no role in this project', { reason: 'group_missing' })
