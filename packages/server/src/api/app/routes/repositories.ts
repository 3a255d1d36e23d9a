import { additionalMetricSchema } from '@atrium/documents'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { commitModels } from '../../../domain/integrations/repository/commit-models.ts'
import { getProjectRepository, removeProjectRepository, setProjectRepository } from '../../../domain/integrations/repository/project-repository.ts'
import { getWriteBackWay, writeBackMetrics } from '../../../domain/integrations/repository/write-back.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'
import { committedWire, repositoryRequest, repositoryWire, toRepository } from '../wire/repositories.ts'

const tags = ['Git']
const way = z.enum(['pull_request', 'branch', 'folder']).nullable()

/** Where the models of a project are kept in version control, and changes to them from here. */
export const repositoryRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetProjectRepository',
    method: 'get',
    path: '/api/v1/app/repositories/:projectUuid',
    summary: 'The repository of a project, and what was last read there',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(repositoryWire.nullable(), 'The repository without its secret, or null'),
    async handle(ctx: RequestCtx, { params }) {
      const repository = await perform(getProjectRepository, ctx, { projectId: params.projectUuid })
      return repository === null ? null : toRepository(repository)
    },
  }),
  route({
    operationId: 'SetProjectRepository',
    method: 'put',
    path: '/api/v1/app/repositories/:projectUuid',
    summary: 'Connects a project to a repository; refreshing the project reads it',
    tags,
    auth: 'user',
    limit: 'secrets',
    params: inProject,
    body: repositoryRequest,
    responses: answers(repositoryWire, 'The repository without its secret'),
    async handle(ctx: RequestCtx, { params, body: { secret, ...settings } }) {
      return toRepository(await perform(setProjectRepository, ctx, { projectId: params.projectUuid, settings, secret }))
    },
  }),
  route({
    operationId: 'RemoveProjectRepository',
    method: 'delete',
    path: '/api/v1/app/repositories/:projectUuid',
    summary: 'Disconnects a project; its models stay as they are',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(null, 'It is disconnected'),
    async handle(ctx: RequestCtx, { params }) {
      await removeProjectRepository(ctx, { projectId: params.projectUuid })
    },
  }),
  route({
    operationId: 'CommitModels',
    method: 'post',
    path: '/api/v1/app/repositories/:projectUuid/commits',
    summary: 'Commits model files to a branch; at GitHub a pull request asks for its merge',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({
      files: z
        .array(z.object({ path: z.string().max(400), text: z.string() }))
        .min(1)
        .max(200),
      message: z.string().trim().min(1).max(5000),
      branch: z.string().max(300).nullable(),
      from: z
        .string()
        .regex(/^[\da-f]{40,64}$/)
        .nullable(),
    }),
    responses: answers(committedWire, 'Where the change is now'),
    handle: (ctx: RequestCtx, { params, body }) => commitModels(ctx, { projectId: params.projectUuid, ...body }),
  }),
  route({
    operationId: 'GetWriteBack',
    method: 'get',
    path: '/api/v1/app/write-back/:projectUuid',
    summary: 'How metrics of charts get into the models of a project',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ way }), 'The way; null: not at all'),
    handle: async (ctx: RequestCtx, { params }) => ({ way: (await perform(getWriteBackWay, ctx, { projectId: params.projectUuid })).way }),
  }),
  route({
    operationId: 'WriteBackMetrics',
    method: 'post',
    path: '/api/v1/app/write-back/:projectUuid',
    summary: 'Writes custom metrics into the models, or proposes them there',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({ metrics: z.array(additionalMetricSchema).min(1).max(200), quoteChar: z.enum(['"', "'"]).optional() }),
    responses: answers(z.object({ way, files: z.array(z.string()), committed: committedWire.nullable() }), 'What became of them'),
    handle: (ctx: RequestCtx, { params, body }) => writeBackMetrics(ctx, { projectId: params.projectUuid, metrics: body.metrics, quote: body.quoteChar }),
  }),
]
