import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import {
  addGroupMember,
  createGroup,
  deleteGroup,
  getGroup,
  getGroupMembers,
  listGroups,
  removeGroupMember,
  updateGroup,
} from '../../../domain/identity/groups/groups.ts'
import { removeProjectGroupRole, setProjectGroupRole } from '../../../domain/projects/access/project-groups.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { groupMemberWire, groupWire, projectGroupWire, projectRoleWire, toGroup, toGroupMember, toGroupWithMembers, toProjectGroup } from '../wire/group.ts'
import { pageOf, pageQuery, toPage } from '../wire/page.ts'

const tags = ['User Groups']
const inGroup = z.object({ groupUuid: z.string() })
const inMembership = inGroup.extend({ userUuid: z.string() })
const inProjectOfGroup = inGroup.extend({ projectUuid: z.string() })
const members = z.array(z.object({ userUuid: z.string() })).max(10_000)
/** Clients send whole numbers as `1.000000`. */
const count = z.coerce.number().int().min(0).max(10_000)

export const groupRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListGroupsInOrganization',
    method: 'get',
    path: '/api/v1/org/groups',
    summary: 'Groups of the organization; none for those who may not see them',
    tags,
    auth: 'user',
    query: z.object({ ...pageQuery, includeMembers: count.optional() }),
    responses: answers(pageOf(groupWire), 'The groups; `pagination` when a page was asked for'),
    async handle(ctx: RequestCtx, { query }) {
      const { searchQuery, ...rest } = query
      const { groups, total } = await perform(listGroups, ctx, { ...present(rest), ...(searchQuery === undefined ? {} : { search: searchQuery }) })
      return toPage(groups.map((query.includeMembers ?? 0) > 0 ? toGroupWithMembers : toGroup), total, query)
    },
  }),
  route({
    operationId: 'CreateGroupInOrganization',
    method: 'post',
    path: '/api/v1/org/groups',
    summary: 'Makes a group',
    tags,
    auth: 'user',
    body: z.object({ name: z.string().max(1000), members: members.optional() }),
    responses: answers(groupWire, 'The group with its members', { status: 201 }),
    async handle(ctx: RequestCtx, { body }) {
      const userIds = body.members?.map(({ userUuid }) => userUuid)
      const made = await perform(createGroup, ctx, { name: body.name, ...(userIds === undefined ? {} : { userIds }) })
      return new Answer({ status: 201, results: toGroupWithMembers(made) })
    },
  }),
  route({
    operationId: 'getGroup',
    method: 'get',
    path: '/api/v1/groups/:groupUuid',
    summary: 'A group, with so many of its members',
    tags,
    auth: 'user',
    params: inGroup,
    query: z.object({ includeMembers: count.optional(), offset: count.optional() }),
    responses: answers(groupWire, 'The group'),
    async handle(ctx: RequestCtx, { params, query }) {
      const group = await perform(getGroup, ctx, { groupId: params.groupUuid, ...present(query) })
      return (query.includeMembers ?? 0) > 0 ? toGroupWithMembers(group) : toGroup(group)
    },
  }),
  route({
    operationId: 'updateGroup',
    method: 'patch',
    path: '/api/v1/groups/:groupUuid',
    summary: 'Renames a group; a list of members takes the place of the one there is',
    tags,
    auth: 'user',
    params: inGroup,
    body: z.object({ name: z.string().max(1000).optional(), members: members.optional() }),
    responses: answers(groupWire, 'The group with its members'),
    async handle(ctx: RequestCtx, { params, body }) {
      const userIds = body.members?.map(({ userUuid }) => userUuid)
      const group = await perform(updateGroup, ctx, {
        groupId: params.groupUuid,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(userIds === undefined ? {} : { userIds }),
      })
      return toGroupWithMembers(group)
    },
  }),
  route({
    operationId: 'deleteGroup',
    method: 'delete',
    path: '/api/v1/groups/:groupUuid',
    summary: 'Deletes a group; its members lose what they had by it',
    tags,
    auth: 'user',
    params: inGroup,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteGroup, ctx, { groupId: params.groupUuid })
    },
  }),
  route({
    operationId: 'getGroupMembers',
    method: 'get',
    path: '/api/v1/groups/:groupUuid/members',
    summary: 'Everybody in a group',
    tags,
    auth: 'user',
    params: inGroup,
    responses: answers(z.array(groupMemberWire), 'The members by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(getGroupMembers, ctx, { groupId: params.groupUuid })).map(toGroupMember),
  }),
  route({
    operationId: 'addUserToGroup',
    method: 'put',
    path: '/api/v1/groups/:groupUuid/members/:userUuid',
    summary: 'Puts a person into a group',
    tags,
    auth: 'user',
    params: inMembership,
    responses: answers(null, 'They are in it now; 204 when they were before', { status: 201 }),
    async handle(ctx: RequestCtx, { params }) {
      const { added } = await perform(addGroupMember, ctx, { groupId: params.groupUuid, userId: params.userUuid })
      return new Answer({ status: added ? 201 : 204 })
    },
  }),
  route({
    operationId: 'removeUserFromGroup',
    method: 'delete',
    path: '/api/v1/groups/:groupUuid/members/:userUuid',
    summary: 'Takes a person out of a group',
    tags,
    auth: 'user',
    params: inMembership,
    responses: answers(null, 'They are out of it; 204 when they were not in it'),
    async handle(ctx: RequestCtx, { params }) {
      const { removed } = await perform(removeGroupMember, ctx, { groupId: params.groupUuid, userId: params.userUuid })
      return new Answer({ status: removed ? 200 : 204 })
    },
  }),
  route({
    operationId: 'addProjectAccessToGroup',
    method: 'post',
    path: '/api/v1/groups/:groupUuid/projects/:projectUuid',
    summary: 'Gives a group a role in a project',
    tags,
    auth: 'user',
    params: inProjectOfGroup,
    body: z.object({ role: projectRoleWire }),
    responses: answers(projectGroupWire, 'The role'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toProjectGroup(await perform(setProjectGroupRole, ctx, { groupId: params.groupUuid, projectId: params.projectUuid, role: body.role })),
  }),
  route({
    operationId: 'updateProjectAccessForGroup',
    method: 'patch',
    path: '/api/v1/groups/:groupUuid/projects/:projectUuid',
    summary: 'Changes the role of a group in a project',
    tags,
    auth: 'user',
    params: inProjectOfGroup,
    body: z.object({ role: projectRoleWire }),
    responses: answers(projectGroupWire, 'The role'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toProjectGroup(await perform(setProjectGroupRole, ctx, { groupId: params.groupUuid, projectId: params.projectUuid, role: body.role, mustExist: true })),
  }),
  route({
    operationId: 'removeProjectAccessFromGroup',
    method: 'delete',
    path: '/api/v1/groups/:groupUuid/projects/:projectUuid',
    summary: 'Takes the role of a group in a project away',
    tags,
    auth: 'user',
    params: inProjectOfGroup,
    responses: answers(null, 'It is taken; 204 when there was none'),
    async handle(ctx: RequestCtx, { params }) {
      const { removed } = await perform(removeProjectGroupRole, ctx, { groupId: params.groupUuid, projectId: params.projectUuid })
      return new Answer({ status: removed ? 200 : 204 })
    },
  }),
]
