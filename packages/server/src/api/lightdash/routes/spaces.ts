import { present } from '@atrium/semantic'
import { z } from 'zod'
import { spaceLadder } from '../../../access/role-ladder.ts'
import { perform } from '../../../access/operation.ts'
import { createSpace } from '../../../domain/content/create-space.ts'
import { deleteSpace } from '../../../domain/content/delete-content.ts'
import { getSpace, listSpaces } from '../../../domain/content/get-space.ts'
import { addSpaceAccess, addSpaceGroup, revokeSpaceAccess, revokeSpaceGroup } from '../../../domain/content/space-access.ts'
import { updateSpace } from '../../../domain/content/update-space.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { spaceSummaryWire, spaceWire, toSpace, toSpaceSummary } from '../wire/content.ts'
import { inProject } from './projects.ts'

const tags = ['Spaces']
const inSpace = inProject.extend({ spaceUuid: z.string() })
const role = z.enum(spaceLadder)
const key = (params: z.infer<typeof inSpace>): { idOrSlug: string; projectId: string } => ({ idOrSlug: params.spaceUuid, projectId: params.projectUuid })

export const spaceRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListSpacesInProject',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/spaces',
    summary: 'Spaces the caller may see',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(spaceSummaryWire), 'The spaces by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listSpaces, ctx, { projectId: params.projectUuid })).map(toSpaceSummary),
  }),
  route({
    operationId: 'CreateSpaceInProject',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/spaces',
    summary: 'Makes a space, private unless said otherwise',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({
      name: z.string().min(1).max(250),
      isPrivate: z.boolean().optional(),
      parentSpaceUuid: z.string().nullish(),
      inheritsFromParent: z.boolean().optional(),
      access: z
        .array(z.object({ userUuid: z.string(), role }))
        .max(1000)
        .optional(),
    }),
    responses: answers(spaceWire, 'The space'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toSpace(
        await perform(createSpace, ctx, {
          projectId: params.projectUuid,
          name: body.name,
          ...present({ isPrivate: body.isPrivate, parentId: body.parentSpaceUuid ?? undefined, inherits: body.inheritsFromParent }),
          ...(body.access === undefined ? {} : { access: body.access.map(({ userUuid, role: spaceRole }) => ({ userId: userUuid, role: spaceRole })) }),
        }),
      ),
  }),
  route({
    operationId: 'GetSpace',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid',
    summary: 'A space with its content and people',
    tags,
    auth: 'user',
    params: inSpace,
    responses: answers(spaceWire, 'The space'),
    handle: async (ctx: RequestCtx, { params }) => toSpace(await perform(getSpace, ctx, key(params))),
  }),
  route({
    operationId: 'UpdateSpace',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid',
    summary: 'Renames a space, makes it private or public, moves it, makes it inherit access or have its own',
    tags,
    auth: 'user',
    params: inSpace,
    body: z.object({
      name: z.string().min(1).max(250).optional(),
      isPrivate: z.boolean().optional(),
      /** Null: to the top. */
      parentSpaceUuid: z.string().nullable().optional(),
      inheritsFromParent: z.boolean().optional(),
    }),
    responses: answers(spaceWire, 'The space'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toSpace(
        await perform(updateSpace, ctx, {
          ...key(params),
          ...present({ name: body.name, isPrivate: body.isPrivate, parentId: body.parentSpaceUuid, inherits: body.inheritsFromParent }),
        }),
      ),
  }),
  route({
    operationId: 'DeleteSpace',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid',
    summary: 'Moves a space and everything in it to the trash',
    tags,
    auth: 'user',
    params: inSpace,
    responses: answers(null, 'It is in the trash'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteSpace, ctx, key(params))
    },
  }),
  route({
    operationId: 'AddSpaceUserAccess',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid/share',
    summary: 'Gives a person a role in a space',
    tags,
    auth: 'user',
    params: inSpace,
    body: z.object({ userUuid: z.string(), spaceRole: role }),
    responses: answers(null, 'It is given'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(addSpaceAccess, ctx, { ...key(params), userId: body.userUuid, role: body.spaceRole })
    },
  }),
  route({
    operationId: 'RevokeSpaceAccessForUser',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid/share/:userUuid',
    summary: 'Takes a person’s role in a space away',
    tags,
    auth: 'user',
    params: inSpace.extend({ userUuid: z.string() }),
    responses: answers(null, 'It is taken'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(revokeSpaceAccess, ctx, { ...key(params), userId: params.userUuid })
    },
  }),
  route({
    operationId: 'AddSpaceGroupAccess',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid/group/share',
    summary: 'Gives a group a role in a space',
    tags,
    auth: 'user',
    params: inSpace,
    body: z.object({ groupUuid: z.string(), spaceRole: role }),
    responses: answers(null, 'It is given'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(addSpaceGroup, ctx, { ...key(params), groupId: body.groupUuid, role: body.spaceRole })
    },
  }),
  route({
    operationId: 'RevokeGroupSpaceAccess',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid/group/share/:groupUuid',
    summary: 'Takes a group’s role in a space away',
    tags,
    auth: 'user',
    params: inSpace.extend({ groupUuid: z.string() }),
    responses: answers(null, 'It is taken'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(revokeSpaceGroup, ctx, { ...key(params), groupId: params.groupUuid })
    },
  }),
]
