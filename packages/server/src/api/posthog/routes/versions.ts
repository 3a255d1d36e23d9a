import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { getEndpoint, listEndpointVersions } from '../../../domain/endpoints/get-endpoint.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { placeOf } from '../place-of.ts'
import { answer, flag, ofEndpoint, pageOf, pageQuery, toPage, underBoth } from '../under-both.ts'
import { compatQuery, seedCompat } from '../wire/compat.ts'
import { toVersion, versionWire } from '../wire/endpoint.ts'

const tags = ['Endpoints']

export const versionRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  route({
    operationId: operation('endpoints_versions_list'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/:name/versions/`,
    summary: 'Versions of an endpoint, newest first',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: pageQuery.extend({ is_active: flag.optional(), created_by: z.coerce.number().int().optional(), ...compatQuery.shape }),
    responses: answer(z.union([pageOf(versionWire), z.array(versionWire)]), 'A page of versions; with `compat=seed` all of them, each under its own id'),
    async handle(ctx: RequestCtx, { params, query, request }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const { endpoint, versions } = await perform(listEndpointVersions, ctx, { projectId, name: params.name })
      const place = await placeOf(ctx, prefix, projectId)
      const wanted = versions.filter(
        ({ settings, author }) =>
          (query.is_active === undefined || settings.isActive === query.is_active) && (query.created_by === undefined || author?.number === query.created_by),
      )
      const told = wanted.map((version) => toVersion(endpoint, version, place))
      if (query.compat === seedCompat) return told.map((version) => ({ ...version, id: version.version_id }))
      return toPage(told, query, new URL(request.url, ctx.settings.siteUrl))
    },
  }),
  route({
    operationId: operation('endpoints_versions_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/:name/versions/:version_number/`,
    summary: 'One version of an endpoint',
    tags,
    auth: 'user',
    params: ofEndpoint.extend({ version_number: z.coerce.number().int().min(1) }),
    responses: answer(versionWire, 'The version'),
    async handle(ctx: RequestCtx, { params }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const { endpoint, version, columns } = await perform(getEndpoint, ctx, {
        projectId,
        name: params.name,
        version: params.version_number,
        withColumns: true,
      })
      return toVersion(endpoint, version, await placeOf(ctx, prefix, projectId), columns)
    },
  }),
])
