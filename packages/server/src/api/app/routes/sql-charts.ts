import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getSqlChartVersion, sqlChartHistory } from '../../../domain/content/content-history.ts'
import { duplicateSqlChart } from '../../../domain/content/sql-charts/duplicate-sql-chart.ts'
import { runSqlChart } from '../../../domain/content/sql-charts/run-sql-chart.ts'
import { rollbackSqlChart } from '../../../domain/content/sql-charts/update-sql-chart.ts'
import { getVirtualView } from '../../../domain/content/virtual-views/delete-virtual-view.ts'
import { wireRows } from '../../../domain/explore/result-rows.ts'
import { cancelRun } from '../../../jobs/cancel-run.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { asOfRequest, toAsOf } from '../../as-of.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'
import { eventWire, toEvent, toVersion, versionWire } from '../wire/version.ts'

const tags = ['SQL charts']
const inSqlChart = z.object({ sqlChartUuid: z.string() })

const resultsWire = z.object({
  columns: z.array(z.object({ reference: z.string(), type: z.string() })),
  rows: z.array(z.record(z.string(), z.unknown())),
  rowCount: z.number(),
  truncated: z.boolean(),
  dataAsOf: z.string(),
  cacheHit: z.boolean(),
  durationMs: z.number(),
  /** What was asked: the version's own content. */
  sql: z.string(),
  config: z.looseObject({ type: z.string() }),
  chart: z.object({ savedSqlUuid: z.string(), name: z.string() }),
})

/** `before` and `after` are values, of a limit or a kind. */
const change = z.object({ what: z.string(), before: z.union([z.string(), z.number()]).optional(), after: z.union([z.string(), z.number()]).optional() })

const content = z.object({ id: z.string(), name: z.string() })
const viewWire = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string().nullable(),
  sql: z.string(),
  columns: z.array(z.string()),
  /** What asks it; `hidden`: how many more there are that the caller may not see. */
  usedBy: z.object({ charts: z.array(content), dashboards: z.array(content), hidden: z.number() }),
})

/** What pages of SQL charts and virtual views need besides the format's own routes. */
export const sqlChartRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'RunSqlChart',
    method: 'post',
    path: '/api/v1/app/sql-charts/:sqlChartUuid/results',
    summary: 'Runs a SQL chart: its rows, put together as it draws them',
    tags,
    auth: 'user',
    params: inSqlChart,
    body: z.object({ invalidateCache: z.boolean().optional(), versionUuid: z.string().optional(), onDashboard: z.boolean().optional(), ...asOfRequest }),
    responses: answers(resultsWire, 'Columns and rows'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { chart, result } = await perform(runSqlChart, ctx, {
        idOrSlug: params.sqlChartUuid,
        freshness: { refresh: body.invalidateCache === true },
        ...toAsOf(body),
        ...(body.versionUuid === undefined ? {} : { versionId: body.versionUuid }),
        ...(body.onDashboard === undefined ? {} : { onDashboard: body.onDashboard }),
      })
      const { receipt, rowCount, truncated, cacheHit } = result
      return {
        columns: result.columns.map(({ fieldId, type }) => ({ reference: fieldId, type })),
        rows: wireRows(result),
        rowCount,
        truncated,
        cacheHit,
        dataAsOf: receipt.dataAsOf,
        durationMs: receipt.durationMs,
        sql: chart.spec.sql,
        config: chart.spec.config,
        chart: { savedSqlUuid: chart.id, name: chart.name },
      }
    },
  }),
  route({
    operationId: 'GetSqlChartHistory',
    method: 'get',
    path: '/api/v1/app/sql-charts/:sqlChartUuid/history',
    summary: 'All versions of a SQL chart, oldest first, with what each one changed',
    tags,
    auth: 'user',
    params: inSqlChart,
    responses: answers(z.object({ history: z.array(versionWire.extend({ changes: z.array(change) })), events: z.array(eventWire) }), 'The versions'),
    async handle(ctx: RequestCtx, { params }) {
      const { versions, events } = await perform(sqlChartHistory, ctx, { idOrSlug: params.sqlChartUuid })
      return { history: versions.map((version) => ({ ...toVersion(version), changes: [...version.changes] })), events: events.map(toEvent) }
    },
  }),
  route({
    operationId: 'GetSqlChartVersion',
    method: 'get',
    path: '/api/v1/app/sql-charts/:sqlChartUuid/history/:versionUuid',
    summary: 'One version of a SQL chart: its SQL, its limit and how it is drawn',
    tags,
    auth: 'user',
    params: inSqlChart.extend({ versionUuid: z.string() }),
    responses: answers(
      versionWire.extend({ document: z.object({ sql: z.string(), limit: z.number(), config: z.looseObject({ type: z.string() }) }) }),
      'The version',
    ),
    async handle(ctx: RequestCtx, { params }) {
      const version = await perform(getSqlChartVersion, ctx, { idOrSlug: params.sqlChartUuid, versionId: params.versionUuid })
      return { ...toVersion(version), document: version.spec }
    },
  }),
  route({
    operationId: 'RollbackSqlChart',
    method: 'post',
    path: '/api/v1/app/sql-charts/:sqlChartUuid/rollback/:versionUuid',
    summary: 'Saves an old version as the newest one',
    tags,
    auth: 'user',
    params: inSqlChart.extend({ versionUuid: z.string() }),
    responses: answers(null, 'It is saved'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(rollbackSqlChart, ctx, { idOrSlug: params.sqlChartUuid, versionId: params.versionUuid })
    },
  }),
  route({
    operationId: 'DuplicateSqlChart',
    method: 'post',
    path: '/api/v1/app/sql-charts/:sqlChartUuid/duplicate',
    summary: 'Copies a SQL chart beside the original',
    tags,
    auth: 'user',
    params: inSqlChart,
    body: z.object({ name: z.string().min(1).max(250).optional() }),
    responses: answers(z.object({ savedSqlUuid: z.string(), slug: z.string() }), 'Id and slug of the copy'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { id, slug } = await perform(duplicateSqlChart, ctx, {
        idOrSlug: params.sqlChartUuid,
        ...(body.name === undefined ? {} : { name: body.name }),
      })
      return { savedSqlUuid: id, slug }
    },
  }),
  route({
    operationId: 'GetVirtualView',
    method: 'get',
    path: '/api/v1/app/virtual-views/:projectUuid/:name',
    summary: 'A virtual view with its SQL, and what asks it',
    tags,
    auth: 'user',
    params: inProject.extend({ name: z.string() }),
    responses: answers(viewWire, 'The view'),
    handle: (ctx: RequestCtx, { params }) => perform(getVirtualView, ctx, { projectId: params.projectUuid, name: params.name }),
  }),
  route({
    operationId: 'CancelJob',
    method: 'delete',
    path: '/api/v1/app/jobs/:jobId',
    summary: 'Stops a job of the caller; one that has ended stays as it is',
    tags,
    auth: 'user',
    params: z.object({ jobId: z.string() }),
    responses: answers(null, 'It stops'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(cancelRun, ctx, { runId: params.jobId })
    },
  }),
]
