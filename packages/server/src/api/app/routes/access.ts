import { present } from '@atrium/semantic'
import { z } from 'zod'
import { actions } from '../../../access/actions.ts'
import { perform } from '../../../access/operation.ts'
import { previewSpaceAccess } from '../../../domain/content/preview-space-access.ts'
import { explainAccess } from '../../../domain/explain/explain-access.ts'
import { listAttributeUses } from '../../../domain/explore/attribute-uses.ts'
import { getGroupGrants, getGroupLosses } from '../../../domain/identity/groups/group-grants.ts'
import { listRoles } from '../../../domain/identity/list-roles.ts'
import { ownAbilities } from '../../../domain/identity/own-abilities.ts'
import { listProjectAccess } from '../../../domain/projects/access/list-project-access.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import {
  accessChangeWire,
  attributeUsesWire,
  explainedActionWire,
  explanationWire,
  groupGrantsWire,
  memberLossWire,
  projectAccessWire,
  thingKind,
  toAccessChange,
  toAttributeUses,
  toExplanation,
  toGroupGrants,
  toMemberLoss,
  toProjectAccess,
} from '../wire/access.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Access']
const yesNo = z.enum(['true', 'false']).transform((text) => text === 'true')
const inGroup = z.object({ groupUuid: z.string() })

/** Who may what, and why: what the pages of people, groups and access show beside the lists themselves. */
export const accessRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListOwnAbilities',
    method: 'get',
    path: '/api/v1/app/abilities',
    summary: 'What the caller may do in the organization',
    tags,
    auth: 'user',
    responses: answers(z.array(z.enum(actions)), 'Names of actions'),
    handle: (ctx: RequestCtx) => perform(ownAbilities, ctx, {}),
  }),
  route({
    operationId: 'GetGroupGrants',
    method: 'get',
    path: '/api/v1/app/groups/:groupUuid/grants',
    summary: 'What the members of a group have by it: roles in projects and spaces, values of user attributes',
    tags,
    auth: 'user',
    params: inGroup,
    responses: answers(groupGrantsWire, 'The grants by name'),
    handle: async (ctx: RequestCtx, { params }) => toGroupGrants(await perform(getGroupGrants, ctx, { groupId: params.groupUuid })),
  }),
  route({
    operationId: 'GetGroupLosses',
    method: 'get',
    path: '/api/v1/app/groups/:groupUuid/losses',
    summary: 'Who would have less without a group, and less of what',
    tags,
    auth: 'user',
    params: inGroup,
    responses: answers(z.array(memberLossWire), 'The people by name; those who have the same by other ways are not among them'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(getGroupLosses, ctx, { groupId: params.groupUuid })).map(toMemberLoss),
  }),
  route({
    operationId: 'ListAttributeUses',
    method: 'get',
    path: '/api/v1/app/attribute-uses',
    summary: 'Which explores of all projects depend on which user attributes',
    tags,
    auth: 'user',
    responses: answers(z.array(attributeUsesWire), 'The explores with the places in them; of attributes that do not exist too'),
    handle: async (ctx: RequestCtx) => (await perform(listAttributeUses, ctx, {})).map(toAttributeUses),
  }),
  route({
    operationId: 'ListRoles',
    method: 'get',
    path: '/api/v1/app/roles',
    summary: 'What each role in a project may do, from the rules themselves',
    tags,
    auth: 'user',
    responses: answers(z.array(explainedActionWire), 'The actions, with where each role may do them'),
    handle: (ctx: RequestCtx) => perform(listRoles, ctx, {}),
  }),
  route({
    operationId: 'ListProjectAccess',
    method: 'get',
    path: '/api/v1/app/project-access/:projectUuid',
    summary: 'Everybody who can see a project, with the role that counts and where it is from',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(projectAccessWire, 'People and groups by name'),
    handle: async (ctx: RequestCtx, { params }) => toProjectAccess(await perform(listProjectAccess, ctx, { projectId: params.projectUuid })),
  }),
  route({
    operationId: 'PreviewSpaceAccess',
    method: 'get',
    path: '/api/v1/app/spaces/:spaceUuid/access-preview',
    summary: 'Who would gain or lose access if a space were opened or closed, moved, or inherited access or not',
    tags,
    auth: 'user',
    params: z.object({ spaceUuid: z.string() }),
    query: z.object({
      isPrivate: yesNo.optional(),
      inheritsFromParent: yesNo.optional(),
      parentSpaceUuid: z.string().optional(),
      /** Moved out of all spaces. */
      atTop: yesNo.optional(),
    }),
    responses: answers(z.array(accessChangeWire), 'The people by name'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      (
        await perform(previewSpaceAccess, ctx, {
          idOrSlug: params.spaceUuid,
          ...present({
            isPrivate: query.isPrivate,
            inherits: query.inheritsFromParent,
            parentId: query.atTop === true ? null : query.parentSpaceUuid,
          }),
        })
      ).map(toAccessChange),
  }),
  route({
    operationId: 'ExplainAccess',
    method: 'get',
    path: '/api/v1/app/access-explanation',
    summary: 'Why a person can or cannot see a thing: the rule that decides, the roles behind it, user attributes and what they take away',
    tags,
    auth: 'user',
    query: z.object({ userUuid: z.string(), projectUuid: z.string(), kind: thingKind, id: z.string().max(400) }),
    responses: answers(explanationWire, 'The answer of the rules, with all it came from'),
    handle: async (ctx: RequestCtx, { query }) =>
      toExplanation(await perform(explainAccess, ctx, { userId: query.userUuid, projectId: query.projectUuid, kind: query.kind, id: query.id })),
  }),
]
