import { readOperation } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/schema.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { listPeopleOfSpace } from './space-member-store.ts'
import { spacePerson } from './space-person.ts'

/** A person whose access a change would change. Null: they cannot see the space. */
export type AccessChange = { userId: string; firstName: string; lastName: string; email: string; before: SpaceRole | null; after: SpaceRole | null }

/** Who would gain or lose access if a space were private or public, by name. Nothing is changed. */
export const previewPrivacy = readOperation<ContentCtx, ContentKey & { isPrivate: boolean }, ContentTarget<SpaceSpec>, AccessChange[]>({
  name: 'spaces.preview_privacy',
  action: 'space.manage',
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { isPrivate }, { resource }) {
    const { projectId, space } = resource
    const people = await listPeopleOfSpace(storeOf(ctx), resource)
    return people.flatMap((person) => {
      const before = spacePerson(person, { projectId, space })?.role ?? null
      const after = spacePerson(person, { projectId, space: { ...space, isPrivate } })?.role ?? null
      const { userId, firstName, lastName, email } = person
      return before === after ? [] : [{ userId, firstName, lastName, email, before, after }]
    })
  },
})
