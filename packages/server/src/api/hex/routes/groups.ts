import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createGroup, deleteGroup, editGroup, getGroup, listGroups } from '../../../domain/identity/groups/groups.ts'
import type { Group } from '../../../domain/identity/groups/types.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { pageOf, paginationWire } from '../cursors.ts'
import { answers, timestamp } from '../wire/answers.ts'
import { textOrNone, wholeNumber } from '../wire/lenient.ts'

const tags = ['Hex']
const path = '/api/v1/groups'
/** The name of the place is that of the other format which has this address. */
const ofGroup = z.object({ groupUuid: z.string() })
const name = z.string().min(1).max(1000)
const members = z.object({
  users: z
    .array(z.object({ id: z.string() }))
    .max(100)
    .optional(),
})
const idsOf = (given: z.infer<typeof members> | undefined): string[] => given?.users?.map(({ id }) => id) ?? []

const groupWire = z.object({ id: z.string(), name: z.string(), createdAt: timestamp })
const toGroup = ({ id, name: called, createdAt }: Group): z.infer<typeof groupWire> => ({ id, name: called, createdAt: createdAt.toISOString() })

export const groupRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexListGroups',
    method: 'get',
    path,
    summary: 'Groups of the organization in the Hex format; none for those who may not see them',
    tags,
    auth: 'user',
    query: z.object({
      limit: wholeNumber(1, 500).default(25),
      after: textOrNone.optional(),
      before: textOrNone.optional(),
      sortBy: z.enum(['CREATED_AT', 'NAME']).default('CREATED_AT'),
      sortDirection: z.enum(['ASC', 'DESC']).default('ASC'),
    }),
    responses: answers(z.object({ values: z.array(groupWire), pagination: paginationWire }), 'A page of them'),
    async handle(ctx: RequestCtx, { query: { sortBy, sortDirection, ...page } }) {
      const { groups } = await perform(listGroups, ctx, {})
      const { items, pagination } = pageOf(groups, page, {
        by: (group) => (sortBy === 'NAME' ? group.name.toLowerCase() : group.createdAt.toISOString()),
        id: ({ id }) => id,
        descending: sortDirection === 'DESC',
      })
      return { values: items.map(toGroup), pagination }
    },
  }),
  route({
    operationId: 'HexCreateGroup',
    method: 'post',
    path,
    summary: 'Makes a group',
    tags,
    auth: 'user',
    body: z.object({ name, members: members.optional() }),
    responses: answers(z.object({ id: z.string(), name: z.string(), members: z.object({ users: z.array(z.object({ id: z.string() })) }) }), 'The group', 201),
    async handle(ctx: RequestCtx, { body }) {
      const group = await perform(createGroup, ctx, { name: body.name, userIds: idsOf(body.members) })
      return new Answer({ status: 201, results: { id: group.id, name: group.name, members: { users: group.members.map(({ userId: id }) => ({ id })) } } })
    },
  }),
  route({
    operationId: 'HexGetGroup',
    method: 'get',
    path: `${path}/:groupUuid`,
    summary: 'A group in the Hex format',
    tags,
    auth: 'user',
    params: ofGroup,
    responses: answers(groupWire, 'The group'),
    handle: async (ctx: RequestCtx, { params }) => toGroup(await perform(getGroup, ctx, { groupId: params.groupUuid })),
  }),
  route({
    operationId: 'HexEditGroup',
    method: 'patch',
    path: `${path}/:groupUuid`,
    summary: 'Renames a group, puts people into it and takes others out',
    tags,
    auth: 'user',
    params: ofGroup,
    body: z.object({ name: name.optional(), members: z.object({ add: members.optional(), remove: members.optional() }).optional() }),
    responses: answers(groupWire, 'The group as it is now'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toGroup(
        await perform(editGroup, ctx, {
          groupId: params.groupUuid,
          ...(body.name === undefined ? {} : { name: body.name }),
          add: idsOf(body.members?.add),
          remove: idsOf(body.members?.remove),
        }),
      ),
  }),
  route({
    operationId: 'HexDeleteGroup',
    method: 'delete',
    path: `${path}/:groupUuid`,
    summary: 'Deletes a group; its members lose what they had by it',
    tags,
    auth: 'user',
    params: ofGroup,
    responses: answers(null, 'It is gone', 204),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteGroup, ctx, { groupId: params.groupUuid })
      return new Answer({ status: 204 })
    },
  }),
]
