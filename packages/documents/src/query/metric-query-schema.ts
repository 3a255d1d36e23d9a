import { type AdditionalMetric, type MetricQuery, metricTypes } from '@atrium/semantic'
import { z } from 'zod'
import { fieldIdSchema as fieldId, filterGroupSchema, metricFilterRuleSchema } from './filter-schema.ts'

const filtersSchema = z.looseObject({
  dimensions: filterGroupSchema.optional(),
  metrics: filterGroupSchema.optional(),
  tableCalculations: filterGroupSchema.optional(),
})

const format = z.looseObject({ type: z.enum(['default', 'percent', 'currency', 'number', 'id', 'date', 'timestamp']) })

const tableCalculation = z.looseObject({
  name: z.string().min(1).max(300),
  displayName: z.string().max(300),
  sql: z.string().max(50_000),
  format: format.optional(),
  type: z.enum(['number', 'string', 'date', 'timestamp', 'boolean']).optional(),
})

const additionalMetric = z.looseObject({
  table: z.string(),
  name: z.string(),
  label: z.string().optional(),
  type: z.enum(metricTypes),
  sql: z.string().max(50_000),
  filters: z.array(metricFilterRuleSchema).optional(),
  percentile: z.number().min(0).max(100).optional(),
  formatOptions: format.optional(),
})

const customDimension = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('bin'),
    id: fieldId,
    name: z.string(),
    table: z.string(),
    dimensionId: fieldId,
    binType: z.enum(['fixed_number', 'fixed_width', 'custom_range', 'custom_group']),
    binNumber: z.number().int().min(1).max(1000).optional(),
    binWidth: z.number().positive().optional(),
    customRange: z
      .array(z.looseObject({ from: z.number().optional(), to: z.number().optional() }))
      .max(100)
      .optional(),
    customGroups: z
      .array(
        z.looseObject({
          name: z.string(),
          values: z.array(z.looseObject({ matchType: z.enum(['exact', 'startsWith', 'endsWith', 'includes']), value: z.string() })).max(1000),
        }),
      )
      .max(100)
      .optional(),
    otherLabel: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal('sql'),
    id: fieldId,
    name: z.string(),
    table: z.string(),
    sql: z.string().max(50_000),
    dimensionType: z.enum(['string', 'number', 'timestamp', 'date', 'boolean']),
  }),
])

const comparison = z.looseObject({
  fieldId,
  to: z.union([
    z.enum(['previous_period', 'previous_year']),
    z.object({
      count: z.number().int().min(1).max(10_000),
      unit: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']),
    }),
  ]),
})

const parameterValue = z.union([z.string(), z.number()])

/** Chosen values of parameters by name. Whether they are taken is for the planner to say; here only their size. */
export const parameterValuesSchema = z
  .record(z.string().min(1).max(600), z.union([parameterValue, z.array(parameterValue).max(10_000)]))
  .refine((values) => Object.keys(values).length <= 500, 'At most 500 parameters are taken')

const metricQuery = z.looseObject({
  exploreName: z.string().default(''),
  dimensions: z.array(fieldId).max(500).default([]),
  metrics: z.array(fieldId).max(500).default([]),
  filters: filtersSchema.default({}),
  sorts: z
    .array(z.looseObject({ fieldId, descending: z.boolean().default(false), nullsFirst: z.boolean().optional() }))
    .max(100)
    .default([]),
  limit: z.number().int().min(0).default(500),
  tableCalculations: z.array(tableCalculation).max(200).default([]),
  additionalMetrics: z.array(additionalMetric).max(200).optional(),
  customDimensions: z.array(customDimension).max(100).optional(),
  comparisons: z.array(comparison).max(5).optional(),
  parameters: parameterValuesSchema.optional(),
  timezone: z.string().max(100).optional(),
})

/**
 * A metric query as it comes over the wire. Unknown keys are kept, lists that are left out are empty, whole numbers
 * may come as `500.0`; whether the fields exist is for the planner to say.
 */
export const metricQuerySchema: z.ZodType<MetricQuery> = metricQuery as never

/** A metric query with keys beside it in the same object. One object, not an intersection: it is read once. */
export const metricQuerySchemaWith = <S extends z.ZodRawShape>(more: S): z.ZodType<MetricQuery & z.output<z.ZodObject<S>>> => metricQuery.extend(more) as never

/** A metric that was made in a query, by itself. */
export const additionalMetricSchema: z.ZodType<AdditionalMetric> = additionalMetric as never
