import { z } from 'zod'
import { sqlChartConfigSchema } from '../../sql-chart/sql-chart-document.ts'
import { cellName, cellShape, columnName } from './names.ts'

const aggregation = z.enum(['sum', 'count', 'avg', 'min', 'max', 'any'])
const sorts = z
  .array(z.object({ column: columnName, descending: z.boolean().optional() }))
  .max(20)
  .optional()

/** A drawing of a result, as SQL charts are drawn. */
export const chartCell = z.object({ kind: z.literal('chart'), ...cellShape, of: cellName, config: sqlChartConfigSchema })

/** Rows of a result. */
export const tableCell = z.object({
  kind: z.literal('table'),
  ...cellShape,
  of: cellName,
  sorts,
  /** By column. */
  columns: z
    .record(columnName, z.object({ visible: z.boolean().optional(), label: z.string().max(500).optional(), format: z.string().max(200).optional() }))
    .refine((columns) => Object.keys(columns).length <= 1000, 'At most 1,000 columns have settings')
    .optional(),
  /** Rows of one page. */
  pageSize: z.number().int().min(1).max(1000).optional(),
})

/** A result put together by rows and columns. */
export const pivotCell = z.object({
  kind: z.literal('pivot'),
  ...cellShape,
  of: cellName,
  rows: z.array(columnName).max(10),
  columns: z.array(columnName).max(10),
  values: z
    .array(z.object({ column: columnName, aggregation }))
    .min(1, 'A pivot has at least one value')
    .max(20),
  sorts,
  hasTotals: z.boolean().optional(),
})

/** Which row: from the beginning (0 is the first), or from the end (-1 is the last). */
const row = z.number().int().min(-1_000_000).max(1_000_000)

/** One value of one row, with another one beside it to compare with. Nothing is put together. */
export const singleValueCell = z.object({
  kind: z.literal('single_value'),
  ...cellShape,
  of: cellName,
  column: columnName,
  row: row.optional(),
  format: z.string().max(200).optional(),
  comparison: z
    .object({
      of: cellName.optional(),
      column: columnName,
      row: row.optional(),
      as: z.enum(['value', 'change', 'percent']),
      label: z.string().max(200).optional(),
    })
    .optional(),
})
