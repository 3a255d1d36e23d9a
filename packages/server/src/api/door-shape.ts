import { countedAddress } from '../platform/net/counted-address.ts'
import { requestContext } from './request-context.ts'
import { success } from './envelope.ts'
import type { House, RequestCtx } from './house.ts'
import { renderError } from './render-error.ts'
import type { DoorShape } from '../platform/http/mount-routes.ts'

/** How the doors that share the `{status, results}` envelope read credentials and word answers. */
export const doorShape = (house: House): DoorShape<RequestCtx> => ({
  context: (request, reply, signal, auth) => requestContext(house, request, reply, signal, auth),
  count: (limit, { actor }, request) => house.rateLimits.take(limit, actor.kind === 'user' ? actor.userId : countedAddress(request.ip)),
  success,
  failure: (error, request) => {
    const rendered = renderError(error, request)
    if (rendered.status >= 500) house.log.error({ err: error, requestId: request.id, url: request.url }, 'request failed')
    return rendered
  },
  secureCookies: house.settings.secureCookies,
  ...(house.onWrongAnswer === undefined ? {} : { onWrongAnswer: house.onWrongAnswer }),
})
