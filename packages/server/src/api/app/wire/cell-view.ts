import type { CellView } from '@atrium/documents'
import { z } from 'zod'
import type { ViewRequest } from '../../../domain/apps/execution/cell-view.ts'
import { locale } from './locale.ts'

const column = z.object({ name: z.string(), type: z.string(), engineType: z.string() })
const rows = z.array(z.array(z.unknown()))
const cut = { truncated: z.boolean(), partial: z.boolean() }

/** What a cell shows, ready to be drawn. */
export const cellViewWire = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('table'),
    columns: z.array(column.extend({ label: z.string().nullable(), format: z.string().nullable() })),
    rows,
    totalRows: z.number(),
    offset: z.number(),
    ...cut,
  }),
  z.object({ kind: z.literal('chart'), columns: z.array(column), rows, config: z.looseObject({}), ...cut }),
  z.object({
    kind: z.literal('pivot'),
    down: z.array(z.string()),
    across: z.array(z.string()),
    values: z.array(z.object({ name: z.string(), column: z.string(), aggregation: z.string() })),
    columns: z.array(column),
    lines: z.array(z.object({ part: z.string(), values: z.array(z.unknown()) })),
    ...cut,
  }),
  z.object({
    kind: z.literal('single_value'),
    value: z.unknown(),
    type: z.string(),
    format: z.string().nullable(),
    formatted: z.string(),
    comparison: z.object({ as: z.enum(['value', 'change', 'percent']), value: z.unknown(), formatted: z.string(), label: z.string().nullable() }).nullable(),
    partial: z.boolean(),
  }),
  z.object({
    kind: z.literal('profile'),
    rows: z.number(),
    missing: z.number(),
    distinct: z.number(),
    least: z.unknown(),
    most: z.unknown(),
    mean: z.unknown(),
    frequent: z.array(z.object({ value: z.unknown(), count: z.number() })),
    ...cut,
  }),
  z.object({ kind: z.literal('text'), markdown: z.string() }),
  z.object({ kind: z.literal('input'), options: z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), label: z.string() })) }),
])

export const toCellView = (view: CellView): z.infer<typeof cellViewWire> => (view.kind === 'chart' ? { ...view, config: { ...view.config } } : view)

const whole = z.string().regex(/^\d{1,9}$/, 'A whole number')
const sort = z.string().regex(/^(?:asc|desc)\..+$/s, 'A sort is asc.<column> or desc.<column>')

export const viewQuery = z.object({
  /** Which of its tables, where a cell gives several. */
  name: z.string().max(200).optional(),
  offset: whole.optional(),
  /** Rows of the page; 1,000 at most. */
  limit: whole.optional(),
  /** `asc.<column>` or `desc.<column>`, the first counts most. */
  sort: z.union([sort, z.array(sort).max(20)]).optional(),
  /** A column: what is in it, of all rows, in the place of the rows. */
  profile: z.string().max(1000).optional(),
  /** How numbers are written, BCP 47. */
  locale: locale.optional(),
})

export function fromViewQuery({ name, offset, limit, sort: given, profile, locale: readBy }: z.infer<typeof viewQuery>): Omit<ViewRequest, 'cellId'> {
  const sorts = [given ?? []].flat().map((one) => ({ column: one.slice(one.indexOf('.') + 1), descending: one.startsWith('desc.') }))
  return {
    ...(name === undefined ? {} : { name }),
    ...(offset === undefined ? {} : { offset: Number(offset) }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(given === undefined ? {} : { sorts }),
    ...(profile === undefined ? {} : { profile }),
    ...(readBy === undefined ? {} : { locale: readBy }),
  }
}
