import { z } from 'zod'
import type { SubtotalLayout, SubtotalsAnswer } from '../../../domain/explore/subtotals-of.ts'
import { Answer } from '../../../platform/http/route.ts'
import { answers, success } from '../../envelope.ts'

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

/**
 * Documented answers of subtotals. Their results have a key for each level and no room for anything else, so that the
 * row limit cut them is said beside them, in `truncated`, which is ours.
 */
export const subtotalsAnswers = answers(
  z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  'By the dimensions they are told apart by, joined with colons: raw values by field id. `truncated`: the row limit cut some of them',
  { beside: { truncated: z.boolean() } },
)

export const toSubtotalsAnswer = ({ levels, truncated }: SubtotalsAnswer): Answer => new Answer({ bytes: JSON.stringify({ ...success(levels), truncated }) })
