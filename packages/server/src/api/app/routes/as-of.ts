import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listContentAsOf, type ListedThen } from '../../../domain/content/as-of/list-content-as-of.ts'
import { restoreChartAsOf, restoreDashboardAsOf, restoreSqlChartAsOf } from '../../../domain/content/as-of/restore-as-of.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { asOfRequest, pastWire, toPast } from '../../as-of.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'
import { personWire, toPerson } from '../wire/version.ts'

const tags = ['Time travel']

const moment = asOfRequest.asOf.unwrap()

const listedWire = z.object({
  uuid: z.string(),
  kind: z.enum(['chart', 'sql_chart', 'dashboard']),
  name: z.string(),
  description: z.string().nullable(),
  /** Where it was; null where that may not be seen today or was deleted for good. */
  space: z.object({ uuid: z.string(), name: z.string() }).nullable(),
  updatedAt: z.string(),
  updatedBy: personWire.nullable(),
  asOf: pastWire.optional(),
})

const toListed = (thing: ListedThen): z.infer<typeof listedWire> => ({
  uuid: thing.id,
  kind: listedWire.shape.kind.parse(thing.kind),
  name: thing.name,
  description: thing.description,
  space: thing.spaceThen === null ? null : { uuid: thing.spaceThen.id, name: thing.spaceThen.name },
  updatedAt: thing.updatedAt.toISOString(),
  updatedBy: toPerson(thing.updatedBy),
  ...toPast(thing),
})

const restores = { charts: restoreChartAsOf, 'sql-charts': restoreSqlChartAsOf, dashboards: restoreDashboardAsOf }

/** Content as it was. One thing at a moment is asked for where the thing itself is, by `asOf`. */
export const asOfRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListContentAsOf',
    method: 'get',
    path: '/api/v1/app/as-of/:projectUuid',
    summary: 'Charts and dashboards that there were at a moment, also those deleted since, as far as the caller may see them today',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ asOf: moment, spaceUuid: z.string().optional() }),
    responses: answers(z.array(listedWire), 'What there was, by name'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      (
        await perform(listContentAsOf, ctx, {
          projectId: params.projectUuid,
          asOf: new Date(query.asOf),
          ...(query.spaceUuid === undefined ? {} : { spaceId: query.spaceUuid }),
        })
      ).map(toListed),
  }),
  route({
    operationId: 'RestoreContentAsOf',
    method: 'post',
    path: '/api/v1/app/as-of/:kind/:contentUuid/restore',
    summary: 'Brings a chart or dashboard back as it was: out of the trash, as a new version',
    tags,
    auth: 'user',
    params: z.object({ kind: z.enum(['charts', 'sql-charts', 'dashboards']), contentUuid: z.string() }),
    body: z.object({ asOf: moment }),
    responses: answers(
      z.object({ restoredUuids: z.array(z.string()), versionNumber: z.number() }),
      'What came out of the trash, and the number of the version',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const { restoredIds, revision } = await perform(restores[params.kind], ctx, { idOrSlug: params.contentUuid, asOf: new Date(body.asOf) })
      return { restoredUuids: restoredIds, versionNumber: revision }
    },
  }),
]
