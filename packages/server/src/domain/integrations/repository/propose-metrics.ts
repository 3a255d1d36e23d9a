import type { ChartDocument } from '@atrium/documents'
import type { AdditionalMetric, YamlQuote } from '@atrium/semantic'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { listCustomMetrics, type CustomMetric } from '../../catalog/custom-metrics.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { chartKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from '../../content/content-target.ts'
import { projectTarget, refuseStrangers, type ProjectTarget } from '../../projects/project-target.ts'
import { getWriteBackWay, prepare, recordWrittenBack, type WrittenBack } from './write-back.ts'
import type { RepositoryCtx } from './repository-ctx.ts'

type ProposeCtx = RepositoryCtx & ContentCtx

/** A pull request that asks for metrics in the models. */
export type Proposed = { url: string; title: string }
type Prepared = Awaited<ReturnType<typeof prepare>>

/** Proposes metrics of charts by their ids (`table_name`) in a pull request, for those who may change every chart that has them. */
export async function proposeCustomMetrics(ctx: ProposeCtx, input: { projectId: string; ids: readonly string[]; quote: YamlQuote }): Promise<Proposed> {
  const prepared = await perform(prepareCustomMetrics, ctx, input)
  return urlOf(await perform(finishCustomMetrics, ctx, { projectId: input.projectId, prepared }))
}

const prepareCustomMetrics = readOperation<ProposeCtx, { projectId: string; ids: readonly string[]; quote: YamlQuote }, ProjectTarget, Prepared>({
  name: 'models.prepare_custom_metrics',
  action: 'project.view',
  changesElsewhere: true,
  target: projectTarget,
  async run(ctx, { projectId, ids, quote }, { project, ...target }) {
    const found = (await perform(listCustomMetrics, ctx, { projectId })).filter((one) => ids.includes(idOf(one.metric)))
    const known = new Set(found.map(({ metric }) => idOf(metric)))
    const unknown = ids.filter((id) => !known.has(id))
    if (unknown.length > 0) throw new AppError('not_found', `No chart of this project has the custom metric ${unknown[0]}`, { reason: 'metric_missing' })
    for (const { chart } of found) requireAction(ctx, 'chart.update', { ...target, space: chart.space })
    await requirePullRequests(ctx, projectId)
    return prepare(ctx, project, oneOfEach(found), quote)
  },
})

const finishCustomMetrics = writeOperation<ProposeCtx, { projectId: string; prepared: Prepared }, ProjectTarget, WrittenBack>({
  name: 'models.propose_custom_metrics',
  action: 'project.view',
  writes: true,
  target: projectTarget,
  run: async (ctx, { projectId, prepared }) => recordWrittenBack(ctx, projectId, prepared),
})

type OfChart = { projectId: string; chartId: string }

/** Proposes the metrics that a chart has in a pull request, for those who may change it. */
export async function proposeChartFields(ctx: ProposeCtx, input: OfChart): Promise<Proposed> {
  const prepared = await perform(prepareChartFields, ctx, input)
  return urlOf(await perform(finishChartFields, ctx, { ...input, prepared }))
}

const chartTarget = async (ctx: ProposeCtx, { projectId, chartId }: OfChart): Promise<ContentTarget<ChartDocument>> => {
  refuseStrangers(ctx, await projectTarget(ctx, { projectId }))
  return contentTarget(ctx, chartKind, { idOrSlug: chartId, projectId })
}

const prepareChartFields = readOperation<ProposeCtx, OfChart, ContentTarget<ChartDocument>, Prepared>({
  name: 'models.prepare_chart_fields',
  action: 'chart.update',
  changesElsewhere: true,
  target: chartTarget,
  async run(ctx, { projectId }, { resource }) {
    await requirePullRequests(ctx, projectId)
    return prepare(ctx, await ctx.projects.project(projectId), resource.spec.metricQuery.additionalMetrics ?? [], undefined)
  },
})

const finishChartFields = writeOperation<ProposeCtx, OfChart & { prepared: Prepared }, ContentTarget<ChartDocument>, WrittenBack>({
  name: 'models.propose_chart_fields',
  action: 'chart.update',
  writes: true,
  target: chartTarget,
  run: async (ctx, { projectId, prepared }) => recordWrittenBack(ctx, projectId, prepared),
})

async function requirePullRequests(ctx: RepositoryCtx, projectId: string): Promise<void> {
  if ((await perform(getWriteBackWay, ctx, { projectId })).way === 'pull_request') return
  throw new AppError(
    'invalid',
    "This project is not connected to GitHub, so there is nobody to ask for a merge. Whoever administers it connects it in the project's settings, page Git.",
    {
      reason: 'git',
    },
  )
}

const idOf = ({ table, name }: Pick<AdditionalMetric, 'table' | 'name'>): string => `${table}_${name}`

/** Charts may share a metric; under one name there must be one only. */
function oneOfEach(found: readonly CustomMetric[]): AdditionalMetric[] {
  const byId = new Map<string, AdditionalMetric>()
  for (const { metric } of found) {
    const known = byId.get(idOf(metric))
    if (known !== undefined && meaning(known) !== meaning(metric)) {
      throw new AppError('conflict', `Charts have different custom metrics called "${metric.name}" of "${metric.table}". Rename one of them first.`, {
        reason: 'metric_ambiguous',
      })
    }
    byId.set(idOf(metric), metric)
  }
  return [...byId.values()]
}

const meaning = ({ type, sql, percentile, filters = [] }: AdditionalMetric): string =>
  JSON.stringify([type, sql, percentile, filters.map(({ target, operator, values }) => [target.fieldRef, operator, values])])

function urlOf({ committed }: WrittenBack): Proposed {
  if (committed?.url == null) throw new Error('a pull request was opened, but it has no address')
  return { url: committed.url, title: committed.title }
}
