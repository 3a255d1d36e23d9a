import { ChartDocument } from '@atrium/documents'
import { fieldIdOf, type CompiledDimension, type Explore, type TimeInterval } from '@atrium/semantic'

export const grains = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const satisfies readonly TimeInterval[]
export type Grain = (typeof grains)[number]

/** A date of the explore (its id), with the ids of the intervals that a metric can be shown over. */
export type DateChoice = { name: string; label: string; intervals: Partial<Record<Grain, string>> }

/** Dimensions of the explore's own table, then those of joined ones; hidden ones are left out. */
const dimensionsOf = ({ tables, baseTable, joinedTables }: Explore): CompiledDimension[] =>
  [baseTable, ...joinedTables.map(({ table }) => table)].flatMap((table) => Object.values(tables[table]?.dimensions ?? {})).filter(({ hidden }) => !hidden)

/** With the table where that is not the explore's own. */
const labelIn = ({ baseTable }: Explore, { table, label, tableLabel }: CompiledDimension): string => (table === baseTable ? label : `${tableLabel} · ${label}`)

/** Dates that are cut into intervals, in the order of the model. */
export function dateChoices(explore: Explore): DateChoice[] {
  const dimensions = dimensionsOf(explore)
  return dimensions.flatMap((date) => {
    const intervals: DateChoice['intervals'] = {}
    for (const { table, name, timeInterval, timeIntervalBaseDimensionName: base } of dimensions) {
      const grain = grains.find((one) => one === timeInterval)
      if (table === date.table && base === date.name && grain !== undefined) intervals[grain] = fieldIdOf(table, name)
    }
    return Object.keys(intervals).length === 0 ? [] : [{ name: fieldIdOf(date.table, date.name), label: labelIn(explore, date), intervals }]
  })
}

/** Dimensions that a metric can be broken down by: words and yes or no; days and numbers have too many values. */
export function breakdownChoices(explore: Explore): { value: string; label: string }[] {
  return dimensionsOf(explore)
    .filter(({ type, timeIntervalBaseDimensionName: base }) => (type === 'string' || type === 'boolean') && base === undefined)
    .map((dimension) => ({ value: fieldIdOf(dimension.table, dimension.name), label: labelIn(explore, dimension) }))
}

/** Buckets of a trend, and bars of a breakdown. */
const most = { trend: 60, breakdown: 12 } as const

/** The metric over a dimension as a chart: the last buckets of a trend, the largest parts of a breakdown. */
export function metricChart(kind: keyof typeof most, explore: string, metric: string, dimension: string): ChartDocument {
  const isTrend = kind === 'trend'
  return ChartDocument.parse({
    tableName: explore,
    metricQuery: {
      exploreName: explore,
      dimensions: [dimension],
      metrics: [metric],
      filters: {},
      sorts: [{ fieldId: isTrend ? dimension : metric, descending: true }],
      limit: most[kind],
      tableCalculations: [],
    },
    chartConfig: {
      type: 'cartesian',
      config: {
        layout: { xField: dimension, yField: [metric], flipAxes: !isTrend },
        eChartsConfig: {
          series: [{ type: isTrend ? 'line' : 'bar', encode: { xRef: { field: dimension }, yRef: { field: metric } } }],
          legend: { show: false },
        },
      },
    },
    tableConfig: { columnOrder: [dimension, metric] },
  })
}
