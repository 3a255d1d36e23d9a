import { doorShape } from '../door-shape.ts'
import type { House } from '../house.ts'
import type { Door } from '../open-doors.ts'
import { requestContext } from '../request-context.ts'
import { doorCredentials, requireSameToken } from './auth.ts'
import { hashboardFailure } from './errors.ts'
import { graphqlRoutes } from './routes/graphql.ts'

/** Metadata and questions in GraphQL, in the format of Hashboard. */
export const hashboardDoor = (house: House): Door => ({
  routes: graphqlRoutes(house),
  shape: {
    ...doorShape(house),
    async context(request, reply, signal, auth) {
      const credentials = doorCredentials(request)
      const ctx = await requestContext(house, request, reply, signal, auth, credentials)
      requireSameToken(ctx.actor, credentials)
      return ctx
    },
    success: (results) => results,
    failure(error, request) {
      const rendered = hashboardFailure(error, request)
      if (rendered.status >= 500) house.log.error({ err: error, requestId: request.id, url: request.url }, 'request failed')
      return rendered
    },
  },
})
