import { doorShape } from '../door-shape.ts'
import { tokenOf } from '../credentials.ts'
import type { House } from '../house.ts'
import type { Door } from '../open-doors.ts'
import { requestContext } from '../request-context.ts'
import { requireOwnOrigin } from '../../platform/http/guard-origin.ts'
import { createChartPreviews } from './chart-previews.ts'
import { mcpFailure } from './errors.ts'
import { mcpRoutes } from './routes.ts'

/** Tools for agents in the Model Context Protocol, at `/api/mcp`. Takes bearer tokens only, never a cookie. */
export const mcpDoor = (house: House): Door => ({
  routes: mcpRoutes(createChartPreviews(house.clock), house.log),
  shape: {
    ...doorShape(house),
    context(request, reply, signal, auth) {
      requireOwnOrigin(request, house.settings.siteUrl)
      return requestContext(house, request, reply, signal, auth, { session: undefined, token: tokenOf(request) })
    },
    success: (results) => results,
    failure(error, request) {
      const rendered = mcpFailure(error, request)
      if (rendered.status >= 500) house.log.error({ err: error, requestId: request.id, url: request.url }, 'request failed')
      return rendered
    },
  },
})
