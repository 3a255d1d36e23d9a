import type { UserActor } from '../../../access/actor.ts'
import { readOperation } from '../../../access/operation.ts'
import { highestRole } from '../../../access/role-ladder.ts'
import { decide, spaceAccess } from '../../../access/rules.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { listActors } from '../actor-store.ts'
import type { IdentityCtx } from '../identity-ctx.ts'
import { listGrantsOfGroup } from './group-store.ts'
import { groupTarget, type GroupKey, type GroupTarget } from './groups.ts'
import type { GroupGrants, GroupLoss, MemberLoss } from './types.ts'

/** What the members of a group have by it: roles in projects and spaces, values of user attributes. */
export const getGroupGrants = readOperation<IdentityCtx, GroupKey, GroupTarget, GroupGrants>({
  name: 'groups.grants',
  action: 'group.view',
  target: groupTarget,
  run: (ctx, _input, { group }) => listGrantsOfGroup(ctx.db, group.id),
})

/** Who would have less without the group, and less of what; those who have the same by other ways are not in it. */
export const getGroupLosses = readOperation<IdentityCtx, GroupKey, GroupTarget, MemberLoss[]>({
  name: 'groups.losses',
  action: 'group.update',
  target: groupTarget,
  async run(ctx, _input, { group }) {
    const { organizationId } = group
    const grants = await listGrantsOfGroup(ctx.db, group.id)
    const ids = grants.spaces.map(({ spaceId }) => spaceId)
    const spaces = await listResources(ctx.db, { kinds: ['space'], scope: { all: true }, organizationId, ids })
    const members = { organizationId, inGroup: group.id }
    const before = await listActors(ctx.db, members)
    const after = new Map((await listActors(ctx.db, members, group.id)).map(({ actor }) => [actor.userId, actor]))
    return before.flatMap(({ actor }) => {
      const without = after.get(actor.userId)
      const losses = without === undefined ? [] : lossesOf(actor, without, { grants, spaces })
      const { userId, email, firstName, lastName } = actor
      return losses.length === 0 ? [] : [{ userId, email, firstName, lastName, losses }]
    })
  },
})

/** Compared by the functions that decide for real. */
function lossesOf(actor: UserActor, without: UserActor, { grants, spaces }: { grants: GroupGrants; spaces: readonly Resource[] }): GroupLoss[] {
  const projects = grants.projects.flatMap(({ projectId, name }): GroupLoss[] => {
    const [before, after] = [visibleRole(actor, projectId), visibleRole(without, projectId)]
    return before === null || before === after ? [] : [{ kind: 'project', projectId, name, before, after }]
  })
  const inSpaces = spaces.flatMap(({ id, projectId, name, space }): GroupLoss[] => {
    const [before, after] = [spaceAccess(actor, projectId, space), spaceAccess(without, projectId, space)]
    return before === null || before === after ? [] : [{ kind: 'space', spaceId: id, name, before, after }]
  })
  const attributes = grants.attributes.flatMap(({ name }): GroupLoss[] => {
    const before = [...(actor.userAttributes[name] ?? [])]
    const after = [...(without.userAttributes[name] ?? [])]
    return before.every((value) => after.includes(value)) ? [] : [{ kind: 'attribute', name, before, after }]
  })
  return [...projects, ...inSpaces, ...attributes]
}

/** The role that counts in a project, or null for those who may not even see it. */
function visibleRole(actor: UserActor, projectId: string): ReturnType<typeof highestRole> {
  return decide(actor, 'project.view', { organizationId: actor.organizationId, projectId }).allowed ? highestRole(actor, projectId) : null
}
