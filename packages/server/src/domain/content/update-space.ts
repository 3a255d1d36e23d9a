import { writeOperation } from '../../access/operation.ts'
import { updateResource } from '../../resources/resource-store.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import { forgetAllAfterCommit, type IdentityCtx } from '../identity/identity-ctx.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, requireAction, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import { inheritsAccess, planSpaceChange, type SpaceChange } from './plan-space-change.ts'
import { spaceNow } from './space-as-seen.ts'
import { checkPlace, copyInheritedAccess, parentTarget, requireInheritable } from './space-place.ts'
import { lockSpaceTree, setInherits, settleChains } from './space-tree-store.ts'
import type { Space } from './types.ts'

type UpdateSpace = ContentKey & SpaceChange & { name?: string; description?: string | null }

/**
 * Renames a space, makes it private or public, moves it into another one or to the top, makes it inherit access or have
 * its own. Moving needs the right to put something there too. Throws `invalid` (`space_cycle`, `space_depth`,
 * `no_parent`, `inherits_access`).
 */
export const updateSpace = writeOperation<ContentCtx & IdentityCtx, UpdateSpace, ContentTarget<SpaceSpec>, Space>({
  name: 'spaces.update',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { name, description, idOrSlug: _idOrSlug, projectId: _projectId, ...change }, { resource: found }) {
    const { id, projectId, organizationId } = found
    await lockSpaceTree(ctx.tx, projectId)
    // Where it is and whose access counts may have changed before the lock.
    const before = await contentTarget(ctx, spaceKind, { idOrSlug: id, projectId })
    requireAction(ctx, 'space.manage', before)
    const { resource, space } = before
    if (name !== undefined || description !== undefined) {
      const head = { ...(name === undefined ? {} : { name: checkName(name) }), ...(description === undefined ? {} : { description }) }
      await updateResource(ctx.tx, id, head, authorOf(ctx))
    }

    const parentId = change.parentId === undefined ? space.parentId : change.parentId
    const isMoved = parentId !== space.parentId
    if (isMoved && parentId === null) requireAction(ctx, 'space.create', { organizationId, projectId })
    const parent =
      parentId === null ? null : isMoved ? await parentTarget(ctx, projectId, parentId) : await contentTarget(ctx, spaceKind, { idOrSlug: parentId, projectId })
    const plan = planSpaceChange(space, parent?.space ?? null, change)
    requireInheritable(ctx, { space, parent, plan })
    if (isMoved) {
      if (parent !== null) await checkPlace(ctx, id, parent.space.id)
      await updateResource(ctx.tx, id, { spaceId: parent?.space.id ?? null }, authorOf(ctx))
    }
    if (plan.detaches) await copyInheritedAccess(ctx, space)
    if (isMoved || plan.inherits !== inheritsAccess(space)) {
      await setInherits(ctx.tx, id, plan.inherits)
      await settleChains(ctx.tx, id)
    }
    if (!plan.inherits && plan.access.isPrivate !== resource.spec.isPrivate) {
      await appendRevision(ctx.tx, spaceKind, { resourceId: id, spec: { ...resource.spec, isPrivate: plan.access.isPrivate }, ...authorOf(ctx) })
    }
    if (plan.detaches) forgetAllAfterCommit(ctx)
    const after = await spaceNow(ctx, id)
    ctx.record({ targetKind: 'space', targetId: id, before: stateOf(resource), after: stateOf(after) })
    return after
  },
})

const stateOf = (resource: ContentTarget<SpaceSpec>['resource']): object => ({
  ...loggedState(resource),
  parentId: resource.space.parentId,
  isPrivate: resource.space.isPrivate,
  inherits: inheritsAccess(resource.space),
})
