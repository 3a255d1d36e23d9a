import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { pinnedListOf, placePinned } from '../../../domain/content/pins.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

/** What is pinned in a project, apps among it: formats that list pins know charts, dashboards and spaces alone. */
export const pinRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'OrderPins',
    method: 'put',
    path: '/api/v1/app/pins/:projectUuid',
    summary: 'Puts pinned things into an order: all or none',
    tags: ['Home'],
    auth: 'user',
    params: inProject,
    body: z.object({ items: z.array(z.object({ kind: z.enum(['space', 'chart', 'dashboard', 'notebook']), uuid: z.string() })).max(1000) }),
    responses: answers(null, 'They have their places'),
    async handle(ctx: RequestCtx, { params: { projectUuid }, body }) {
      const places = body.items.map(({ kind, uuid }, order) => ({ kind, id: uuid, order }))
      await perform(placePinned, ctx, { projectId: projectUuid, listId: pinnedListOf(projectUuid), places })
    },
  }),
]
