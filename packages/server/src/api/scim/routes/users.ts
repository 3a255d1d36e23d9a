import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { changeScimUser, createScimUser, deleteScimUser, getScimUser, listProviderUsers } from '../../../domain/identity/scim/scim-users.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { toUserWish, toUserResource } from '../wire/user.ts'
import { listQuery, toList, toScimQuery } from '../wire/list.ts'
import { patchBody, patchDocument } from '../wire/patch.ts'
import { requireVersion } from '../wire/resource.ts'
import { baseOf, createdResponses, documentBody, goneResponses, projectionQuery, readAnswer, resourceAnswer, responses, tags } from './shape.ts'

const ofuser = z.object({ id: z.string() })

export const userRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListScimUsers',
    method: 'get',
    path: '/scim/v2/Users',
    summary: 'People of the organization: filtered, sorted, by pages',
    tags,
    auth: 'user',
    query: listQuery,
    responses,
    async handle(ctx: RequestCtx, { query }) {
      const asked = toScimQuery(query)
      const { users, total } = await perform(listProviderUsers, ctx, asked)
      return toList(
        users.map((user) => toUserResource(user, baseOf(ctx))),
        total,
        asked,
        query,
      )
    },
  }),
  route({
    operationId: 'CreateScimUser',
    method: 'post',
    path: '/scim/v2/Users',
    summary: 'Makes a person; one who was deleted comes back',
    tags,
    auth: 'user',
    query: projectionQuery,
    body: documentBody,
    responses: createdResponses,
    handle: async (ctx: RequestCtx, { body, query }) =>
      resourceAnswer(toUserResource(await perform(createScimUser, ctx, toUserWish(body, null)), baseOf(ctx)), query, 201),
  }),
  route({
    operationId: 'GetScimUser',
    method: 'get',
    path: '/scim/v2/Users/:id',
    summary: 'A person, or 304 when the client has this version',
    tags,
    auth: 'user',
    params: ofuser,
    query: projectionQuery,
    responses,
    handle: async (ctx: RequestCtx, { params, query, request }) =>
      readAnswer(toUserResource(await perform(getScimUser, ctx, { userId: params.id }), baseOf(ctx)), query, request.headers['if-none-match']),
  }),
  route({
    operationId: 'ReplaceScimUser',
    method: 'put',
    path: '/scim/v2/Users/:id',
    summary: 'Makes a person what the document says',
    tags,
    auth: 'user',
    params: ofuser,
    query: projectionQuery,
    body: documentBody,
    responses,
    async handle(ctx: RequestCtx, { params, body, query, request }) {
      const user = await perform(changeScimUser, ctx, {
        userId: params.id,
        change(current) {
          requireVersion(request.headers['if-match'], toUserResource(current, baseOf(ctx)))
          return toUserWish(body, current)
        },
      })
      return resourceAnswer(toUserResource(user, baseOf(ctx)), query)
    },
  }),
  route({
    operationId: 'PatchScimUser',
    method: 'patch',
    path: '/scim/v2/Users/:id',
    summary: 'Changes parts of a person',
    tags,
    auth: 'user',
    params: ofuser,
    query: projectionQuery,
    body: patchBody,
    responses,
    async handle(ctx: RequestCtx, { params, body, query, request }) {
      const user = await perform(changeScimUser, ctx, {
        userId: params.id,
        change(current) {
          const resource = toUserResource(current, baseOf(ctx))
          requireVersion(request.headers['if-match'], resource)
          return toUserWish(patchDocument(resource, body.Operations), current)
        },
      })
      return resourceAnswer(toUserResource(user, baseOf(ctx)), query)
    },
  }),
  route({
    operationId: 'DeleteScimUser',
    method: 'delete',
    path: '/scim/v2/Users/:id',
    summary: 'Locks a person out; what they made stays',
    tags,
    auth: 'user',
    params: ofuser,
    responses: goneResponses,
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteScimUser, ctx, { userId: params.id })
      return new Answer({ status: 204 })
    },
  }),
]
