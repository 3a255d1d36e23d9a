import { variableValueSchema } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { compareEndpointDraft } from '../../../domain/endpoints/drafts/compare-endpoint-draft.ts'
import { discardEndpointDraft } from '../../../domain/endpoints/drafts/discard-endpoint-draft.ts'
import { getEndpointDraft } from '../../../domain/endpoints/drafts/get-endpoint-draft.ts'
import { saveEndpointDraft } from '../../../domain/endpoints/drafts/save-endpoint-draft.ts'
import { publishTestedDraft } from '../../../domain/endpoints/tests/publish-tested-draft.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { comparisonWire, draftQueryRequest, endpointDraftWire, fromDraftQuery, toComparison, toEndpointDraft } from '../wire/endpoint-drafts.ts'
import { ofEndpoint } from './endpoints.ts'

const tags = ['Endpoints']
const path = '/api/v1/app/projects/:projectUuid/endpoints/:name/draft'
const keyOf = ({ projectUuid, name }: z.infer<typeof ofEndpoint>): { projectId: string; name: string } => ({ projectId: projectUuid, name })

/** Another query of an endpoint before callers get it. */
export const endpointDraftRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetEndpointDraft',
    method: 'get',
    path,
    summary: 'The query of an endpoint that is not published',
    tags,
    auth: 'user',
    params: ofEndpoint,
    responses: answers(endpointDraftWire.nullable(), 'The draft, or null'),
    async handle(ctx: RequestCtx, { params }) {
      const draft = await perform(getEndpointDraft, ctx, keyOf(params))
      return draft === null ? null : toEndpointDraft(draft)
    },
  }),
  route({
    operationId: 'SaveEndpointDraft',
    method: 'put',
    path,
    summary: 'Keeps another query of an endpoint; callers get the newest version as before',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({ query: draftQueryRequest, version: z.string().nullable() }),
    responses: answers(endpointDraftWire, 'The draft'),
    handle: async (ctx: RequestCtx, { params, body: { query, version } }) =>
      toEndpointDraft(await perform(saveEndpointDraft, ctx, { ...keyOf(params), query: fromDraftQuery(query), version })),
  }),
  route({
    operationId: 'DiscardEndpointDraft',
    method: 'delete',
    path,
    summary: 'Takes the draft of an endpoint away',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: z.object({ version: z.string() }),
    responses: answers(z.null(), 'It is gone'),
    async handle(ctx: RequestCtx, { params, query }) {
      await perform(discardEndpointDraft, ctx, { ...keyOf(params), ...query })
      return null
    },
  }),
  route({
    operationId: 'CompareEndpointDraft',
    method: 'post',
    path: `${path}/compare`,
    summary: 'What callers would notice if the draft of an endpoint were published, and what it answers',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({
      variables: z.record(z.string(), variableValueSchema).optional(),
      /** Percent of rows that may be missing before it is said. */
      rowLossPercent: z.number().min(0).max(100).optional(),
    }),
    responses: answers(comparisonWire, 'The comparison'),
    handle: async (ctx: RequestCtx, { params, body }) => toComparison(await perform(compareEndpointDraft, ctx, { ...keyOf(params), ...present(body) })),
  }),
  route({
    operationId: 'PublishEndpointDraft',
    method: 'post',
    path: `${path}/publish`,
    summary: 'Makes the draft of an endpoint its newest version; a break of what callers rely on, and tests that fail, have to be accepted',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({
      version: z.string(),
      comparedVersion: z.number().int(),
      acceptsBreaking: z.boolean().default(false),
      acceptsFailingTests: z.boolean().default(false),
    }),
    responses: answers(
      z.object({ version: z.number(), notMaterialized: z.string().nullable() }),
      'Number of the new version, and why it is not kept as a table as the one before was',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const { spec, materializationError } = await perform(publishTestedDraft, ctx, { ...keyOf(params), ...body })
      return { version: spec.version, notMaterialized: materializationError ?? null }
    },
  }),
]
