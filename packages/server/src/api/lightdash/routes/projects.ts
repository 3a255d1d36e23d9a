import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getProject } from '../../../domain/projects/get-project.ts'
import { listProjects } from '../../../domain/projects/list-projects.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answers } from '../../envelope.ts'
import { projectSummaryWire, projectWire, toProject, toProjectSummary } from '../wire/project.ts'

export const inProject = z.object({ projectUuid: z.string() })

const tags = ['Projects']

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
]
