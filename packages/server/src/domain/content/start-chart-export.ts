import type { ChartDocument } from '@atrium/documents'
import { perform, writeOperation } from '../../access/operation.ts'
import type { Runs } from '../../jobs/run.ts'
import type { CsvExport } from '../explore/csv-export.ts'
import { startCsvExport } from '../explore/start-csv-export.ts'
import { chartKind } from './content-kinds.ts'
import { contentTarget, type ContentTarget } from './content-target.ts'
import { prepareChart, type RunChart, type RunChartCtx } from './prepare-chart.ts'

type Input = RunChart & { layout: CsvExport['layout'] }

/** Queues a CSV export of a saved chart, with its columns in the order and under the names that the chart has. */
export const startChartExport = writeOperation<RunChartCtx & { runs: Runs }, Input, ContentTarget<ChartDocument>, { runId: string }>({
  name: 'charts.export_csv',
  action: 'chart.view',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, input, target) {
    const {
      chart: { spec },
      query,
    } = await prepareChart(ctx, input, target)
    return perform(startCsvExport, ctx, {
      projectId: target.projectId,
      exploreName: spec.tableName,
      query,
      layout: {
        ...input.layout,
        columnOrder: spec.tableConfig.columnOrder,
        chartName: target.resource.name,
        ...(spec.pivotConfig === undefined ? {} : { pivotColumns: spec.pivotConfig.columns }),
      },
    })
  },
})
