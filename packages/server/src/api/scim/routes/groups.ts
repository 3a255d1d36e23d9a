import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { changeScimGroup, createScimGroup, deleteScimGroup, getScimGroup, listProviderGroups } from '../../../domain/identity/scim/scim-groups.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { toGroupWish, toGroupResource } from '../wire/group.ts'
import { listQuery, toList, toScimQuery } from '../wire/list.ts'
import { patchBody, patchDocument } from '../wire/patch.ts'
import { requireVersion } from '../wire/resource.ts'
import { baseOf, createdResponses, documentBody, goneResponses, projectionQuery, readAnswer, resourceAnswer, responses, tags } from './shape.ts'

const ofgroup = z.object({ id: z.string() })

export const groupRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListScimGroups',
    method: 'get',
    path: '/scim/v2/Groups',
    summary: 'Groups of the organization: filtered, sorted, by pages',
    tags,
    auth: 'user',
    query: listQuery,
    responses,
    async handle(ctx: RequestCtx, { query }) {
      const asked = toScimQuery(query)
      const { groups, total } = await perform(listProviderGroups, ctx, asked)
      return toList(
        groups.map((group) => toGroupResource(group, baseOf(ctx))),
        total,
        asked,
        query,
      )
    },
  }),
  route({
    operationId: 'CreateScimGroup',
    method: 'post',
    path: '/scim/v2/Groups',
    summary: 'Makes a group',
    tags,
    auth: 'user',
    query: projectionQuery,
    body: documentBody,
    responses: createdResponses,
    handle: async (ctx: RequestCtx, { body, query }) =>
      resourceAnswer(toGroupResource(await perform(createScimGroup, ctx, toGroupWish(body)), baseOf(ctx)), query, 201),
  }),
  route({
    operationId: 'GetScimGroup',
    method: 'get',
    path: '/scim/v2/Groups/:id',
    summary: 'A group, or 304 when the client has this version',
    tags,
    auth: 'user',
    params: ofgroup,
    query: projectionQuery,
    responses,
    handle: async (ctx: RequestCtx, { params, query, request }) =>
      readAnswer(toGroupResource(await perform(getScimGroup, ctx, { groupId: params.id }), baseOf(ctx)), query, request.headers['if-none-match']),
  }),
  route({
    operationId: 'ReplaceScimGroup',
    method: 'put',
    path: '/scim/v2/Groups/:id',
    summary: 'Makes a group what the document says',
    tags,
    auth: 'user',
    params: ofgroup,
    query: projectionQuery,
    body: documentBody,
    responses,
    async handle(ctx: RequestCtx, { params, body, query, request }) {
      const group = await perform(changeScimGroup, ctx, {
        groupId: params.id,
        change(current) {
          requireVersion(request.headers['if-match'], toGroupResource(current, baseOf(ctx)))
          return toGroupWish(body)
        },
      })
      return resourceAnswer(toGroupResource(group, baseOf(ctx)), query)
    },
  }),
  route({
    operationId: 'PatchScimGroup',
    method: 'patch',
    path: '/scim/v2/Groups/:id',
    summary: 'Changes parts of a group',
    tags,
    auth: 'user',
    params: ofgroup,
    query: projectionQuery,
    body: patchBody,
    responses,
    async handle(ctx: RequestCtx, { params, body, query, request }) {
      const group = await perform(changeScimGroup, ctx, {
        groupId: params.id,
        change(current) {
          const resource = toGroupResource(current, baseOf(ctx))
          requireVersion(request.headers['if-match'], resource)
          return toGroupWish(patchDocument(resource, body.Operations))
        },
      })
      return resourceAnswer(toGroupResource(group, baseOf(ctx)), query)
    },
  }),
  route({
    operationId: 'DeleteScimGroup',
    method: 'delete',
    path: '/scim/v2/Groups/:id',
    summary: 'Deletes a group; its members lose what they had by it',
    tags,
    auth: 'user',
    params: ofgroup,
    responses: goneResponses,
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteScimGroup, ctx, { groupId: params.id })
      return new Answer({ status: 204 })
    },
  }),
]
