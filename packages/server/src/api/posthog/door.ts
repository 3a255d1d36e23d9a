import { doorShape } from '../door-shape.ts'
import type { House } from '../house.ts'
import type { Door } from '../open-doors.ts'
import { posthogFailure } from './errors.ts'
import { descriptionRoutes } from './routes/descriptions.ts'
import { requestContext } from '../request-context.ts'
import { repeatRun } from './repeat-run.ts'
import { runTokenContext } from './run-token-context.ts'
import { endpointRoutes } from './routes/endpoints.ts'
import { identityRoutes } from './routes/identity.ts'
import { materializationRoutes } from './routes/materialization.ts'
import { queryRoutes } from './routes/queries.ts'
import { runRoutes } from './routes/runs.ts'
import { variableRoutes } from './routes/variables.ts'
import { versionRoutes } from './routes/versions.ts'

/** Endpoints in the PostHog format, under `/api/projects` and `/api/environments` alike. Answers have no envelope. */
export const posthogDoor = (house: House): Door => ({
  routes: [
    ...endpointRoutes,
    ...versionRoutes,
    ...descriptionRoutes,
    ...materializationRoutes,
    ...runRoutes,
    ...queryRoutes,
    ...variableRoutes,
    ...identityRoutes,
  ],
  shape: {
    ...doorShape(house),
    context: async (request, reply, signal, auth) =>
      (await runTokenContext(house, request, reply, signal)) ?? requestContext(house, request, reply, signal, auth),
    again: (request, body) => repeatRun(house, request, body),
    success: (results) => results,
    failure(error, request) {
      const rendered = posthogFailure(error, request)
      if (rendered.status >= 500) house.log.error({ err: error, requestId: request.id, url: request.url }, 'request failed')
      return rendered
    },
  },
})
