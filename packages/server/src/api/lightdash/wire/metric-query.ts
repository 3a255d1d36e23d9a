import type { MetricQuery } from '@atrium/semantic'
import { metricQuerySchemaWith } from '@atrium/documents'
import { z } from 'zod'

/** Dates of a query can be cut coarser or finer when it is run: "date zoom". */
export const granularity = z.enum(['Day', 'Week', 'Month', 'Quarter', 'Year'])

const zoom = { granularity: granularity.optional() }

/** A metric query as clients send it. Unknown keys are never an error. */
export const metricQueryRequest = metricQuerySchemaWith(zoom)

/** A metric query with what a route takes beside it in the same object. */
export const metricQueryRequestWith = <S extends z.ZodRawShape>(more: S) => metricQuerySchemaWith({ ...zoom, ...more })

/** A metric query as it is answered. */
export const metricQueryWire = z.looseObject({
  exploreName: z.string(),
  dimensions: z.array(z.string()),
  metrics: z.array(z.string()),
  filters: z.looseObject({}),
  sorts: z.array(z.looseObject({ fieldId: z.string(), descending: z.boolean() })),
  limit: z.number(),
  tableCalculations: z.array(z.looseObject({})),
})

/** The query as the planner takes it: the explore in the path is the one that counts. */
export const toMetricQuery = (body: MetricQuery, exploreName: string): MetricQuery => ({ ...body, exploreName })
