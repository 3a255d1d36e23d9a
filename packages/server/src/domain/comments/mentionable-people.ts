import type { Action } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { listSpaceAccess } from '../content/list-space-access.ts'
import { commentTarget, type CommentedResource, type CommentTarget } from './comment-target.ts'
import { isForAll, requirePart } from './commented-parts.ts'
import { peopleToTell, type Reachable } from './notification-store.ts'

export type MentionablePerson = Reachable & { firstName: string; lastName: string }

/** People who may see a piece of content, and do this with it where it is said, and can be told something, by name. */
export async function peopleSeeing(ctx: Ctx, resource: Resource, action?: Action): Promise<MentionablePerson[]> {
  const members = await listSpaceAccess(ctx, resource, action)
  const reachable = new Map(
    (
      await peopleToTell(
        storeOf(ctx),
        members.map(({ userId }) => userId),
      )
    ).map((person) => [person.userId, person]),
  )
  return members.flatMap(({ userId, firstName, lastName }) => {
    const person = reachable.get(userId)
    return person === undefined ? [] : [{ ...person, firstName, lastName }]
  })
}

/** Those of them who may see this part: a cell that the app does not show is for those who may change the notebook. */
export const peopleSeeingPart = async (ctx: Ctx, resource: CommentedResource, partId: string): Promise<MentionablePerson[]> =>
  peopleSeeing(ctx, resource, (await isForAll(ctx, resource, partId)) ? undefined : 'app.update')

/** Whom one can mention in a comment: people who may see the dashboard, or that cell. Throws `not_found` for a cell that the caller does not see. */
export const listMentionable = readOperation<ContentCtx, { dashboardId: string } | { notebookId: string; cellId: string }, CommentTarget, MentionablePerson[]>({
  name: 'comments.list_mentionable',
  action: 'comment.create',
  target: commentTarget,
  async run(ctx, input, { resource }) {
    if (!('cellId' in input)) return peopleSeeing(ctx, resource)
    await requirePart(ctx, resource, input.cellId)
    return peopleSeeingPart(ctx, resource, input.cellId)
  },
})
