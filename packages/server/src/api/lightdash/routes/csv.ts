import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { openDownload } from '../../../domain/explore/open-download.ts'
import { startCsvExport } from '../../../domain/explore/start-csv-export.ts'
import { sheetExportKind } from '../../../domain/integrations/google/sheet-export.ts'
import { getRun } from '../../../jobs/get-run.ts'
import { AppError } from '../../../platform/errors.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers, errorBody } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { csvRequest, toCsvLayout } from '../wire/csv-request.ts'
import { toMetricQuery } from '../wire/metric-query.ts'
import { csvStatusWire, jobStatusWire, toCsvStatus, toJobStatus } from '../wire/run.ts'
import { inExplore } from './explores.ts'
import { inProject } from './projects.ts'

const inJob = z.object({ jobId: z.string() })

export const csvRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'DownloadCsvFromExplore',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/explores/:exploreId/downloadCsv',
    summary: 'Queues a CSV export of a query',
    tags: ['Exploring'],
    auth: 'user',
    limit: 'expensive',
    params: inExplore,
    body: csvRequest,
    responses: answers(z.object({ jobId: z.string() }), 'The job to watch'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { runId } = await perform(startCsvExport, ctx, {
        projectId: params.projectUuid,
        exploreName: params.exploreId,
        query: toMetricQuery(body, params.exploreId),
        layout: toCsvLayout(body),
      })
      return { jobId: runId }
    },
  }),
  route({
    operationId: 'getCsvUrl',
    method: 'get',
    path: '/api/v1/csv/:jobId',
    summary: 'State of a CSV export, and its link when it is done',
    tags: ['Exploring'],
    auth: 'user',
    params: inJob,
    responses: answers(csvStatusWire, 'The state'),
    async handle(ctx: RequestCtx, { params }) {
      const run = await perform(getRun, ctx, { runId: params.jobId })
      // Only whoever asked for the export may have its link: an admin sees the run, not the file.
      if ((run.kind !== 'csv_export' && run.kind !== sheetExportKind) || ctx.actor.kind !== 'user' || run.createdBy !== ctx.actor.userId) {
        throw new AppError('not_found', 'Download CSV job not found', { reason: 'run_missing' })
      }
      return toCsvStatus(run, ctx.settings.siteUrl)
    },
  }),
  route({
    operationId: 'getSchedulerJobStatus',
    method: 'get',
    path: '/api/v1/schedulers/job/:jobId/status',
    summary: 'State of a job',
    tags: ['Schedulers'],
    auth: 'user',
    params: inJob,
    responses: answers(jobStatusWire, 'The state'),
    handle: async (ctx: RequestCtx, { params }) => toJobStatus(await perform(getRun, ctx, { runId: params.jobId }), ctx.settings.siteUrl),
  }),
  route({
    operationId: 'DownloadCsvFile',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/csv/:nanoId',
    summary: 'The file behind a download link',
    tags: ['Exploring'],
    auth: 'public',
    params: inProject.extend({ nanoId: z.string() }),
    responses: {
      200: { description: 'The file', schema: z.string(), contentType: 'text/csv' },
      404: { description: 'No such file, or expired', schema: errorBody },
    },
    async handle(ctx: RequestCtx, { params }) {
      const { path, contentType, fileName } = await perform(openDownload, ctx, { projectId: params.projectUuid, secret: params.nanoId })
      return new Answer({ file: { path, contentType, fileName } })
    },
  }),
]
