import { z } from 'zod'
import type { CsvExport } from '../../../domain/explore/csv-export.ts'
import { metricQueryRequestWith } from './metric-query.ts'

/** How an export is laid out; `csvLimit` absent: the query's limit, null: everything. */
export const csvLayoutRequest = z.looseObject({
  onlyRaw: z.boolean().default(false),
  csvLimit: z.number().int().min(1).nullable().optional(),
  showTableNames: z.boolean().default(false),
  customLabels: z.record(z.string(), z.string()).optional(),
  columnOrder: z.array(z.string()).default([]),
  hiddenFields: z.array(z.string()).optional(),
  pivotColumns: z.array(z.string()).optional(),
  chartName: z.string().max(300).optional(),
})

export const csvRequest = metricQueryRequestWith(csvLayoutRequest.shape)

export const toCsvLayout = (body: z.infer<typeof csvLayoutRequest>): CsvExport['layout'] => ({
  onlyRaw: body.onlyRaw,
  showTableNames: body.showTableNames,
  columnOrder: body.columnOrder,
  ...(body.csvLimit === undefined ? {} : { rowLimit: body.csvLimit }),
  ...(body.customLabels === undefined ? {} : { customLabels: body.customLabels }),
  ...(body.hiddenFields === undefined ? {} : { hiddenFields: body.hiddenFields }),
  ...(body.pivotColumns === undefined ? {} : { pivotColumns: body.pivotColumns }),
  ...(body.chartName === undefined ? {} : { chartName: body.chartName }),
})
