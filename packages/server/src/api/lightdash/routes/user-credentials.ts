import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import {
  clearCredentialsPreference,
  createUserCredentials,
  deleteUserCredentials,
  getCredentialsPreference,
  listUserCredentials,
  setCredentialsPreference,
  updateUserCredentials,
} from '../../../domain/projects/user-credentials.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { toNewCredentials, toUserCredentials, userCredentialsRequest, userCredentialsWire } from '../wire/user-credentials.ts'
import { inProject } from './projects.ts'

const tags = ['My account']
const inCredentials = z.object({ uuid: z.string() })

export const userCredentialsRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getWarehouseCredentials',
    method: 'get',
    path: '/api/v1/user/warehouseCredentials',
    summary: 'The own warehouse credentials, without secrets',
    tags,
    auth: 'session',
    responses: answers(z.array(userCredentialsWire), 'The credentials'),
    handle: async (ctx: RequestCtx) => (await perform(listUserCredentials, ctx, {})).map(toUserCredentials),
  }),
  route({
    operationId: 'createWarehouseCredentials',
    method: 'post',
    path: '/api/v1/user/warehouseCredentials',
    summary: 'Keeps warehouse credentials, encrypted; the secret never comes back',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: userCredentialsRequest,
    responses: answers(userCredentialsWire, 'The credentials, without the secret'),
    handle: async (ctx: RequestCtx, { body }) => toUserCredentials(await perform(createUserCredentials, ctx, toNewCredentials(body))),
  }),
  route({
    operationId: 'updateWarehouseCredentials',
    method: 'patch',
    path: '/api/v1/user/warehouseCredentials/:uuid',
    summary: 'Replaces own warehouse credentials; a blank secret keeps the stored one',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: inCredentials,
    body: userCredentialsRequest,
    responses: answers(userCredentialsWire, 'The credentials, without the secret'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toUserCredentials(await perform(updateUserCredentials, ctx, { id: params.uuid, ...toNewCredentials(body) })),
  }),
  route({
    operationId: 'deleteWarehouseCredentials',
    method: 'delete',
    path: '/api/v1/user/warehouseCredentials/:uuid',
    summary: 'Deletes own warehouse credentials with their secret',
    tags,
    auth: 'session',
    params: inCredentials,
    responses: answers(null, 'They are gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteUserCredentials, ctx, { id: params.uuid })
    },
  }),
  route({
    operationId: 'getUserWarehouseCredentialsPreference',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/user-credentials',
    summary: 'The own credentials that this project uses; nothing when there are none',
    tags,
    auth: 'user',
    params: inProject,
    responses: {
      ...answers(null, 'The credentials'),
      200: {
        description: 'The credentials',
        schema: z.object({
          status: z.literal('ok'),
          results: userCredentialsWire.extend({ /** Ours: false where the project picks them. */ isChosen: z.boolean() }).optional(),
        }),
      },
    },
    async handle(ctx: RequestCtx, { params }) {
      const used = await perform(getCredentialsPreference, ctx, { projectId: params.projectUuid })
      return used === null ? undefined : { ...toUserCredentials(used), isChosen: used.isChosen }
    },
  }),
  route({
    operationId: 'updateUserWarehouseCredentialsPreference',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/user-credentials/:userWarehouseCredentialsUuid',
    summary: 'Chooses which own credentials this project uses',
    tags,
    auth: 'user',
    params: inProject.extend({ userWarehouseCredentialsUuid: z.string() }),
    responses: answers(null, 'They are chosen'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(setCredentialsPreference, ctx, { projectId: params.projectUuid, credentialsId: params.userWarehouseCredentialsUuid })
    },
  }),
  route({
    operationId: 'ClearCredentialsPreference',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/user-credentials',
    summary: 'Leaves it to the project which own credentials it uses; not in the contract',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(null, 'None are chosen'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(clearCredentialsPreference, ctx, { projectId: params.projectUuid })
    },
  }),
]
