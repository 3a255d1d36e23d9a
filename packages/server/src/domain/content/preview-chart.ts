import type { ChartDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import type { Resource } from '../../resources/resource.ts'
import { checkChartSql } from './check-chart-sql.ts'
import { checkName } from './check-name.ts'
import { chartKind } from './content-kinds.ts'
import type { ContentCtx } from './content-ctx.ts'
import type { CreateChart } from './create-chart.ts'
import { destinationTarget, type DestinationTarget } from './destination.ts'

export type ChartPreview = { name: string; document: ChartDocument; space: Resource['space'] }

/** What `createChart` would make of the same wish, and where. Makes nothing; throws what creating it would throw. */
export const previewChart = readOperation<ContentCtx, CreateChart, DestinationTarget, ChartPreview>({
  name: 'charts.preview',
  action: 'chart.create',
  target: (ctx, input) => destinationTarget(ctx, input, 'chart.create'),
  async run(ctx, input, place) {
    const document = parseSpec(chartKind, input.document)
    await checkChartSql(ctx, place, document)
    return { name: checkName(input.name), document, space: place.space }
  },
})
