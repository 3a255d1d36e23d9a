import { z } from 'zod'
import { cellName, cellShape, scalar } from './names.ts'
import { source } from './query-cells.ts'

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
  /** Its id; in files of content its slug. */
  componentId: z.string().regex(/^[A-Za-z0-9-]{1,200}$/, 'A component is named by its id'),
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
