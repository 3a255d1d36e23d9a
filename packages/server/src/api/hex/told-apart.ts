import type { FastifyRequest } from 'fastify'
import { isUuid } from '../../platform/ids.ts'
import type { House } from '../house.ts'

/** Clients of this format send tokens in this way; those of Lightdash say `ApiKey`, pages have a cookie. */
export const sendsBearer = ({ headers }: FastifyRequest): boolean => /^\s*bearer\s/i.test(headers.authorization ?? '')

/**
 * Whose a request is at an address that Lightdash has too. A bearer token alone is not enough where an id says more: of
 * our projects only Lightdash speaks. What there is none of at all is missing in the words of whoever sent the token so.
 */
export async function isForHex(house: House, request: FastifyRequest): Promise<boolean> {
  if (!sendsBearer(request)) return false
  const { projectUuid } = request.params as { projectUuid?: string }
  if (projectUuid === undefined || !isUuid(projectUuid)) return true
  return house.projects.project(projectUuid).then(
    () => false,
    () => true,
  )
}

const ownAddresses =
  /^\/api\/v1\/(projects?|runs|semantic-(models|projects)|embedding|collections|data-connections|cells|users|groups|guides|threads|context)(\/|$)/

/** Whether nothing being at an address is said in the words of this format. */
export const isHexAddress = (path: string, request: FastifyRequest): boolean => sendsBearer(request) && ownAddresses.test(path)
