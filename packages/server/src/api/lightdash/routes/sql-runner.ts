import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listTables } from '../../../domain/explore/list-tables.ts'
import { runSql } from '../../../domain/explore/run-sql.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answers } from '../../envelope.ts'
import { freshnessRequest, toFreshness } from '../wire/freshness.ts'
import { sqlAnswerJson, sqlResultsWire, toFieldTypes, toTableTree } from '../wire/sql-results.ts'
import { inProject } from './projects.ts'

const tags = ['SQL runner']

export const sqlRunnerRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'RunSqlQuery',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/sqlQuery',
    summary: 'Runs one SELECT, capped at the row limit',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ sql: z.string().min(1).max(500_000), limit: z.number().int().min(1).optional(), ...freshnessRequest }),
    responses: answers(sqlResultsWire, 'Rows with raw values, the type of each column, and the receipt'),
    async handle(ctx: RequestCtx, { params, body }) {
      const result = await perform(runSql, ctx, {
        projectId: params.projectUuid,
        sql: body.sql,
        ...(body.limit === undefined ? {} : { limit: body.limit }),
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
    query: z.object({ tableName: z.string().optional(), schemaName: z.string().optional(), databaseName: z.string().optional() }),
    responses: answers(z.record(z.string(), z.string()), 'Type by column'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      toFieldTypes(await perform(listTables, ctx, { projectId: params.projectUuid }), query.tableName ?? ''),
  }),
]
