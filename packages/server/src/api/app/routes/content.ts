import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { chartImpact, dashboardImpact, spaceImpact, sqlChartImpact } from '../../../domain/content/content-impact.ts'
import { unverifyContent, verifyContent } from '../../../domain/content/verify-content.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { impactWire, toImpact, toVerification, verificationWire } from '../wire/content.ts'

const tags = ['Content']
const inContent = z.object({ contentUuid: z.string() })
const ofKind = z.object({ kind: z.enum(['charts', 'sql-charts', 'dashboards', 'spaces']), contentUuid: z.string() })

const impacts = { charts: chartImpact, 'sql-charts': sqlChartImpact, dashboards: dashboardImpact, spaces: spaceImpact }

/** What charts and dashboards are worth to others: who vouches for them, who would miss them. */
export const contentRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetContentImpact',
    method: 'get',
    path: '/api/v1/app/impact/:kind/:contentUuid',
    summary: 'Who looked at a chart, a dashboard or what is in a space lately, and which dashboards show it',
    tags,
    auth: 'user',
    params: ofKind,
    responses: answers(impactWire, 'Who and what would miss it'),
    handle: async (ctx: RequestCtx, { params }) => toImpact(await perform(impacts[params.kind], ctx, { idOrSlug: params.contentUuid })),
  }),
  route({
    operationId: 'VerifyContent',
    method: 'put',
    path: '/api/v1/app/verifications/:contentUuid',
    summary: 'Vouches for what a chart or dashboard asks, until that changes',
    tags,
    auth: 'user',
    params: inContent,
    responses: answers(verificationWire, 'Who vouches, since when'),
    handle: async (ctx: RequestCtx, { params }) => toVerification(await perform(verifyContent, ctx, { id: params.contentUuid })),
  }),
  route({
    operationId: 'UnverifyContent',
    method: 'delete',
    path: '/api/v1/app/verifications/:contentUuid',
    summary: 'Takes the word for a chart or dashboard away',
    tags,
    auth: 'user',
    params: inContent,
    responses: answers(null, 'Nobody vouches for it'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(unverifyContent, ctx, { id: params.contentUuid })
    },
  }),
]
