import { z } from 'zod'
import { roleLadder } from '../../../access/role-ladder.ts'
import { perform } from '../../../access/operation.ts'
import { getMember, listMembers, updateMemberRole } from '../../../domain/identity/members.ts'
import { getOrganization, updateOrganization } from '../../../domain/identity/organizations.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { pageOf, pageQuery, toPage } from '../wire/page.ts'
import { memberWire, organizationWire, toMember, toOrganization } from '../wire/user.ts'

const tags = ['Organization']
const inMember = z.object({ userUuid: z.uuid() })

export const organizationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetMyOrganization',
    method: 'get',
    path: '/api/v1/org',
    summary: 'The own organization',
    tags,
    auth: 'user',
    responses: answers(organizationWire, 'The organization'),
    handle: async (ctx: RequestCtx) => toOrganization(await perform(getOrganization, ctx, {})),
  }),
  route({
    operationId: 'UpdateMyOrganization',
    method: 'patch',
    path: '/api/v1/org',
    summary: 'Changes name, palette or default project',
    tags,
    auth: 'session',
    body: z.object({
      name: z.string().min(1).max(200).optional(),
      chartColors: z
        .array(z.string().regex(/^#[0-9a-fA-F]{3,8}$/, 'must be a hex colour'))
        .max(100)
        .optional(),
      defaultProjectUuid: z.string().optional(),
    }),
    responses: answers(null, 'It is changed'),
    async handle(ctx: RequestCtx, { body }) {
      await perform(updateOrganization, ctx, {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.chartColors === undefined ? {} : { chartColors: body.chartColors }),
        ...(body.defaultProjectUuid === undefined ? {} : { defaultProjectId: body.defaultProjectUuid }),
      })
    },
  }),
  route({
    operationId: 'ListOrganizationMembers',
    method: 'get',
    path: '/api/v1/org/users',
    summary: 'Members of the organization',
    tags,
    auth: 'user',
    query: z.object({ ...pageQuery, projectUuid: z.string().optional(), includeGroups: z.coerce.number().optional() }),
    responses: answers(pageOf(memberWire), 'The members; `pagination` when a page was asked for'),
    async handle(ctx: RequestCtx, { query }) {
      const { members, total } = await perform(listMembers, ctx, {
        ...(query.searchQuery === undefined ? {} : { search: query.searchQuery }),
        ...(query.projectUuid === undefined ? {} : { projectId: query.projectUuid }),
        ...(query.page === undefined ? {} : { page: query.page }),
        ...(query.pageSize === undefined ? {} : { pageSize: query.pageSize }),
        withGroups: (query.includeGroups ?? 0) > 0,
      })
      return toPage(members.map(toMember), total, query)
    },
  }),
  route({
    operationId: 'GetOrganizationMemberByUuid',
    method: 'get',
    path: '/api/v1/org/users/:userUuid',
    summary: 'One member',
    tags,
    auth: 'user',
    params: inMember,
    responses: answers(memberWire, 'The member'),
    handle: async (ctx: RequestCtx, { params }) => toMember(await perform(getMember, ctx, { userId: params.userUuid })),
  }),
  route({
    operationId: 'UpdateOrganizationMember',
    method: 'patch',
    path: '/api/v1/org/users/:userUuid',
    summary: 'Changes the role of a member',
    tags,
    auth: 'user',
    params: inMember,
    body: z.object({ role: z.enum(roleLadder) }),
    responses: answers(memberWire, 'The member'),
    handle: async (ctx: RequestCtx, { params, body }) => toMember(await perform(updateMemberRole, ctx, { userId: params.userUuid, role: body.role })),
  }),
]
