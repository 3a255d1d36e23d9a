import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { deleteSemanticLayerConnection, updateSemanticLayerConnection } from '../../../domain/projects/semantic-layer.ts'
import { createSshKeyPair } from '../../../domain/projects/ssh-keys.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from './projects.ts'

const part = z.string().max(1000).optional()

/** Connections whose secrets are kept here and never come back. */
export const secretConnectionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'createSshKeyPair',
    method: 'post',
    path: '/api/v1/ssh/key-pairs',
    summary: 'Makes a key pair for a tunnel to a warehouse; the private half is kept here, encrypted',
    tags: ['SSH key pairs'],
    auth: 'session',
    limit: 'secrets',
    responses: answers(z.object({ publicKey: z.string() }), 'The public half', { status: 201 }),
    handle: async (ctx: RequestCtx) => new Answer({ status: 201, results: await perform(createSshKeyPair, ctx, {}) }),
  }),
  route({
    operationId: 'updateProjectSemanticLayerConnection',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/semantic-layer-connection',
    summary: 'Keeps the connection to another semantic layer; what is left out stays, a blank token too',
    tags: ['Projects'],
    auth: 'user',
    limit: 'secrets',
    params: inProject,
    body: z.discriminatedUnion('type', [
      z.object({ type: z.literal('DBT'), domain: part, environmentId: part, token: part }),
      z.object({ type: z.literal('CUBE'), domain: part, token: part }),
    ]),
    responses: answers(null, 'It is kept'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateSemanticLayerConnection, ctx, { projectId: params.projectUuid, change: { ...present(body), type: body.type } })
    },
  }),
  route({
    operationId: 'deleteProjectSemanticLayerConnection',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/semantic-layer-connection',
    summary: 'Takes the connection to another semantic layer away, with its token',
    tags: ['Projects'],
    auth: 'user',
    params: inProject,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteSemanticLayerConnection, ctx, { projectId: params.projectUuid })
    },
  }),
]
