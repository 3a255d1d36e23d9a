import { z } from 'zod'
import { filterOperators, timeUnits } from '../../query/filter-schema.ts'
import { metricQuerySchema } from '../../query/metric-query-schema.ts'
import { cellName, cellShape, columnName } from './names.ts'

/** Characters of SQL, code or text in one cell. */
export const longestSource = 100_000
export const source = z.string().max(longestSource, `A cell holds at most ${longestSource.toLocaleString('en')} characters. Split it into two.`)

/** A SELECT of the author's. Its template reads inputs and results by `{{ name }}`, its FROM reads results by their names. */
export const sqlCell = z.object({
  kind: z.literal('sql'),
  ...cellShape,
  name: cellName,
  sql: source,
  /** Where it runs: in the project's warehouse, where results of the warehouse are put in as what they ask; or over results. */
  on: z.enum(['warehouse', 'results']),
  /** Rows at most; absent: as many as the instance allows. */
  limit: z.number().int().min(1).max(10_000_000).optional(),
})

/** A question to the semantic layer. A value of a filter that is `{{ name }}` stands for that input. */
export const exploreCell = z.object({
  kind: z.literal('explore'),
  ...cellShape,
  name: cellName,
  exploreName: z.string().min(1, 'An explore is needed').max(300),
  query: metricQuerySchema,
})

const filterRule = z.object({
  column: columnName,
  operator: z.enum(filterOperators),
  values: z
    .array(z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]))
    .max(1000)
    .default([]),
  unit: z.enum(timeUnits).optional(),
})

/** Rows of a result that pass. */
export const filterCell = z.object({
  kind: z.literal('filter'),
  ...cellShape,
  name: cellName,
  of: cellName,
  match: z.enum(['all', 'any']),
  rules: z.array(filterRule).max(100),
})
