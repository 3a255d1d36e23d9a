import type { MetricQuery } from '@atrium/semantic'
import { z } from 'zod'
import { metricQuerySchema } from '../query/metric-query-schema.ts'

/** Where a series takes its values from: a field, and for pivoted series the values of the pivot. */
export type SeriesReference = { field: string; pivotValues?: { field: string; value: unknown }[] }

const reference = z.looseObject({
  field: z.string(),
  pivotValues: z.array(z.looseObject({ field: z.string(), value: z.unknown() })).optional(),
})

export const seriesSchema = z.looseObject({
  type: z.enum(['line', 'bar', 'scatter', 'area']),
  encode: z.looseObject({ xRef: reference, yRef: reference }),
  name: z.string().optional(),
  color: z.string().optional(),
  yAxisIndex: z.number().int().min(0).max(1).optional(),
  stack: z.string().optional(),
  areaStyle: z.looseObject({}).optional(),
  smooth: z.boolean().optional(),
  showSymbol: z.boolean().optional(),
  hidden: z.boolean().optional(),
  label: z.looseObject({ show: z.boolean().optional(), position: z.string().optional() }).optional(),
  stackLabel: z.looseObject({ show: z.boolean().optional() }).optional(),
  markLine: z.looseObject({ data: z.array(z.looseObject({})).optional() }).optional(),
})

export const axisSchema = z.looseObject({
  name: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  minOffset: z.string().optional(),
  maxOffset: z.string().optional(),
  inverse: z.boolean().optional(),
  rotate: z.number().optional(),
})

export const cartesianSchema = z.looseObject({
  layout: z.looseObject({
    xField: z.string().optional(),
    yField: z.array(z.string()).optional(),
    flipAxes: z.boolean().optional(),
    showGridX: z.boolean().optional(),
    showGridY: z.boolean().optional(),
  }),
  eChartsConfig: z.looseObject({
    series: z.array(seriesSchema).optional(),
    xAxis: z.array(axisSchema).optional(),
    yAxis: z.array(axisSchema).optional(),
    legend: z.looseObject({ show: z.boolean().optional() }).optional(),
    grid: z.looseObject({}).optional(),
  }),
})

const columnSchema = z.looseObject({ visible: z.boolean().optional(), name: z.string().optional(), frozen: z.boolean().optional() })

export const conditionalFormatSchema = z.looseObject({
  target: z.looseObject({ fieldId: z.string() }).nullable(),
  color: z.union([z.string(), z.looseObject({ start: z.string(), end: z.string() })]),
  rules: z.array(z.looseObject({ operator: z.string(), values: z.array(z.unknown()).optional() })).optional(),
  rule: z.looseObject({ min: z.union([z.number(), z.literal('auto')]).optional(), max: z.union([z.number(), z.literal('auto')]).optional() }).optional(),
})

export const tableSchema = z.looseObject({
  columns: z.record(z.string(), columnSchema).optional(),
  conditionalFormattings: z.array(conditionalFormatSchema).optional(),
  showColumnCalculation: z.boolean().optional(),
  showRowCalculation: z.boolean().optional(),
  showSubtotals: z.boolean().optional(),
  showTableNames: z.boolean().optional(),
  hideRowNumbers: z.boolean().optional(),
  metricsAsRows: z.boolean().optional(),
})

export const bigNumberSchema = z.looseObject({
  selectedField: z.string().optional(),
  label: z.string().optional(),
  style: z.string().optional(),
  showBigNumberLabel: z.boolean().optional(),
  showComparison: z.boolean().optional(),
  comparisonFormat: z.enum(['raw', 'percentage']).optional(),
  comparisonLabel: z.string().optional(),
  flipColors: z.boolean().optional(),
})

export const pieSchema = z.looseObject({
  groupFieldIds: z.array(z.string()).optional(),
  metricId: z.string().optional(),
  isDonut: z.boolean().optional(),
  valueLabel: z.enum(['hidden', 'inside', 'outside']).optional(),
  showValue: z.boolean().optional(),
  showPercentage: z.boolean().optional(),
  showLegend: z.boolean().optional(),
  legendPosition: z.string().optional(),
  groupLabelOverrides: z.record(z.string(), z.string()).optional(),
  groupColorOverrides: z.record(z.string(), z.string()).optional(),
  groupValueOptionOverrides: z.record(z.string(), z.looseObject({})).optional(),
  groupSortOverrides: z.array(z.string()).optional(),
})

export const funnelSchema = z.looseObject({
  fieldId: z.string().optional(),
  metricId: z.string().optional(),
  dataInput: z.enum(['row', 'column']).optional(),
  labelOverrides: z.record(z.string(), z.string()).optional(),
  colorOverrides: z.record(z.string(), z.string()).optional(),
  labels: z.looseObject({ position: z.string().optional(), showValue: z.boolean().optional(), showPercentage: z.boolean().optional() }).optional(),
  showLegend: z.boolean().optional(),
  legendPosition: z.string().optional(),
})

/** How the answer is drawn: a type and its settings. What a type leaves out has a default. */
export const chartConfigSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('cartesian'), config: cartesianSchema.optional() }),
  z.looseObject({ type: z.literal('table'), config: tableSchema.optional() }),
  z.looseObject({ type: z.literal('big_number'), config: bigNumberSchema.optional() }),
  z.looseObject({ type: z.literal('pie'), config: pieSchema.optional() }),
  z.looseObject({ type: z.literal('funnel'), config: funnelSchema.optional() }),
  z.looseObject({ type: z.literal('custom'), config: z.looseObject({}).optional() }),
])

export type ChartConfig = z.infer<typeof chartConfigSchema>
export type CartesianConfig = z.infer<typeof cartesianSchema>
export type CartesianSeries = z.infer<typeof seriesSchema>
export type TableConfig = z.infer<typeof tableSchema>
export type BigNumberConfig = z.infer<typeof bigNumberSchema>
export type PieConfig = z.infer<typeof pieSchema>
export type FunnelConfig = z.infer<typeof funnelSchema>

/** The content of one revision of a chart: one question to one explore, and how its answer is drawn. */
export type ChartDocument = {
  tableName: string
  metricQuery: MetricQuery
  chartConfig: ChartConfig
  tableConfig: { columnOrder: string[] }
  pivotConfig?: { columns: string[] }
}

/** The keys of a chart, for formats that have more beside them. */
export const chartShape = {
  tableName: z.string().min(1),
  metricQuery: metricQuerySchema,
  chartConfig: chartConfigSchema,
  tableConfig: z.looseObject({ columnOrder: z.array(z.string()).default([]) }).default({ columnOrder: [] }),
  pivotConfig: z.looseObject({ columns: z.array(z.string()) }).optional(),
}

export const ChartDocument: z.ZodType<ChartDocument> = z.object(chartShape) as never
