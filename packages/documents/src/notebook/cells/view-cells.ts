import { z } from 'zod'
import { sqlChartConfigSchema } from '../../sql-chart/sql-chart-document.ts'
import { cellName, cellShape, columnName, scalar } from './names.ts'
import { source } from './query-cells.ts'

const aggregation = z.enum(['sum', 'count', 'avg', 'min', 'max', 'any'])
const sorts = z
  .array(z.object({ column: columnName, descending: z.boolean().optional() }))
  .max(20)
  .optional()

/** Markdown; `{{ name }}` in it stands for the value of an input or of a cell of code. */
export const textCell = z.object({ kind: z.literal('text'), ...cellShape, markdown: source })

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
  values: z.array(z.object({ column: columnName, aggregation })).min(1, 'A pivot has at least one value').max(20),
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
    .object({ of: cellName.optional(), column: columnName, row: row.optional(), as: z.enum(['value', 'change', 'percent']), label: z.string().max(200).optional() })
    .optional(),
})

/** Begins a part of the page; other cells say that they lie in it. */
export const sectionCell = z.object({ kind: z.literal('section'), id: cellShape.id, title: z.string().max(300), isCollapsed: cellShape.isCollapsed })

/** Puts the rows of a result into a table. Runs in the order of the page, never twice by itself. */
export const writebackCell = z.object({
  kind: z.literal('writeback'),
  ...cellShape,
  of: cellName,
  table: z.string().regex(/^[A-Za-z_]\w{0,62}(?:\.[A-Za-z_]\w{0,62}){0,2}$/, 'A table is named as table, schema.table or database.schema.table'),
  mode: z.enum(['append', 'replace']),
})

/** What is computed. What it defines at its top level, others read by name. */
export const codeCell = z.object({ kind: z.literal('code'), ...cellShape, language: z.enum(['typescript', 'python']), code: source })

/** The cells of a component: another notebook that is made to be used in others. */
export const componentCell = z.object({
  kind: z.literal('component'),
  ...cellShape,
  componentId: z.uuid(),
  /** Null: always the newest. */
  version: z.number().int().min(1).nullable(),
  /** By the component's name of an input: a value, or `{{ name }}` for one of this notebook. */
  inputs: z
    .record(cellName, z.union([scalar, z.null(), z.array(scalar).max(1000)]))
    .refine((inputs) => Object.keys(inputs).length <= 100, 'At most 100 inputs are given')
    .optional(),
  /** By the name that it has here: the component's name of a value or result. */
  results: z
    .record(cellName, cellName)
    .refine((results) => Object.keys(results).length <= 100, 'At most 100 results are taken')
    .optional(),
})
