import { z } from 'zod'
import type { SubtotalLayout } from '../../../domain/explore/subtotals-of.ts'

/** How the table lies that subtotals are asked for. */
export const subtotalLayoutRequest = {
  columnOrder: z.array(z.string()),
  pivotDimensions: z.array(z.string()).optional(),
  overAllColumns: z.boolean().optional(),
}

type Request = { columnOrder: string[]; pivotDimensions?: string[] | undefined; overAllColumns?: boolean | undefined }

export const toSubtotalLayout = ({ columnOrder, pivotDimensions = [], overAllColumns = false }: Request): SubtotalLayout => ({
  columnOrder,
  pivotDimensions,
  overAllColumns,
})

export const subtotalsWire = z.record(z.string(), z.array(z.record(z.string(), z.unknown())))
export const subtotalsText = 'By the dimensions they are told apart by, joined with colons: raw values by field id'
