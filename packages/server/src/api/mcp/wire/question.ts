import { fieldIdOf, type Explore, type FilterRule, type MetricQuery } from '@atrium/semantic'
import { fieldIdSchema, filterOperators, timeUnits } from '@atrium/documents'
import { z } from 'zod'
import { defaultRows, mostRows } from './answer.ts'

const filterWire = z.strictObject({
  field: fieldIdSchema.describe('Id of a dimension or metric'),
  operator: z.enum(filterOperators),
  values: z
    .array(z.union([z.string().max(1000), z.number(), z.boolean()]))
    .max(500)
    .optional()
    .describe('Dates as YYYY-MM-DD; a number for inThePast'),
  unit: z.enum(timeUnits).optional().describe('For inThePast, inTheNext, inTheCurrent'),
  completed: z.boolean().optional().describe('For inThePast: only units that are over'),
})

const grains = ['day', 'week', 'month', 'quarter', 'year'] as const

/** A question about metrics, as agents ask it. */
export const questionWire = {
  metrics: z.array(fieldIdSchema).max(20).default([]).describe('Ids of metrics, see list_metrics'),
  dimensions: z
    .array(fieldIdSchema)
    .max(20)
    .default([])
    .describe('Ids of dimensions to group by; a date may have its grain at the end: orders_ordered_at_month'),
  time: z
    .strictObject({ dimension: fieldIdSchema, grain: z.enum(grains) })
    .optional()
    .describe('A date to group by, and how coarse'),
  filters: z.array(filterWire).max(50).default([]).describe('All have to hold'),
  sort: z
    .array(z.strictObject({ field: fieldIdSchema, descending: z.boolean().default(true) }))
    .max(10)
    .default([]),
  limit: z.number().int().min(1).max(mostRows).default(defaultRows).describe('Rows at most'),
  timezone: z.string().max(100).optional().describe("IANA zone; the project's when left out"),
  explore: z.string().max(300).optional().describe('Only needed where several explores have these fields'),
}

export type QuestionWire = z.output<z.ZodObject<typeof questionWire>>

/** All dimensions of a question, the date first: that is how people read it. */
const dimensionsOf = ({ time, dimensions }: QuestionWire): string[] => [
  ...new Set([...(time === undefined ? [] : [`${time.dimension}_${time.grain}`]), ...dimensions]),
]

/** Every field that a question names. */
export const fieldsOfQuestion = (asked: QuestionWire): string[] => [
  ...new Set([...asked.metrics, ...dimensionsOf(asked), ...asked.filters.map(({ field }) => field), ...asked.sort.map(({ field }) => field)]),
]

/** The question as the planner takes it. Without a wish, what changes over time is in its order, all else begins with the largest. */
export function toMetricQuery(asked: QuestionWire, explore: Explore): MetricQuery {
  const metricIds = new Set(Object.values(explore.tables).flatMap(({ metrics }) => Object.values(metrics).map(({ table, name }) => fieldIdOf(table, name))))
  const rules = asked.filters.map(({ field, operator, values = [], unit, completed }, place): FilterRule => ({
    id: String(place + 1),
    target: { fieldId: field },
    operator,
    values,
    ...(unit === undefined && completed === undefined
      ? {}
      : { settings: { ...(unit === undefined ? {} : { unitOfTime: unit }), ...(completed === undefined ? {} : { completed }) } }),
  }))
  const onMetrics = rules.filter(({ target }) => metricIds.has(target.fieldId))
  const onDimensions = rules.filter(({ target }) => !metricIds.has(target.fieldId))
  const dimensions = dimensionsOf(asked)
  const [date] = asked.time === undefined ? [] : dimensions
  const [first] = asked.metrics
  const usual =
    date !== undefined ? [{ fieldId: date, descending: false }] : first !== undefined && dimensions.length > 0 ? [{ fieldId: first, descending: true }] : []
  return {
    exploreName: explore.name,
    dimensions,
    metrics: asked.metrics,
    filters: {
      ...(onDimensions.length === 0 ? {} : { dimensions: { id: 'dimensions', and: onDimensions } }),
      ...(onMetrics.length === 0 ? {} : { metrics: { id: 'metrics', and: onMetrics } }),
    },
    sorts: asked.sort.length === 0 ? usual : asked.sort.map(({ field, descending }) => ({ fieldId: field, descending })),
    limit: asked.limit,
    tableCalculations: [],
    ...(asked.timezone === undefined ? {} : { timezone: asked.timezone }),
  }
}
