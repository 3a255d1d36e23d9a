import { writeOperation } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { forgetAfterCommit, type IdentityCtx } from '../identity/identity-ctx.ts'
import { strangersAmong } from '../identity/member-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { asAdminOf } from './as-admin-of.ts'
import { checkName } from './check-name.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind } from './content-kinds.ts'
import { loggedState } from './logged-state.ts'
import { spaceNow } from './space-as-seen.ts'
import { saveSpaceMember } from './space-member-store.ts'
import { checkPlace, parentTarget } from './space-place.ts'
import { lockSpaceTree, setInherits, settleChains } from './space-tree-store.ts'
import type { Space } from './types.ts'

export type CreateSpace = {
  projectId: string
  name: string
  description?: string | null
  /** Wanted instead of one made from the name; counted up like that one when taken. */
  slug?: string
  /** The space to put it into; at the top when absent. */
  parentId?: string
  /** Whether it has the access of that space too. In a space it does unless this or `isPrivate` says otherwise. */
  inherits?: boolean
  /** True when absent. */
  isPrivate?: boolean
  /** People of the organization beside the creator, who is always admin of it. */
  access?: readonly { userId: string; role: SpaceRole }[]
}

/**
 * Creates a space, private unless said otherwise; in another one with its access, unless said otherwise. Throws `invalid`
 * (`space_depth`, `no_parent`) and, for a place without the right, `forbidden`.
 */
export const createSpace = writeOperation<ContentCtx & IdentityCtx, CreateSpace, ProjectTarget, Space>({
  name: 'spaces.create',
  action: 'space.create',
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project }) {
    const access = input.access ?? []
    const [stranger] = await strangersAmong(
      ctx.tx,
      project.organizationId,
      access.map(({ userId }) => userId),
    )
    if (stranger !== undefined) {
      const index = access.findIndex(({ userId }) => userId === stranger)
      const message = `There is no person ${stranger} in your organization`
      throw new AppError('invalid', message, { reason: 'person_missing', fields: [{ path: `access.${index}.userUuid`, message }] })
    }
    const author = authorOf(ctx)
    if (input.parentId !== undefined) await lockSpaceTree(ctx.tx, project.id)
    const parent = input.parentId === undefined ? null : await parentTarget(ctx, project.id, input.parentId)
    if (parent === null && input.inherits === true) {
      throw new AppError('invalid', 'A space at the top has nothing to inherit from. Name the space to put it into.', { reason: 'no_parent' })
    }
    if (parent !== null) await checkPlace(ctx, null, parent.space.id)
    const inherits = parent !== null && (input.inherits ?? input.isPrivate === undefined)
    const id = await insertResource(ctx.tx, spaceKind, {
      organizationId: project.organizationId,
      projectId: project.id,
      spaceId: parent?.space.id ?? null,
      dashboardId: null,
      name: checkName(input.name),
      description: input.description ?? null,
      ...(input.slug === undefined ? {} : { slug: input.slug }),
      spec: { isPrivate: input.isPrivate ?? true },
      ...author,
    })
    if (inherits) {
      await setInherits(ctx.tx, id, true)
      await settleChains(ctx.tx, id)
    }
    const members = new Map<string, SpaceRole>(access.map(({ userId, role }) => [userId, role]))
    if (author.authorId !== null) members.set(author.authorId, 'admin')
    for (const [userId, role] of members) {
      await saveSpaceMember(ctx.tx, { spaceId: id, userId, role })
      forgetAfterCommit(ctx, userId)
    }
    const space = await spaceNow({ ...ctx, actor: ctx.actor.kind === 'user' ? asAdminOf(ctx.actor, id) : ctx.actor }, id)
    ctx.record({
      targetKind: 'space',
      targetId: id,
      before: null,
      after: { ...loggedState(space), parentId: space.space.parentId, inherits, isPrivate: space.space.isPrivate, access: Object.fromEntries(members) },
    })
    return space
  },
})
