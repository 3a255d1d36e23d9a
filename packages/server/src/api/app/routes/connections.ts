import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getConnection, sslModes, testConnection, testNewConnection, testSteps, updateConnection } from '../../../domain/projects/connection.ts'
import { planProjectDeletion } from '../../../domain/projects/delete-project.ts'
import { startCompilation } from '../../../domain/projects/start-compilation.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { postgresRequest, toNewConnection } from '../../connection-request.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'
import { testedWire } from '../wire/tested-steps.ts'

const tags = ['Connections']

const connection = z.object({
  kind: z.enum(['embedded', 'postgres', 'none']),
  settings: z
    .object({
      host: z.string(),
      port: z.number(),
      user: z.string(),
      dbname: z.string(),
      schema: z.string(),
      sslmode: z.enum(sslModes),
      requireUserCredentials: z.boolean(),
    })
    .nullable(),
  hasPassword: z.boolean(),
})
const tested = testedWire(testSteps)

export const connectionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetConnection',
    method: 'get',
    path: '/api/v1/app/connection/:projectUuid',
    summary: 'What a project is connected to, without the secret',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(connection, 'The connection'),
    async handle(ctx: RequestCtx, { params }) {
      const found = await perform(getConnection, ctx, { projectId: params.projectUuid })
      if (found.kind !== 'postgres') return { kind: found.kind, settings: null, hasPassword: false }
      const { type: _, requireUserCredentials = false, ...server } = found.settings
      return { kind: found.kind, settings: { ...server, requireUserCredentials }, hasPassword: found.hasPassword }
    },
  }),
  route({
    operationId: 'UpdateConnection',
    method: 'put',
    path: '/api/v1/app/connection/:projectUuid',
    summary: 'Changes the connection of a project; a blank password keeps the stored one for the same server and account',
    tags,
    auth: 'user',
    limit: 'secrets',
    params: inProject,
    body: postgresRequest,
    responses: answers(null, 'It is changed, and counts from the next query on'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { projectUuid: projectId } = params
      await perform(updateConnection, ctx, { projectId, connection: toNewConnection(body) })
      // Types and tables may be others there.
      await perform(startCompilation, ctx, { projectId })
    },
  }),
  route({
    operationId: 'TestConnection',
    method: 'post',
    path: '/api/v1/app/connection-test/:projectUuid',
    summary: 'Tries a connection step by step: the stored one, or the one that is sent along',
    tags,
    auth: 'user',
    limit: 'secrets',
    params: inProject,
    body: z.object({ connection: postgresRequest.optional() }),
    responses: answers(tested, 'The steps, each with its time and what to do'),
    handle: (ctx: RequestCtx, { params, body }) =>
      testConnection(ctx, { projectId: params.projectUuid, connection: body.connection === undefined ? null : toNewConnection(body.connection) }),
  }),
  route({
    operationId: 'TestNewConnection',
    method: 'post',
    path: '/api/v1/app/connection-test',
    summary: 'Tries a connection step by step before there is a project for it',
    tags,
    auth: 'user',
    limit: 'secrets',
    body: z.object({ connection: postgresRequest }),
    responses: answers(tested, 'The steps, each with its time and what to do'),
    handle: (ctx: RequestCtx, { body }) => testNewConnection(ctx, { connection: toNewConnection(body.connection) }),
  }),
  route({
    operationId: 'PlanProjectDeletion',
    method: 'get',
    path: '/api/v1/app/project-deletion/:projectUuid',
    summary: 'What would go with a project if it were deleted',
    tags: ['Projects'],
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ name: z.string(), charts: z.number(), dashboards: z.number(), spaces: z.number(), people: z.number() }), 'What lies in it'),
    handle: (ctx: RequestCtx, { params }) => perform(planProjectDeletion, ctx, { projectId: params.projectUuid }),
  }),
]
