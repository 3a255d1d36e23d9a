import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listProjectGroupRoles } from '../../../domain/projects/access/project-groups.ts'
import { getProjectPerson, grantProjectRole, listProjectPeople, revokeProjectRole, updateProjectRole } from '../../../domain/projects/access/project-people.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { projectGroupWire, projectMemberWire, projectRoleWire, toProjectGroup, toProjectMember } from '../wire/group.ts'
import { inProject } from './projects.ts'

const tags = ['Roles & Permissions']
const onPerson = inProject.extend({ userUuid: z.string() })

export const projectAccessRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetProjectAccessList',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/access',
    summary: 'People with a role of their own in a project',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(projectMemberWire), 'The people by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listProjectPeople, ctx, { projectId: params.projectUuid })).map(toProjectMember),
  }),
  route({
    operationId: 'GrantProjectAccessToUser',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/access',
    summary: 'Gives a member of the organization a role in a project',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ email: z.string().max(400), role: projectRoleWire, sendEmail: z.boolean().optional() }),
    responses: answers(null, 'It is given'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(grantProjectRole, ctx, { projectId: params.projectUuid, email: body.email, role: body.role })
    },
  }),
  route({
    operationId: 'GetProjectMemberAccess',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/user/:userUuid',
    summary: 'The role of one person of their own in a project',
    tags,
    auth: 'user',
    params: onPerson,
    responses: answers(projectMemberWire, 'The person and the role'),
    handle: async (ctx: RequestCtx, { params }) =>
      toProjectMember(await perform(getProjectPerson, ctx, { projectId: params.projectUuid, userId: params.userUuid })),
  }),
  route({
    operationId: 'UpdateProjectAccessForUser',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/access/:userUuid',
    summary: 'Changes a role of their own in a project',
    tags,
    auth: 'user',
    params: onPerson,
    body: z.object({ role: projectRoleWire }),
    responses: answers(null, 'It is changed'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateProjectRole, ctx, { projectId: params.projectUuid, userId: params.userUuid, role: body.role })
    },
  }),
  route({
    operationId: 'RevokeProjectAccessForUser',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/access/:userUuid',
    summary: 'Takes a role of their own in a project away',
    tags,
    auth: 'user',
    params: onPerson,
    responses: answers(null, 'It is taken'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(revokeProjectRole, ctx, { projectId: params.projectUuid, userId: params.userUuid })
    },
  }),
  route({
    operationId: 'GetProjectGroupAccesses',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/groupAccesses',
    summary: 'Groups with a role in a project',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(projectGroupWire), 'The groups by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listProjectGroupRoles, ctx, { projectId: params.projectUuid })).map(toProjectGroup),
  }),
]
