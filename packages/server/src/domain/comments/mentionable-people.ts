import { readOperation, type Ctx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { listSpaceAccess } from '../content/list-space-access.ts'
import { commentTarget, type CommentTarget } from './comment-target.ts'
import { peopleToTell, type Reachable } from './notification-store.ts'

export type MentionablePerson = Reachable & { firstName: string; lastName: string }

/** People who may see a dashboard and can be told something, by name. */
export async function peopleSeeing(ctx: Ctx, dashboard: Resource): Promise<MentionablePerson[]> {
  const members = await listSpaceAccess(ctx, dashboard)
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

/** Whom one can mention in a comment: people who may see the dashboard. */
export const listMentionable = readOperation<ContentCtx, { dashboardId: string }, CommentTarget, MentionablePerson[]>({
  name: 'comments.list_mentionable',
  action: 'comment.create',
  target: commentTarget,
  run: (ctx, _input, { resource }) => peopleSeeing(ctx, resource),
})
