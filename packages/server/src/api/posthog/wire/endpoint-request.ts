import type { EndpointVersionSettings } from '@atrium/documents'
import { z } from 'zod'
import type { CreateEndpoint } from '../../../domain/endpoints/create-endpoint.ts'
import type { UpdateEndpoint } from '../../../domain/endpoints/update-endpoint.ts'
import { AppError } from '../../../platform/errors.ts'
import { freshnessSteps } from './cadence.ts'
import { deprecationRequest, fromDeprecation } from './deprecation.ts'
import { materializationRequest, toMaterializationWish } from './materialization.ts'
import { fromQuery, queryRequest } from './query.ts'

/** What creates and changes an endpoint, of all generations of the format. */
export const endpointRequest = z.strictObject({
  name: z.string().nullish(),
  query: queryRequest.nullish(),
  description: z.string().max(10_000).nullish(),
  is_active: z.boolean().nullish(),
  cache_age_seconds: z.number().nullish(),
  data_freshness_seconds: z.number().nullish(),
  ...materializationRequest,
  derived_from_insight: z.string().max(12).nullish(),
  version: z.number().int().nullish(),
  deleted: z.boolean().nullish(),
  tags: z.array(z.string().min(1).max(255)).max(100).nullish(),
  optional_breakdown_properties: z.array(z.string()).nullish(),
  /** Ours: the space that it lives in. */
  space: z.string().nullish(),
  /** Ours: names of versions; null takes one away. */
  aliases: z.record(z.string(), z.number().int().nullable()).nullish(),
  /** Ours: that the version that is named will go, when, and which one follows it; null: it stays. */
  deprecation: deprecationRequest.nullable().optional(),
})
export type EndpointRequest = z.infer<typeof endpointRequest>

/** The body of a creation. Throws `invalid` for what is missing or out of its range. */
export function toCreate(projectId: string, body: EndpointRequest): CreateEndpoint {
  if (body.name == null) throw required('name')
  if (body.query == null) throw required('query')
  const freshness = freshnessOf(body)
  const materialization = toMaterializationWish(body)
  return {
    projectId,
    name: body.name,
    ...(materialization === undefined ? {} : { materialization }),
    query: fromQuery(body.query),
    ...(body.description == null ? {} : { description: body.description }),
    ...(body.is_active == null ? {} : { isActive: body.is_active }),
    ...(freshness === undefined ? {} : { freshnessSeconds: freshness }),
    ...(body.tags == null ? {} : { tags: body.tags }),
    ...(body.space == null ? {} : { spaceId: body.space }),
    ...(body.derived_from_insight == null ? {} : { derivedFrom: body.derived_from_insight }),
  }
}

/** The body of a change; with a version it is one of that version's switches. */
export function toUpdate(projectId: string, name: string, body: EndpointRequest, queryVersion: number | undefined): UpdateEndpoint {
  if (body.name != null && body.name !== name) throw problem('name', 'The name of an endpoint cannot be changed: it is part of its address. Make a new one.')
  const materialization = toMaterializationWish(body)
  const version = body.version ?? queryVersion
  const freshness = freshnessOf(body)
  const settings: Partial<EndpointVersionSettings> = {
    ...(body.description === undefined ? {} : { description: body.description ?? '' }),
    ...(freshness === undefined ? {} : { freshnessSeconds: freshness }),
    ...(version === undefined || body.is_active == null ? {} : { isActive: body.is_active }),
  }
  return {
    projectId,
    name,
    settings,
    ...(materialization === undefined ? {} : { materialization }),
    ...(version === undefined ? {} : { version }),
    ...(body.query == null ? {} : { query: fromQuery(body.query) }),
    ...(version !== undefined || body.is_active == null ? {} : { isActive: body.is_active }),
    ...(body.tags == null ? {} : { tags: body.tags }),
    ...(body.space == null ? {} : { spaceId: body.space }),
    ...(body.aliases == null ? {} : { aliases: body.aliases }),
    ...(body.deprecation === undefined ? {} : { deprecation: fromDeprecation(body.deprecation) }),
  }
}

/** Seconds; null: as the kind of question says; `undefined`: nothing is said. The newer word counts. */
function freshnessOf({ cache_age_seconds: age, data_freshness_seconds: freshness }: EndpointRequest): number | null | undefined {
  if (freshness != null) {
    if (!freshnessSteps.some((step) => step === freshness))
      throw problem('data_freshness_seconds', `Data freshness must be one of: [${freshnessSteps.join(', ')}]`)
    return freshness
  }
  if (age != null && (age < 300 || age > 86_400)) throw problem('cache_age_seconds', 'Cache age must be between 300 and 86400 seconds.')
  return age === undefined ? undefined : age === null ? null : Math.round(age)
}

const problem = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'endpoint_request', fields: [{ path, message }] })
const required = (path: string): AppError => problem(path, 'This field is required.')
