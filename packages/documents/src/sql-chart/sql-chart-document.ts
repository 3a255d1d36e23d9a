import type { SqlAggregate } from '@atrium/semantic'
import { z } from 'zod'

const aggregation = z.enum(['sum', 'count', 'avg', 'min', 'max', 'any'])

/** Which columns stand where: along the axis, as values, and beside each other as series. */
const fieldConfigSchema = z.looseObject({
  x: z.looseObject({ reference: z.string().max(1000), type: z.string().optional() }).optional(),
  y: z
    .array(z.looseObject({ reference: z.string().max(1000), aggregation }))
    .max(50)
    .default([]),
  groupBy: z
    .array(z.looseObject({ reference: z.string().max(1000) }))
    .max(10)
    .optional(),
  sortBy: z
    .array(z.looseObject({ reference: z.string().max(1000), direction: z.enum(['ASC', 'DESC']) }))
    .max(10)
    .optional(),
})

const displaySchema = z.looseObject({
  /** By column of the answer. */
  series: z.record(z.string(), z.looseObject({ label: z.string().max(500).optional(), color: z.string().max(100).optional() })).optional(),
  /** Bars on top of each other. */
  stack: z.boolean().optional(),
  isDonut: z.boolean().optional(),
})

/** How the rows of a SQL chart are drawn. What is said of columns that are gone meanwhile counts for nothing. */
export const sqlChartConfigSchema = z.looseObject({
  metadata: z.looseObject({ version: z.number() }).optional(),
  type: z.enum(['table', 'vertical_bar', 'line', 'pie']),
  fieldConfig: fieldConfigSchema.optional(),
  display: displaySchema.optional(),
  /** Of tables, by column. */
  columns: z
    .record(z.string(), z.looseObject({ visible: z.boolean().optional(), label: z.string().max(500).optional(), order: z.number().optional() }))
    .optional(),
})

export type SqlChartConfig = z.infer<typeof sqlChartConfigSchema>

/** The content of one revision of a SQL chart: a person's SELECT, and how its rows are drawn. */
export type SqlChartDocument = { sql: string; /** Rows of the answer at most. */ limit: number; config: SqlChartConfig }

/** The keys of a SQL chart, for formats that have more beside them. */
export const sqlChartShape = {
  sql: z
    .string()
    .max(500_000)
    .refine((text) => text.trim() !== '', 'SQL is needed'),
  limit: z.number().int().min(1).max(1_000_000).default(500),
  config: sqlChartConfigSchema,
}

export const SqlChartDocument: z.ZodType<SqlChartDocument> = z.object(sqlChartShape)

/** What the warehouse has to put together for a drawing; null where the rows are shown as they are. */
export function aggregateOf({ type, fieldConfig }: SqlChartConfig): SqlAggregate | null {
  if (type === 'table' || fieldConfig === undefined || fieldConfig.y.length === 0) return null
  return {
    ...(fieldConfig.x === undefined ? {} : { index: fieldConfig.x.reference }),
    groupBy: (fieldConfig.groupBy ?? []).map(({ reference }) => reference),
    values: fieldConfig.y.map(({ reference, aggregation: how }) => ({ reference, aggregation: how })),
    sorts: (fieldConfig.sortBy ?? []).map(({ reference, direction }) => ({ reference, descending: direction === 'DESC' })),
  }
}
