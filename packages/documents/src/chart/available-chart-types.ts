import type { ItemsMap, MetricQuery } from '@atrium/semantic'
import type { ChartKind } from './chart-kind.ts'
import { queryColumns, valueFieldsOf } from './value-fields.ts'

/** A kind of chart, and what is missing in the query for it (`reason`, in words) when it cannot be drawn. */
export type AvailableChartType = { kind: ChartKind; enabled: boolean; reason?: string }

/** Every kind of chart in the order of a gallery, each with whether this query can be drawn so. */
export function availableChartTypes(query: MetricQuery, items: ItemsMap): AvailableChartType[] {
  const values = valueFieldsOf(query, items).length
  const dimensions = query.dimensions.length
  const needsValue = values === 0 ? 'needs a metric' : undefined
  const overAxis = needsValue ?? (dimensions === 0 ? 'needs a dimension' : undefined)
  const missing: Record<ChartKind, string | undefined> = {
    vertical_bar: overAxis,
    horizontal_bar: overAxis,
    line: overAxis,
    area: overAxis,
    scatter: needsValue ?? (dimensions + values < 2 ? 'needs a dimension or a second metric' : undefined),
    mixed: overAxis ?? (values < 2 ? 'needs two metrics' : undefined),
    pie: overAxis,
    funnel: needsValue ?? (dimensions === 0 && values < 2 ? 'needs a dimension or a second metric' : undefined),
    big_number: needsValue,
    table: queryColumns(query).length === 0 ? 'needs a field' : undefined,
    custom: 'needs a specification of its own',
  }
  return Object.entries(missing).map(([kind, reason]) => ({
    kind: kind as ChartKind,
    enabled: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
  }))
}
