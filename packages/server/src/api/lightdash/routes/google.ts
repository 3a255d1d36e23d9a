import { metricQuerySchemaWith } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { finishGoogleLinking, getGoogleAccessToken } from '../../../domain/integrations/google/link-google.ts'
import { startSheetExport } from '../../../domain/integrations/google/start-sheet-export.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { isAppError } from '../../../platform/errors.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { toMetricQuery } from '../wire/metric-query.ts'

const tags = ['Google Sheets']
const part = z.string().max(4000).optional()

const sheetRequest = z.object({
  projectUuid: z.string(),
  exploreId: z.string(),
  metricQuery: metricQuerySchemaWith({}),
  showTableNames: z.boolean(),
  columnOrder: z.array(z.string()),
  customLabels: z.record(z.string(), z.string()).optional(),
  hiddenFields: z.array(z.string()).optional(),
  /** Ours: the name of the chart. */
  title: z.string().max(300).optional(),
})

/** Results in sheets of the caller's own Google account. */
export const googleRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'uploadGsheet',
    method: 'post',
    path: '/api/v1/gdrive/upload-gsheet',
    summary: 'Queues an export of a query to a new Google sheet of the caller',
    tags,
    auth: 'user',
    limit: 'expensive',
    body: sheetRequest,
    responses: answers(z.object({ jobId: z.string() }), 'The job to watch'),
    async handle(ctx: RequestCtx, { body: { projectUuid, exploreId, metricQuery, ...layout } }) {
      const { runId } = await perform(startSheetExport, ctx, {
        projectId: projectUuid,
        exploreName: exploreId,
        query: toMetricQuery(metricQuery, exploreId),
        layout: { ...present(layout), showTableNames: layout.showTableNames, columnOrder: layout.columnOrder },
      })
      return { jobId: runId }
    },
  }),
  route({
    operationId: 'getAccessToken',
    method: 'get',
    path: '/api/v1/gdrive/get-access-token',
    summary: "A token for an hour of the caller's linked Google account",
    tags,
    auth: 'user',
    limit: 'secrets',
    responses: answers(z.string(), 'The token'),
    handle: async (ctx: RequestCtx) => (await perform(getGoogleAccessToken, ctx, {})).accessToken,
  }),
  route({
    operationId: 'GoogleSheetsRedirect',
    method: 'get',
    path: '/api/v1/oauth/redirect/gdrive',
    summary: "Takes the browser back from Google and links the caller's account, once and in the session that it left with",
    tags,
    auth: 'public',
    limit: 'sign_in',
    query: z.object({ code: part, state: part, error: part }),
    responses: { ...answers(null, 'Never'), 302: { description: 'Back to the page one came from, or to one that says why not' } },
    async handle(ctx: RequestCtx, { query: { code, state, error } }) {
      try {
        const { returnPath } = await finishGoogleLinking(ctx, { code, state, error })
        return goTo(returnPath)
      } catch (failure) {
        // Whoever said no is no failure of a program: the page says what it means.
        if (isAppError(failure) && failure.details.reason === 'google_denied') return goTo('/me?google=denied')
        throw failure
      }
    },
  }),
]

const goTo = (location: string): Answer => new Answer({ status: 302, headers: { location } })
