import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createTag, deleteTag, listTags, updateTag } from '../../../domain/catalog/tags.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { tagWire, toTag } from '../wire/catalog.ts'
import { inProject } from './projects.ts'

const tags = ['Tags']
const inTag = inProject.extend({ tagUuid: z.string() })
const name = z.string().min(1).max(200)
/** As a style sheet writes it; anything else could be more than a color there. */
const color = z
  .string()
  .max(50)
  .regex(/^(?:#[0-9a-f]{3,8}|[a-z]+(?:\.\d)?)$/i, 'is no color; use one such as #265adf')

/** Categories of the catalog, which this format calls tags. */
export const tagRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getTags',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/tags',
    summary: 'Categories of the catalog',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(tagWire), 'The categories by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listTags, ctx, { projectId: params.projectUuid })).map(toTag),
  }),
  route({
    operationId: 'createTag',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/tags',
    summary: 'Makes a category',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ name, color }),
    responses: answers(z.object({ tagUuid: z.string() }), 'It is made', { status: 201 }),
    async handle(ctx: RequestCtx, { params, body }) {
      const { tagId } = await perform(createTag, ctx, { projectId: params.projectUuid, ...body })
      return new Answer({ status: 201, results: { tagUuid: tagId } })
    },
  }),
  route({
    operationId: 'updateTag',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/tags/:tagUuid',
    summary: 'Renames or recolors a category',
    tags,
    auth: 'user',
    params: inTag,
    body: z.object({ name: name.optional(), color: color.optional() }),
    responses: answers(null, 'It is changed'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateTag, ctx, { projectId: params.projectUuid, tagId: params.tagUuid, ...present(body) })
    },
  }),
  route({
    operationId: 'deleteTag',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/tags/:tagUuid',
    summary: 'Deletes a category and takes it off everything',
    tags,
    auth: 'user',
    params: inTag,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteTag, ctx, { projectId: params.projectUuid, tagId: params.tagUuid })
    },
  }),
]
