import { z } from 'zod'
import { Answer, type RouteResponse } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { matches, project, type Projection, type Resource } from '../wire/resource.ts'
import { scimBase, urns } from '../wire/urns.ts'

export const tags = ['SCIM']

/** The address of the door as clients know it. */
export const baseOf = ({ settings }: RequestCtx): string => `${settings.siteUrl.replace(/\/+$/, '')}${scimBase}`

const contentType = 'application/scim+json'
const error: RouteResponse = {
  description: 'Refused; `detail` says why and what to do',
  contentType,
  schema: z.object({ schemas: z.tuple([z.literal(urns.error)]), status: z.string(), scimType: z.string().optional(), detail: z.string() }),
}
const good: RouteResponse = { description: 'As RFC 7644 describes it', contentType, schema: z.looseObject({ schemas: z.array(z.string()).min(1) }) }

/** Documented answers of a route of this door. */
export const responses: Record<number, RouteResponse> = { 200: good, 400: error, 401: error, 403: error, 404: error, 409: error, 412: error }
export const createdResponses: Record<number, RouteResponse> = { ...responses, 201: good }
export const goneResponses: Record<number, RouteResponse> = { ...responses, 204: { description: 'It is gone' } }

export const projectionQuery = z.object({ attributes: z.string().max(2000).optional(), excludedAttributes: z.string().max(2000).optional() })
/** A whole resource. */
export const documentBody = z.record(z.string(), z.unknown())

/** An answer with one resource and its version. */
export const resourceAnswer = (resource: Resource, projection: Projection = {}, status = 200): Answer =>
  new Answer({ status, headers: { etag: resource.meta.version, location: resource.meta.location }, results: project(resource, projection) })

/** As `resourceAnswer`; nothing but 304 for who has this version already. */
export function readAnswer(resource: Resource, projection: Projection, ifNoneMatch: string | undefined): Answer {
  if (ifNoneMatch === undefined || !matches(ifNoneMatch, resource.meta.version)) return resourceAnswer(resource, projection)
  return new Answer({ status: 304, headers: { etag: resource.meta.version } })
}
