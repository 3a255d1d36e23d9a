import { readOperation } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/stored-values.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { afterDetaching, planSpaceChange, type SpaceChange } from './plan-space-change.ts'
import { listPeopleOfSpaces } from './space-member-store.ts'
import { spacePerson } from './space-person.ts'
import { parentTarget, requireInheritable } from './space-place.ts'

/** A person whose access a change would change. Null: they cannot see the space. */
export type AccessChange = { userId: string; firstName: string; lastName: string; email: string; before: SpaceRole | null; after: SpaceRole | null }

/**
 * Who would gain or lose access if a space were opened or closed, moved, or inherited or not, by name. Nothing is changed.
 * A place needs the right to put something there. Throws as `updateSpace` does for access that contradicts itself.
 */
export const previewSpaceAccess = readOperation<ContentCtx, ContentKey & SpaceChange, ContentTarget<SpaceSpec>, AccessChange[]>({
  name: 'spaces.preview_access',
  action: 'space.manage',
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, change, { resource: { space, projectId, organizationId } }) {
    const parentId = change.parentId === undefined ? space.parentId : change.parentId
    const parent =
      parentId === null
        ? null
        : parentId === space.parentId
          ? await contentTarget(ctx, spaceKind, { idOrSlug: parentId, projectId })
          : await parentTarget(ctx, projectId, parentId)
    const plan = planSpaceChange(space, parent?.space ?? null, change)
    requireInheritable(ctx, { space, parent, plan })
    const spaceIds = [...new Set([...space.chain, ...plan.access.chain])]
    const people = await listPeopleOfSpaces(storeOf(ctx), { spaceIds, projectId, organizationId })
    return people.flatMap((person) => {
      const before = spacePerson(person, { projectId, space })?.role ?? null
      const later = plan.detaches ? afterDetaching(person, space) : person
      const after = spacePerson(later, { projectId, space: plan.access })?.role ?? null
      const { userId, firstName, lastName, email } = person
      return before === after ? [] : [{ userId, firstName, lastName, email, before, after }]
    })
  },
})
