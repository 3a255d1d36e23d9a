import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { openSqlResults } from '../../../domain/explore/sql-runner/open-sql-results.ts'
import { exportSqlCsv } from '../../../domain/explore/sql-runner/export-sql-csv.ts'
import { refreshTables } from '../../../domain/explore/sql-runner/refresh-tables.ts'
import { startSqlRun } from '../../../domain/explore/sql-runner/start-sql-run.ts'
import { projectCatalog } from '../../../domain/explore/project-catalog.ts'
import { listTables } from '../../../domain/explore/list-tables.ts'
import { runSql } from '../../../domain/explore/run-sql.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answers, errorBody } from '../../envelope.ts'
import { freshnessRequest, toFreshness } from '../wire/freshness.ts'
import { sqlAnswerJson, sqlResultsWire, toCatalogTree, toFieldTypes, toTableTree } from '../wire/sql-results.ts'
import { pivotRequest, toAggregate } from '../wire/sql-pivot.ts'
import { csvUrl } from '../wire/run.ts'
import { inProject } from './projects.ts'

const tags = ['SQL runner']
const ownSql = { sql: z.string().min(1).max(500_000), limit: z.number().int().min(1).optional() }
const job = answers(z.object({ jobId: z.string() }), 'The job to watch')
const limited = ({ limit }: { limit?: number | undefined }): { limit?: number } => (limit === undefined ? {} : { limit })

export const sqlRunnerRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'RunSqlQuery',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlQuery',
    summary: 'Runs one SELECT, capped at the row limit',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ ...ownSql, ...freshnessRequest }),
    responses: answers(sqlResultsWire, 'Rows with raw values, the type of each column, and the receipt'),
    async handle(ctx: RequestCtx, { params, body }) {
      const result = await perform(runSql, ctx, {
        projectId: params.projectUuid,
        sql: body.sql,
        ...limited(body),
        freshness: toFreshness(body),
      })
      return new Answer({ bytes: sqlAnswerJson(result) })
    },
  }),
  route({
    operationId: 'SqlRunnerTables',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/sqlRunner/tables',
    summary: 'Tables of the warehouse: database → schema → table',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.looseObject({})))), 'The tables'),
    handle: async (ctx: RequestCtx, { params }) => toTableTree(await perform(listTables, ctx, { projectId: params.projectUuid })),
  }),
  route({
    operationId: 'SqlRunnerFields',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/sqlRunner/fields',
    summary: 'Columns of one table with their types',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({
      tableName: z.string().optional(),
      /** What the published Python client calls it. */
      table: z.string().optional(),
      schemaName: z.string().optional(),
      databaseName: z.string().optional(),
    }),
    responses: answers(z.record(z.string(), z.string()), 'Type by column'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      toFieldTypes(await perform(listTables, ctx, { projectId: params.projectUuid }), query.tableName ?? query.table ?? ''),
  }),
  route({
    operationId: 'SqlRunnerRun',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlRunner/run',
    summary: 'Queues one SELECT; its rows come as a file of JSON lines',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.looseObject(ownSql),
    responses: job,
    async handle(ctx: RequestCtx, { params, body }) {
      const { runId } = await perform(startSqlRun, ctx, { projectId: params.projectUuid, sql: body.sql, ...limited(body) })
      return { jobId: runId }
    },
  }),
  route({
    operationId: 'SqlRunnerPivot',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlRunner/runPivotQuery',
    summary: 'Queues one SELECT whose rows are put together, for a chart of them',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.looseObject({ ...ownSql, ...pivotRequest }),
    responses: job,
    async handle(ctx: RequestCtx, { params, body }) {
      const question = { projectId: params.projectUuid, sql: body.sql, ...limited(body), aggregate: toAggregate(body) }
      const { runId } = await perform(startSqlRun, ctx, question)
      return { jobId: runId }
    },
  }),
  route({
    operationId: 'SqlRunnerResults',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/sqlRunner/results/:fileId',
    summary: 'The rows of a finished query, one JSON object a line',
    tags,
    auth: 'user',
    params: inProject.extend({ fileId: z.string() }),
    responses: {
      200: { description: 'The rows', schema: z.string(), contentType: 'application/x-ndjson' },
      404: { description: 'No such results, or expired', schema: errorBody },
    },
    async handle(ctx: RequestCtx, { params }) {
      const { path, contentType, fileName } = await perform(openSqlResults, ctx, { projectId: params.projectUuid, secret: params.fileId })
      return new Answer({ file: { path, contentType, fileName } })
    },
  }),
  route({
    operationId: 'DownloadSqlCsv',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlRunner/downloadCsv',
    summary: 'Writes all rows of one SELECT as CSV and answers the link',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.looseObject({ ...ownSql, customLabels: z.record(z.string(), z.string().max(500)).optional(), chartName: z.string().max(500).optional() }),
    responses: answers(z.object({ url: z.string(), fileName: z.string(), rowCount: z.number(), truncated: z.boolean() }), 'The link, which works for a day'),
    async handle(ctx: RequestCtx, { params, body }) {
      const projectId = params.projectUuid
      const { secret, ...file } = await perform(exportSqlCsv, ctx, {
        projectId,
        sql: body.sql,
        ...limited(body),
        ...(body.customLabels === undefined ? {} : { labels: body.customLabels }),
        ...(body.chartName === undefined ? {} : { name: body.chartName }),
      })
      return { url: csvUrl(ctx.settings.siteUrl, { projectId, secret }), ...file }
    },
  }),
  route({
    operationId: 'RefreshSqlCatalog',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlRunner/refresh-catalog',
    summary: 'Looks at the tables of the warehouse anew',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(null, 'They are known'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(refreshTables, ctx, { projectId: params.projectUuid })
    },
  }),
  route({
    operationId: 'GetProjectCatalog',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/catalog',
    summary: 'Tables that the explores read: database → schema → table',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(
      z.record(z.string(), z.record(z.string(), z.record(z.string(), z.object({ description: z.string().optional(), sqlTable: z.string() })))),
      'The tables',
    ),
    handle: async (ctx: RequestCtx, { params }) => toCatalogTree(await perform(projectCatalog, ctx, { projectId: params.projectUuid })),
  }),
]
