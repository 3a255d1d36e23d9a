import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { updateConnection } from '../../../domain/projects/connection.ts'
import { deleteProject } from '../../../domain/projects/delete-project.ts'
import { getProject } from '../../../domain/projects/get-project.ts'
import { listProjects } from '../../../domain/projects/list-projects.ts'
import type { NewProjectInput } from '../../../domain/projects/new-project.ts'
import { startCompilation } from '../../../domain/projects/start-compilation.ts'
import { updateMetadata } from '../../../domain/projects/update-metadata.ts'
import { updateProjectDetails } from '../../../domain/projects/update-project-settings.ts'
import { makeProject } from '../../../domain/promotion/make-project.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answers } from '../../envelope.ts'
import { projectSummaryWire, projectWire, toProject, toProjectSummary } from '../wire/project.ts'
import { projectChangeRequest, projectRequest, toConnection } from '../wire/project-request.ts'

export const inProject = z.object({ projectUuid: z.string() })

const tags = ['Projects']

export const jobWire = z.object({ jobUuid: z.string() })
type ProjectRequest = z.infer<typeof projectRequest>

const toNewProject = ({ name, type, warehouseConnection, upstreamProjectUuid, ...request }: ProjectRequest): NewProjectInput => ({
  name,
  type,
  connection: request.copyWarehouseConnectionFromUpstreamProject ? 'upstream' : toConnection(warehouseConnection),
  upstreamProjectId: upstreamProjectUuid ?? null,
})

export const projectRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListOrganizationProjects',
    method: 'get',
    path: '/api/v1/org/projects',
    summary: 'Projects the caller may view',
    tags,
    auth: 'user',
    responses: answers(z.array(projectSummaryWire), 'The projects; an empty list when there are none'),
    handle: async (ctx: RequestCtx) => (await perform(listProjects, ctx, {})).map(toProjectSummary),
  }),
  route({
    operationId: 'GetProject',
    method: 'get',
    path: '/api/v1/projects/:projectUuid',
    summary: 'One project, without secrets',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(projectWire, 'The project'),
    handle: async (ctx: RequestCtx, { params }) => toProject(await perform(getProject, ctx, { projectId: params.projectUuid })),
  }),
  route({
    operationId: 'CreateProject',
    method: 'post',
    path: '/api/v1/org/projects',
    summary: 'Makes a project without compiling it, on the embedded engine or a PostgreSQL connection',
    tags,
    auth: 'user',
    limit: 'expensive',
    body: projectRequest,
    responses: answers(z.object({ project: projectWire, hasContentCopy: z.boolean() }), 'The project'),
    async handle(ctx: RequestCtx, { body }) {
      const { project, hasContentCopy } = await perform(makeProject, ctx, toNewProject(body))
      return { project: toProject(project), hasContentCopy }
    },
  }),
  route({
    operationId: 'CreatePrecompiledProject',
    method: 'post',
    path: '/api/v1/org/projects/precompiled',
    summary: 'Makes a project and compiles it in the background',
    tags,
    auth: 'user',
    limit: 'expensive',
    body: projectRequest,
    responses: answers(jobWire, 'The run that compiles it'),
    async handle(ctx: RequestCtx, { body }) {
      const { project } = await perform(makeProject, ctx, toNewProject(body))
      return { jobUuid: (await perform(startCompilation, ctx, { projectId: project.id, isNew: true })).runId }
    },
  }),
  route({
    operationId: 'UpdateProject',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid',
    summary: 'Changes name and connection of a project and compiles it in the background; a missing secret keeps the stored one',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: projectChangeRequest,
    responses: answers(jobWire, 'The run that compiles it'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { projectUuid: projectId } = params
      const connection = toConnection(body.warehouseConnection)
      if (connection !== null) await perform(updateConnection, ctx, { projectId, connection })
      if (body.name !== undefined) await perform(updateProjectDetails, ctx, { projectId, settings: { name: body.name } })
      return { jobUuid: (await perform(startCompilation, ctx, { projectId })).runId }
    },
  }),
  route({
    operationId: 'DeleteProject',
    method: 'delete',
    path: '/api/v1/org/projects/:projectUuid',
    summary: 'Deletes a project with everything in it',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteProject, ctx, { projectId: params.projectUuid })
    },
  }),
  route({
    operationId: 'updateProjectMetadata',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/metadata',
    summary: 'Sets or clears the upstream project, and when a preview is deleted by itself; nothing is compiled',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ upstreamProjectUuid: z.string().nullable().optional(), /** Ours. */ deleteAfter: z.coerce.date().nullable().optional() }),
    responses: answers(null, 'It is changed'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { upstreamProjectUuid: upstreamProjectId, deleteAfter } = body
      await perform(updateMetadata, ctx, { projectId: params.projectUuid, ...present({ upstreamProjectId, deleteAfter }) })
    },
  }),
  route({
    operationId: 'updateSchedulerSettings',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/schedulerSettings',
    summary: 'Changes the time zone of a project',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ schedulerTimezone: z.string().max(100) }),
    responses: answers(null, 'It is changed'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateProjectDetails, ctx, { projectId: params.projectUuid, settings: { timezone: body.schedulerTimezone } })
    },
  }),
]
