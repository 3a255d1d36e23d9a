import type { House } from '../house.ts'
import { doorShape } from '../door-shape.ts'
import { tokenOf } from '../credentials.ts'
import type { Door } from '../open-doors.ts'
import { requestContext } from '../request-context.ts'
import { scimFailure } from './errors.ts'
import { discoveryRoutes } from './routes/discovery.ts'
import { groupRoutes } from './routes/groups.ts'
import { userRoutes } from './routes/users.ts'

/** SCIM 2.0 (RFC 7643, RFC 7644) for providers of identities, under `/scim/v2`. Takes bearer tokens only, never a cookie. */
export const scimDoor = (house: House): Door => ({
  routes: [...discoveryRoutes, ...userRoutes, ...groupRoutes],
  shape: {
    ...doorShape(house),
    context: (request, reply, signal, auth) => requestContext(house, request, reply, signal, auth, { session: undefined, token: tokenOf(request) }),
    success: (results) => results,
    failure(error, request) {
      const rendered = scimFailure(error, request)
      if (rendered.status >= 500) house.log.error({ err: error, requestId: request.id, url: request.url }, 'request failed')
      return rendered
    },
    contentType: 'application/scim+json; charset=utf-8',
  },
})
