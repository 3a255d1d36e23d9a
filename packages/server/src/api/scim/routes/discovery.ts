import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { describeScim } from '../../../domain/identity/scim/scim-users.ts'
import { AppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { resourceTypes, schemas, serviceProviderConfig } from '../wire/discovery.ts'
import type { Document } from '../wire/resource.ts'
import { urns } from '../wire/urns.ts'
import { baseOf, responses, tags } from './shape.ts'

const listOf = (all: readonly Document[]): Document => ({
  schemas: [urns.list],
  totalResults: all.length,
  startIndex: 1,
  itemsPerPage: all.length,
  Resources: all,
})

function oneOf(all: readonly (Document & { id: string })[], id: string): Document {
  const found = all.find((one) => one.id.toLowerCase() === id.toLowerCase())
  if (found === undefined) throw new AppError('not_found', `There is nothing called ${id}`)
  return found
}

const named = z.object({ id: z.string() })

/** What the door can do and which attributes it keeps. */
export const discoveryRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetScimServiceProviderConfig',
    method: 'get',
    path: '/scim/v2/ServiceProviderConfig',
    summary: 'What this SCIM service can do',
    tags,
    auth: 'user',
    responses,
    async handle(ctx: RequestCtx) {
      await perform(describeScim, ctx, {})
      return serviceProviderConfig(baseOf(ctx))
    },
  }),
  route({
    operationId: 'ListScimResourceTypes',
    method: 'get',
    path: '/scim/v2/ResourceTypes',
    summary: 'Kinds of SCIM resources',
    tags,
    auth: 'user',
    responses,
    async handle(ctx: RequestCtx) {
      await perform(describeScim, ctx, {})
      return listOf(resourceTypes(baseOf(ctx)))
    },
  }),
  route({
    operationId: 'GetScimResourceType',
    method: 'get',
    path: '/scim/v2/ResourceTypes/:id',
    summary: 'One kind of SCIM resources',
    tags,
    auth: 'user',
    params: named,
    responses,
    async handle(ctx: RequestCtx, { params }) {
      await perform(describeScim, ctx, {})
      return oneOf(resourceTypes(baseOf(ctx)), params.id)
    },
  }),
  route({
    operationId: 'ListScimSchemas',
    method: 'get',
    path: '/scim/v2/Schemas',
    summary: 'Attributes of SCIM resources that are kept',
    tags,
    auth: 'user',
    responses,
    async handle(ctx: RequestCtx) {
      await perform(describeScim, ctx, {})
      return listOf(schemas(baseOf(ctx)))
    },
  }),
  route({
    operationId: 'GetScimSchema',
    method: 'get',
    path: '/scim/v2/Schemas/:id',
    summary: 'Attributes of one kind of SCIM resources',
    tags,
    auth: 'user',
    params: named,
    responses,
    async handle(ctx: RequestCtx, { params }) {
      await perform(describeScim, ctx, {})
      return oneOf(schemas(baseOf(ctx)), params.id)
    },
  }),
]
