import { doorShape } from '../door-shape.ts'
import type { House } from '../house.ts'
import type { Door } from '../open-doors.ts'
import { tokenOf } from '../credentials.ts'
import { requestContext } from '../request-context.ts'
import { countRequest } from './counted.ts'
import { hexFailure } from './errors.ts'
import { cellRoutes } from './routes/cells.ts'
import { chartImageRoutes } from './routes/chart-images.ts'
import { collectionRoutes } from './routes/collections.ts'
import { dataConnectionRoutes } from './routes/data-connections.ts'
import { embeddingRoutes } from './routes/embedding.ts'
import { groupRoutes } from './routes/groups.ts'
import { projectChangeRoutes } from './routes/project-changes.ts'
import { projectSharingRoutes } from './routes/project-sharing.ts'
import { projectRoutes } from './routes/projects.ts'
import { runRoutes } from './routes/runs.ts'
import { semanticModelRoutes } from './routes/semantic-models.ts'
import { userRoutes } from './routes/users.ts'

/** Notebooks, apps and their runs in the format of Hex. Takes tokens only, never a cookie. */
export const hexDoor = (house: House): Door => ({
  routes: [
    ...projectRoutes,
    ...projectChangeRoutes,
    ...projectSharingRoutes,
    ...runRoutes,
    ...embeddingRoutes,
    ...semanticModelRoutes,
    ...userRoutes,
    ...groupRoutes,
    ...collectionRoutes,
    ...cellRoutes,
    ...chartImageRoutes,
    ...dataConnectionRoutes,
  ],
  shape: {
    ...doorShape(house),
    async context(request, reply, signal, auth) {
      reply.header('x-trace-id', request.id)
      const ctx = await requestContext(house, request, reply, signal, auth, { session: undefined, token: tokenOf(request) })
      countRequest(house, 'hex', ctx, request, reply)
      return ctx
    },
    count: (limit, ctx, request, reply) => countRequest(house, limit, ctx, request, reply),
    success: (results) => results,
    failure(error, request) {
      const rendered = hexFailure(error, request)
      if (rendered.status >= 500) house.log.error({ err: error, requestId: request.id, url: request.url }, 'request failed')
      return rendered
    },
  },
})
