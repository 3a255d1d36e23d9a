import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createAttribute, deleteAttribute, listAttributes, updateAttribute } from '../../../domain/identity/attributes/attributes.ts'
import type { AttributeValues } from '../../../domain/identity/attributes/types.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { attributeWire, toAttribute } from '../wire/group.ts'

const tags = ['User attributes']
const inAttribute = z.object({ userAttributeUuid: z.string() })
const attribute = z.object({
  name: z.string().max(1000),
  description: z.string().max(5000).optional(),
  attributeDefault: z.string().nullable(),
  users: z.array(z.object({ userUuid: z.string(), value: z.string() })).max(10_000),
  groups: z.array(z.object({ groupUuid: z.string(), value: z.string() })).max(10_000),
})

const valuesOf = (body: z.infer<typeof attribute>): AttributeValues => ({
  name: body.name,
  description: body.description,
  defaultValue: body.attributeDefault,
  users: body.users.map(({ userUuid, value }) => ({ userId: userUuid, value })),
  groups: body.groups.map(({ groupUuid, value }) => ({ groupId: groupUuid, value })),
})

export const userAttributeRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getUserAttributes',
    method: 'get',
    path: '/api/v1/org/attributes',
    summary: 'User attributes of the organization with their values',
    tags,
    auth: 'user',
    responses: answers(z.array(attributeWire), 'The attributes by name'),
    handle: async (ctx: RequestCtx) => (await perform(listAttributes, ctx, {})).map(toAttribute),
  }),
  route({
    operationId: 'createUserAttribute',
    method: 'post',
    path: '/api/v1/org/attributes',
    summary: 'Makes a user attribute',
    tags,
    auth: 'user',
    body: attribute,
    responses: answers(attributeWire, 'The attribute', { status: 201 }),
    handle: async (ctx: RequestCtx, { body }) => new Answer({ status: 201, results: toAttribute(await perform(createAttribute, ctx, valuesOf(body))) }),
  }),
  route({
    operationId: 'updateUserAttribute',
    method: 'put',
    path: '/api/v1/org/attributes/:userAttributeUuid',
    summary: 'Makes a user attribute what is given; values left out are gone',
    tags,
    auth: 'user',
    params: inAttribute,
    body: attribute,
    responses: answers(attributeWire, 'The attribute', { status: 201 }),
    handle: async (ctx: RequestCtx, { params, body }) =>
      new Answer({ status: 201, results: toAttribute(await perform(updateAttribute, ctx, { attributeId: params.userAttributeUuid, ...valuesOf(body) })) }),
  }),
  route({
    operationId: 'removeUserAttribute',
    method: 'delete',
    path: '/api/v1/org/attributes/:userAttributeUuid',
    summary: 'Deletes a user attribute',
    tags,
    auth: 'user',
    params: inAttribute,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteAttribute, ctx, { attributeId: params.userAttributeUuid })
    },
  }),
]
