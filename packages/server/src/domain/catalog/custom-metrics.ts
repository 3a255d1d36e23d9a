import type { ChartDocument } from '@atrium/documents'
import { perform, readOperation } from '../../access/operation.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { listChartSummaries } from '../content/list-charts.ts'
import type { Chart } from '../content/types.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'

type AdditionalMetric = NonNullable<ChartDocument['metricQuery']['additionalMetrics']>[number]

/** A metric that somebody made in a chart, and the chart. */
export type CustomMetric = { metric: AdditionalMetric; chart: Chart }

/** Metrics that people made in charts which the caller may see, in the order of the charts. */
export const listCustomMetrics = readOperation<ContentCtx, { projectId: string }, ProjectTarget, CustomMetric[]>({
  name: 'catalog.custom_metrics',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const charts = await perform(listChartSummaries, ctx, { projectId })
    return charts.flatMap((chart) => (chart.spec.metricQuery.additionalMetrics ?? []).map((metric) => ({ metric, chart })))
  },
})
