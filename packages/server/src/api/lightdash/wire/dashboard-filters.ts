import { dashboardFiltersSchema, parameterValuesSchema, type DashboardFilters } from '@atrium/documents'
import { z } from 'zod'
import { asOfRequest } from '../../as-of.ts'
import { freshnessRequest } from './freshness.ts'
import { granularity } from './metric-query.ts'

/** Filters of a dashboard on top of a chart; null and absent are none. */
export const dashboardFiltersRequest = dashboardFiltersSchema.nullable().optional()

export const onDashboardRequest = z.looseObject({
  dashboardUuid: z.string().optional(),
  tileUuid: z.string().optional(),
  dashboardFilters: dashboardFiltersRequest,
  /** Values of parameters for this tile; they count more than those saved with the chart. */
  parameters: parameterValuesSchema.optional(),
  dashboardSorts: z.array(z.looseObject({ fieldId: z.string(), descending: z.boolean() })).default([]),
  dateZoom: z.looseObject({ granularity: granularity.optional() }).optional(),
  granularity: granularity.optional(),
  ...freshnessRequest,
  ...asOfRequest,
})

const none: DashboardFilters = { dimensions: [], metrics: [], tableCalculations: [] }

export const toDashboardFilters = (filters: DashboardFilters | null | undefined): DashboardFilters => filters ?? none
