import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { compareValues } from '../../../domain/develop/compare/compare-values.ts'
import { listMetricChanges } from '../../../domain/develop/compare/metric-changes.ts'
import { runChartOnDraft } from '../../../domain/develop/compare/run-chart-on-draft.ts'
import { wireRows } from '../../../domain/explore/result-rows.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject, toUsedContent, usedContent } from '../wire/models.ts'

const tags = ['Models']
const draft = z.object({ path: z.string().min(1).max(400), text: z.string() })
const name = z.string().min(1).max(500)

const metricChange = z.object({
  explore: z.string(),
  fieldId: z.string(),
  label: z.string(),
  what: z.enum(['changed', 'added', 'removed', 'renamed']),
  /** The id that a renamed metric had. */
  from: z.string().optional(),
})

const told = z.object({ raw: z.unknown(), formatted: z.string() }).nullable()
const comparedRow = z.object({ value: told, before: told, after: told, delta: told, ratio: z.number().nullable() })
const choice = z.object({ fieldId: z.string(), label: z.string() })

/** What a change of models that is not applied does to numbers. */
export const compareModelRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListMetricChanges',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/metric-changes',
    summary: 'Metrics that would ask something else if a file had this text, and the charts and dashboards that use them',
    tags,
    auth: 'user',
    params: inProject,
    body: draft,
    responses: answers(usedContent.extend({ metrics: z.array(metricChange), broken: z.array(z.string()) }), 'The changes'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { used, ...changes } = await perform(listMetricChanges, ctx, { projectId: params.projectUuid, ...body })
      return toUsedContent({ ...used, ...changes })
    },
  }),
  route({
    operationId: 'CompareMetricValues',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/compare-values',
    summary: 'Numbers of a metric as they are and as they would be if a file had this text, by a dimension',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: draft.extend({ explore: name, metric: name, from: name.optional(), dimension: name.nullable().optional() }),
    responses: answers(
      z.object({ dimension: choice.nullable(), choices: z.array(choice), rows: z.array(comparedRow), truncated: z.boolean(), total: comparedRow }),
      'Both sides by the values of the dimension',
    ),
    handle: (ctx: RequestCtx, { params, body: { from, dimension, ...rest } }) =>
      perform(compareValues, ctx, {
        projectId: params.projectUuid,
        ...rest,
        ...(from === undefined ? {} : { from }),
        ...(dimension === undefined ? {} : { dimension }),
      }),
  }),
  route({
    operationId: 'RunChartOnDraft',
    method: 'post',
    path: '/api/v1/app/models/:projectUuid/charts/:chartUuid/results',
    summary: 'Runs a saved chart as it would answer if a file had this text',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject.extend({ chartUuid: z.string() }),
    body: draft,
    responses: answers(
      z.object({ rows: z.array(z.record(z.string(), z.unknown())), fields: z.record(z.string(), z.looseObject({})), truncated: z.boolean() }),
      'Raw values by field id, and the fields',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const result = await perform(runChartOnDraft, ctx, { projectId: params.projectUuid, chartId: params.chartUuid, ...body })
      return { rows: wireRows(result), fields: result.fields as Record<string, Record<string, unknown>>, truncated: result.truncated }
    },
  }),
]
