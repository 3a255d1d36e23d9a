import { endpointTestSchema, endpointTestsSchema, mostExpectedRows } from '@atrium/documents'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getEndpointTests } from '../../../domain/endpoints/tests/get-endpoint-tests.ts'
import { runEndpointTests } from '../../../domain/endpoints/tests/run-endpoint-tests.ts'
import { updateEndpoint } from '../../../domain/endpoints/update-endpoint.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { endpointTestsWire, testedEndpointWire, toEndpointTests, toTestedEndpoint } from '../wire/endpoint-tests.ts'
import { ofEndpoint } from './endpoints.ts'

const tags = ['Endpoints']
const path = '/api/v1/app/projects/:projectUuid/endpoints/:name/tests'
const keyOf = ({ projectUuid, name }: z.infer<typeof ofEndpoint>): { projectId: string; name: string } => ({ projectId: projectUuid, name })

/** Rows of an answer that are shown beside what is wrong with it. */
const shownRows = 5

/** What has to hold of an endpoint's answers. */
export const endpointTestRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetEndpointTests',
    method: 'get',
    path,
    summary: 'The tests of an endpoint and how each went last',
    tags,
    auth: 'user',
    params: ofEndpoint,
    responses: answers(endpointTestsWire, 'The tests'),
    handle: async (ctx: RequestCtx, { params }) => toEndpointTests(await perform(getEndpointTests, ctx, keyOf(params))),
  }),
  route({
    operationId: 'SaveEndpointTests',
    method: 'put',
    path,
    summary: 'Puts tests in place of those that an endpoint has',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({ tests: endpointTestsSchema, revision: z.number().int() }),
    responses: answers(endpointTestsWire, 'The tests; those that were changed have no result'),
    async handle(ctx: RequestCtx, { params, body: { tests, revision } }) {
      await perform(updateEndpoint, ctx, { ...keyOf(params), tests, expectedRevision: revision })
      return toEndpointTests(await perform(getEndpointTests, ctx, keyOf(params)))
    },
  }),
  route({
    operationId: 'RunEndpointTests',
    method: 'post',
    path: `${path}/run`,
    summary: 'Runs the tests of an endpoint, some of them, or one that is not saved',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z
      .strictObject({
        names: z.array(z.string().max(200)).max(50).optional(),
        test: endpointTestSchema.optional(),
        /** What the draft asks, instead of the newest version. */
        draft: z.boolean().optional(),
      })
      .refine(({ names, test }) => names === undefined || test === undefined, 'Say names, or a test'),
    responses: answers(testedEndpointWire, 'How they went, and what is not as expected'),
    async handle(ctx: RequestCtx, { params, body: { names, test, draft } }) {
      const tested = await perform(runEndpointTests, ctx, { ...keyOf(params), names, test, ofDraft: draft })
      return toTestedEndpoint(tested, test === undefined ? shownRows : mostExpectedRows)
    },
  }),
]
