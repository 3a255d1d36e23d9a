import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getCurrentUser } from '../../../domain/identity/current-user.ts'
import { getGroupMembers } from '../../../domain/identity/groups/groups.ts'
import { setMemberActive } from '../../../domain/identity/member-active.ts'
import { listMembers } from '../../../domain/identity/members.ts'
import { getCurrentToken } from '../../../domain/identity/tokens.ts'
import { organizationOf } from '../../../domain/projects/project-target.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers } from '../wire/answers.ts'
import { textOrNone, wholeNumber, words } from '../wire/lenient.ts'
import { toUser, userWire } from '../wire/user.ts'

const tags = ['Hex']
/** `exp` in seconds; null: it never ends. */
const whose = z.object({ org: z.object({ id: z.string() }), token: z.object({ exp: z.number().nullable() }).nullable() })

export const userRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexMe',
    method: 'get',
    path: '/api/v1/users/me',
    summary: 'Whose token this is, and when it ends; of a service account only the organization',
    tags,
    auth: 'user',
    responses: answers(z.union([userWire.extend(whose.shape), whose]), 'The person'),
    async handle(ctx: RequestCtx) {
      const user = await perform(getCurrentUser, ctx, {})
      const used = await perform(getCurrentToken, ctx, {})
      const exp = used?.expiresAt ?? null
      const told = { org: { id: organizationOf(ctx) }, token: used === null ? null : { exp: exp === null ? null : Math.floor(exp.getTime() / 1000) } }
      const isProgram = ctx.actor.kind === 'user' && ctx.actor.isServiceAccount
      return isProgram || user.organization === null ? told : { ...toUser({ ...user, role: user.organization.role }), ...told }
    },
  }),
  route({
    operationId: 'HexListUsers',
    method: 'get',
    path: '/api/v1/users',
    summary: 'Active members of the organization in the Hex format',
    tags,
    auth: 'user',
    query: z.object({
      limit: wholeNumber(1, 500).default(25),
      after: textOrNone.optional(),
      before: textOrNone.optional(),
      sortBy: z.enum(['NAME', 'EMAIL']).default('NAME'),
      sortDirection: z.enum(['ASC', 'DESC']).default('ASC'),
      groupId: textOrNone.optional(),
      userIds: words.default([]),
    }),
    responses: answers(z.object({ values: z.array(userWire), pagination: paginationWire }), 'A page of them'),
    async handle(ctx: RequestCtx, { query: { groupId, userIds, sortBy, sortDirection, ...page } }) {
      const { members } = await perform(listMembers, ctx, {})
      const inGroup = groupId === undefined ? null : new Set((await perform(getGroupMembers, ctx, { groupId })).map(({ userId }) => userId))
      const wanted = members.filter(
        ({ userId, isActive, isPending }) => isActive && !isPending && inGroup?.has(userId) !== false && (userIds.length === 0 || userIds.includes(userId)),
      )
      const users = wanted.map((member) => toUser({ ...member, id: member.userId }))
      const { items, pagination } = pageOf(users, page, {
        by: ({ name, email }) => (sortBy === 'EMAIL' ? email : (name ?? email)).toLowerCase(),
        id: ({ id }) => id,
        descending: sortDirection === 'DESC',
      })
      return { values: items, pagination }
    },
  }),
  route({
    operationId: 'HexDeactivateUser',
    method: 'post',
    path: '/api/v1/users/:userId/deactivate',
    summary: 'Locks a member out; what they made stays',
    tags,
    auth: 'user',
    params: z.object({ userId: z.string() }),
    responses: answers(z.object({ user: userWire }), 'The member'),
    async handle(ctx: RequestCtx, { params: { userId } }) {
      const member = await perform(setMemberActive, ctx, { userId, isActive: false })
      return { user: toUser({ ...member, id: member.userId }) }
    },
  }),
]
