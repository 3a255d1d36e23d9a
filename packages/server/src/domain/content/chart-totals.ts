import type { ChartDocument } from '@atrium/documents'
import { itemOfQuery, totalsQuery, type FieldId } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { QueryResult } from '../../query/query-service.ts'
import { firstRow } from '../explore/result-rows.ts'
import { subtotalsOf, type SubtotalLayout, type SubtotalsAnswer } from '../explore/subtotals-of.ts'
import { momentTarget } from './as-of/moment-target.ts'
import { chartKind } from './content-kinds.ts'
import type { ContentTarget } from './content-target.ts'
import { prepareChart, type RunChart, type RunChartCtx } from './prepare-chart.ts'

// Whoever may see a chart sees its totals, without the right to explore: they are asked of the chart as it is saved.

/** Totals of a saved chart, recomputed by the warehouse: raw values by field id. */
export const calculateChartTotal = readOperation<RunChartCtx, RunChart, ContentTarget<ChartDocument>, Record<string, unknown>>({
  name: 'charts.calculate_total',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, chartKind, key),
  async run(ctx, input, target) {
    const { explore, query, run } = await prepareChart(ctx, input, target)
    const totals = totalsQuery(query, { itemOf: itemOfQuery(explore, query) })
    return totals.metrics.length === 0 ? {} : firstRow(await run(totals, 'total'))
  },
})

/** Subtotals of a saved chart by its leading dimensions, recomputed by the warehouse. */
export const calculateChartSubtotals = readOperation<RunChartCtx, RunChart & { layout: SubtotalLayout }, ContentTarget<ChartDocument>, SubtotalsAnswer>({
  name: 'charts.calculate_subtotals',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, chartKind, key),
  async run(ctx, { layout, ...input }, target) {
    const { explore, query, run } = await prepareChart(ctx, input, target)
    return subtotalsOf({ query, explore, layout, limit: ctx.limits.maxRows, run: (asked) => run(asked, 'total') })
  },
})

type CalculateGroupTotals = RunChart & {
  /** Dimensions of the chart's question that the totals are told apart by. */
  dimensions: readonly FieldId[]
}

/** Totals of a saved chart for each value of some of its dimensions, as the margins of a pivot show them; recomputed by the warehouse. */
export const calculateChartGroupTotals = readOperation<RunChartCtx, CalculateGroupTotals, ContentTarget<ChartDocument>, QueryResult>({
  name: 'charts.calculate_group_totals',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, chartKind, key),
  async run(ctx, { dimensions, ...input }, target) {
    const { explore, query, run } = await prepareChart(ctx, input, target)
    const unknown = dimensions.find((fieldId) => !query.dimensions.includes(fieldId))
    if (unknown !== undefined) {
      throw new AppError(
        'invalid',
        `Totals by "${unknown}" were asked for, which is no dimension of this chart. Its dimensions are: ${query.dimensions.join(', ') || 'none'}.`,
      )
    }
    return run(totalsQuery(query, { itemOf: itemOfQuery(explore, query), dimensions, limit: ctx.limits.maxRows }), 'total')
  },
})
