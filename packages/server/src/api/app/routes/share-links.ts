import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { deleteProjectShareLink, listProjectShareLinks } from '../../../domain/content/share-links.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Share links']
const listed = z.object({
  id: z.string(),
  path: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  /** Who made it; null: not known any more. */
  author: z.string().nullable(),
})

/** Short links into a project, for those who administer it. */
export const shareLinkRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListShareLinks',
    method: 'get',
    path: '/api/v1/app/share-links/:projectUuid',
    summary: 'The latest short links into a project that have not ended, the newest first',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(listed), 'The links'),
    handle: async (ctx: RequestCtx, { params }) =>
      (await perform(listProjectShareLinks, ctx, { projectId: params.projectUuid })).map(({ id, path, createdAt, expiresAt, author }) => ({
        id,
        path,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
        author,
      })),
  }),
  route({
    operationId: 'DeleteShareLink',
    method: 'delete',
    path: '/api/v1/app/share-links/:projectUuid/:linkId',
    summary: 'Takes a short link away: it leads nowhere from now on',
    tags,
    auth: 'user',
    params: inProject.extend({ linkId: z.string() }),
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteProjectShareLink, ctx, { projectId: params.projectUuid, id: params.linkId })
    },
  }),
]
