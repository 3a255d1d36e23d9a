import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listFavourites, updateFavourite } from '../../../domain/content/favourites.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { homeItem, toHomeItem } from '../wire/home.ts'
import { inProject } from '../wire/models.ts'

export const favouriteRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListFavourites',
    method: 'get',
    path: '/api/v1/app/favourites/:projectUuid',
    summary: 'The caller’s favourites in a project, the last one first',
    tags: ['Home'],
    auth: 'user',
    params: inProject,
    responses: answers(z.array(homeItem), 'The favourites that the caller may see'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listFavourites, ctx, { projectId: params.projectUuid })).map(toHomeItem),
  }),
  route({
    operationId: 'UpdateFavourite',
    method: 'put',
    path: '/api/v1/app/favourites/things/:uuid',
    summary: 'Puts a chart, dashboard, app or space among the caller’s favourites, or takes it out',
    tags: ['Home'],
    auth: 'user',
    params: z.object({ uuid: z.string() }),
    body: z.object({ isFavourite: z.boolean() }),
    responses: answers(null, 'It is done'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateFavourite, ctx, { id: params.uuid, isFavourite: body.isFavourite })
    },
  }),
]
