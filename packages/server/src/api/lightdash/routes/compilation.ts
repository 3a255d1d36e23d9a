import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getCompilation } from '../../../domain/projects/get-compilation.ts'
import { setExplores } from '../../../domain/projects/set-explores.ts'
import { refreshProject } from '../../../domain/projects/start-compilation.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { compileJobWire, toCompileJob } from '../wire/job.ts'
import { inProject, jobWire } from './projects.ts'

const tags = ['Projects']

/** How a project gets its model: from its files, or from a client that compiled it. */
export const compilationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'SetExplores',
    method: 'put',
    path: '/api/v1/projects/:projectUuid/explores',
    summary: 'Makes explores that a client compiled the model of the project, and validates its content in the background. All of them or none',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.array(z.unknown()),
    responses: answers(null, 'They serve'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(setExplores, ctx, { projectId: params.projectUuid, explores: body })
    },
  }),
  route({
    operationId: 'RefreshProject',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/refresh',
    summary: 'Compiles the model files of the project in the background',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    responses: answers(jobWire, 'The run that compiles it'),
    handle: async (ctx: RequestCtx, { params }) => ({ jobUuid: (await perform(refreshProject, ctx, { projectId: params.projectUuid })).runId }),
  }),
  route({
    operationId: 'GetJob',
    method: 'get',
    path: '/api/v1/jobs/:jobUuid',
    summary: 'State of a compilation and its steps',
    tags,
    auth: 'user',
    params: z.object({ jobUuid: z.string() }),
    responses: answers(compileJobWire, 'The state'),
    handle: async (ctx: RequestCtx, { params }) => toCompileJob(await perform(getCompilation, ctx, { runId: params.jobUuid })),
  }),
]
