import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { deleteSqlChart } from '../../../domain/content/delete-content.ts'
import { createSqlChart } from '../../../domain/content/sql-charts/create-sql-chart.ts'
import { getSqlChart } from '../../../domain/content/sql-charts/get-sql-chart.ts'
import { updateSqlChart } from '../../../domain/content/sql-charts/update-sql-chart.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { asOfRequest, toAsOf } from '../../as-of.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { chartChangeRequest, toChange } from '../wire/content-change.ts'
import { sqlChartWire, toSqlChart } from '../wire/sql-chart.ts'
import { inProject } from './projects.ts'

const tags = ['SQL charts']
const inSqlChart = inProject.extend({ uuid: z.string() })
const key = (params: z.infer<typeof inSqlChart>): { idOrSlug: string; projectId: string } => ({ idOrSlug: params.uuid, projectId: params.projectUuid })

/** SQL, limit and drawing; what exactly they may hold is checked where they are saved. */
const content = { sql: z.string(), limit: z.number().int().optional(), config: z.looseObject({ type: z.string() }) }

export const sqlChartRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'CreateSqlChart',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlRunner/saved',
    summary: 'Saves SQL as a chart in a space',
    tags,
    auth: 'user',
    params: inProject,
    body: z.looseObject({
      ...content,
      name: z.string().min(1).max(250),
      description: z.string().max(10_000).nullable().optional(),
      spaceUuid: z.string().optional(),
    }),
    responses: answers(z.object({ savedSqlUuid: z.string(), slug: z.string() }), 'Its id and slug'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { sql, limit, config } = body
      const { id, slug } = await perform(createSqlChart, ctx, {
        projectId: params.projectUuid,
        name: body.name,
        ...present({ description: body.description, spaceId: body.spaceUuid }),
        document: { sql, config, ...present({ limit }) },
      })
      return { savedSqlUuid: id, slug }
    },
  }),
  route({
    operationId: 'GetSqlChart',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/sqlRunner/saved/:uuid',
    summary: 'One SQL chart, by id or slug',
    tags,
    auth: 'user',
    params: inSqlChart,
    query: z.object(asOfRequest),
    responses: answers(sqlChartWire, 'The chart'),
    handle: async (ctx: RequestCtx, { params, query }) => toSqlChart(await perform(getSqlChart, ctx, { ...key(params), ...toAsOf(query) })),
  }),
  route({
    operationId: 'UpdateSqlChart',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/sqlRunner/saved/:uuid',
    summary: 'Changes name, description or place, and with SQL, limit or drawing makes a version',
    tags,
    auth: 'user',
    params: inSqlChart,
    body: z.looseObject({
      unversionedData: chartChangeRequest.optional(),
      versionedData: z.looseObject({ sql: content.sql.optional(), limit: content.limit, config: content.config.optional() }).optional(),
      /** Ours: the `versionNumber` the author saw; a later one is a conflict. */
      expectedVersion: z.number().int().optional(),
    }),
    responses: answers(z.object({ savedSqlUuid: z.string(), savedSqlVersionUuid: z.string().nullable() }), 'Its id, and that of the version it has now'),
    async handle(ctx: RequestCtx, { params, body: { unversionedData, versionedData, expectedVersion } }) {
      const document = versionedData === undefined ? {} : present({ sql: versionedData.sql, limit: versionedData.limit, config: versionedData.config })
      const chart = await perform(updateSqlChart, ctx, {
        ...key(params),
        ...(unversionedData === undefined ? {} : { change: toChange(unversionedData) }),
        ...(Object.keys(document).length === 0 ? {} : { document }),
        ...(expectedVersion === undefined ? {} : { expectedRevision: expectedVersion }),
      })
      return { savedSqlUuid: chart.id, savedSqlVersionUuid: chart.revisionId }
    },
  }),
  route({
    operationId: 'DeleteSqlChart',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/sqlRunner/saved/:uuid',
    summary: 'Moves a SQL chart to the trash',
    tags,
    auth: 'user',
    params: inSqlChart,
    responses: answers(null, 'It is in the trash'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteSqlChart, ctx, key(params))
    },
  }),
]
