import { z } from 'zod'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { House, RequestCtx } from '../../house.ts'
import { answerType } from '../request/answer-type.ts'
import { createDocuments } from '../request/documents.ts'
import { fromAddress, fromBody, graphqlAddress, graphqlBody, type GraphqlRequest } from '../request/read-request.ts'
import { runRequest } from '../run-request.ts'
import { hashboardSchema } from '../schema/schema.ts'

const tags = ['GraphQL']
const answer = z.looseObject({ data: z.looseObject({}).nullish(), errors: z.array(z.looseObject({ message: z.string() })).optional() })
const responses = {
  200: { description: 'The data, and what of it failed', schema: answer },
  400: { description: 'What is wrong with the query', schema: answer },
}

/** The one address, by POST and GET, and that of before. They only read. */
export function graphqlRoutes(house: House): AnyRoute<RequestCtx>[] {
  const documents = createDocuments(hashboardSchema)
  const run = (ctx: RequestCtx, request: GraphqlRequest, accept: string | undefined) =>
    runRequest(ctx, request, {
      documents,
      contentType: answerType(accept),
      onInternalError: (error) =>
        house.log.error({ err: error.originalError, requestId: ctx.requestId, path: error.path }, 'a field of a GraphQL query failed'),
    })
  return [
    route({
      operationId: 'QueryGraphql',
      method: 'post',
      path: '/api/graphql',
      summary: 'What there is in a project, and questions to it, in GraphQL',
      tags,
      auth: 'user',
      body: graphqlBody,
      responses,
      handle: (ctx: RequestCtx, { body, request }) => run(ctx, fromBody(body), request.headers.accept),
    }),
    route({
      operationId: 'QueryGraphqlOfBefore',
      method: 'post',
      path: '/graphql/',
      summary: 'The same where clients of before look for it',
      tags,
      auth: 'user',
      body: graphqlBody,
      responses,
      handle: (ctx: RequestCtx, { body, request }) => run(ctx, fromBody(body), request.headers.accept),
    }),
    route({
      operationId: 'QueryGraphqlByAddress',
      method: 'get',
      path: '/api/graphql',
      summary: 'The same with the query in the address',
      tags,
      auth: 'user',
      query: graphqlAddress,
      responses,
      handle: (ctx: RequestCtx, { query, request }) => run(ctx, fromAddress(query), request.headers.accept),
    }),
  ]
}
