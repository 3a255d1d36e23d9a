import { writeOperation } from '../../access/operation.ts'
import { updateResource } from '../../resources/resource-store.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import { spaceNow } from './space-as-seen.ts'
import type { Space } from './types.ts'

/** Renames a space, or makes it private or public. */
export const updateSpace = writeOperation<ContentCtx, ContentKey & { name?: string; isPrivate?: boolean }, ContentTarget<SpaceSpec>, Space>({
  name: 'spaces.update',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { name, isPrivate }, { resource }) {
    if (name !== undefined) await updateResource(ctx.tx, resource.id, { name: checkName(name) }, authorOf(ctx))
    if (isPrivate !== undefined && isPrivate !== resource.spec.isPrivate) {
      await appendRevision(ctx.tx, spaceKind, { resourceId: resource.id, spec: { ...resource.spec, isPrivate }, ...authorOf(ctx) })
    }
    const space = await spaceNow(ctx, resource.id)
    ctx.record({
      targetKind: 'space',
      targetId: resource.id,
      before: { ...loggedState(resource), isPrivate: resource.spec.isPrivate },
      after: { ...loggedState(space), isPrivate: space.spec.isPrivate },
    })
    return space
  },
})
