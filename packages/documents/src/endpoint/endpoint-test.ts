import type { FilterGroup } from '@atrium/semantic'
import { z } from 'zod'
import { filterGroupSchema } from '../query/filter-schema.ts'
import { type GivenValue, scalarValueSchema, variableValueSchema } from './given-value.ts'

/** Kinds of values in a column of an answer. */
export const testedColumnTypes = ['string', 'number', 'boolean', 'date', 'timestamp'] as const
export type TestedColumnType = (typeof testedColumnTypes)[number]

/** What can go wrong with a call, as far as tests tell it apart. */
export const testedErrors = ['any', 'variable_missing', 'variable_type', 'unknown_variable', 'forbidden', 'query_failed', 'limit_exceeded'] as const
export type TestedError = (typeof testedErrors)[number]

/** Rows that a test may hold, and tests of one endpoint. */
export const mostExpectedRows = 200
export const mostEndpointTests = 50
/** Characters of all tests of an endpoint together. */
const mostCharacters = 500_000

type Scalar = string | number | boolean
type Cell = Scalar | null

/** A number of a metric, asked at the same time: values of filters may be variables of the endpoint (`{variables.region}`). */
export type ExpectedMetric = { exploreName: string; metric: string; filters?: FilterGroup }

/** One thing that has to hold of an answer. Columns go by their names. */
export type EndpointExpectation =
  /** Exactly so many: both the same. */
  | { kind: 'row_count'; atLeast?: number; atMost?: number }
  /** These columns in this order, and of these types where one is said. */
  | { kind: 'columns'; columns: { name: string; type?: TestedColumnType }[] }
  | { kind: 'not_null'; column: string }
  /** No two rows have the same values in all of these columns. */
  | { kind: 'unique'; columns: string[] }
  | { kind: 'accepted_values'; column: string; values: Scalar[] }
  /** Numbers, or days and moments as texts of ISO 8601. Empty values are passed over. */
  | { kind: 'between'; column: string; least?: number | string; most?: number | string }
  | { kind: 'total'; column: string; equals: number | ExpectedMetric; tolerance?: number }
  /** The whole answer. `tolerance`: by how much numbers may differ. */
  | { kind: 'rows'; columns: string[]; rows: Cell[][]; inAnyOrder?: boolean; tolerance?: number }
  | { kind: 'within'; milliseconds: number }
  /** The call is refused or fails; nothing else can be expected of it then. */
  | { kind: 'error'; error: TestedError }

/** A call of an endpoint and what has to hold of its answer. */
export type EndpointTest = { name: string; variables?: Record<string, GivenValue>; expect: EndpointExpectation[] }

const column = z.string().min(1).max(400)
const columns = z.array(column).min(1).max(100)
const cell = z.union([scalarValueSchema, z.null()])
const count = z.number().int().min(0).max(1_000_000)
const tolerance = z.number().min(0).optional()
const bound = z.union([z.number(), z.string().min(1).max(60)]).optional()
const metric = z.strictObject({ exploreName: z.string().min(1).max(300), metric: column, filters: filterGroupSchema.optional() })

const expectation = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('row_count'), atLeast: count.optional(), atMost: count.optional() })
    .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, 'Say atLeast, atMost or both')
    .refine(({ atLeast = 0, atMost = Infinity }) => atLeast <= atMost, 'atLeast is more than atMost'),
  z.strictObject({
    kind: z.literal('columns'),
    columns: z
      .array(z.strictObject({ name: column, type: z.enum(testedColumnTypes).optional() }))
      .min(1)
      .max(200),
  }),
  z.strictObject({ kind: z.literal('not_null'), column }),
  z.strictObject({ kind: z.literal('unique'), columns }),
  z.strictObject({ kind: z.literal('accepted_values'), column, values: z.array(scalarValueSchema).min(1).max(1000) }),
  z
    .strictObject({ kind: z.literal('between'), column, least: bound, most: bound })
    .refine(({ least, most }) => least !== undefined || most !== undefined, 'Say least, most or both')
    .refine(({ least, most }) => least === undefined || most === undefined || typeof least === typeof most, 'least and most are both numbers, or both texts'),
  z.strictObject({ kind: z.literal('total'), column, equals: z.union([z.number(), metric]), tolerance }),
  z
    .strictObject({
      kind: z.literal('rows'),
      columns,
      rows: z.array(z.array(cell).max(100)).max(mostExpectedRows),
      inAnyOrder: z.boolean().optional(),
      tolerance,
    })
    .refine(({ columns: named, rows }) => rows.every(({ length }) => length === named.length), 'Each row has a value for each column'),
  z.strictObject({ kind: z.literal('within'), milliseconds: z.number().int().min(1).max(60_000) }),
  z.strictObject({ kind: z.literal('error'), error: z.enum(testedErrors) }),
])

export const endpointTestSchema: z.ZodType<EndpointTest> = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    variables: z.record(z.string().max(400), variableValueSchema).optional(),
    expect: z.array(expectation).min(1).max(20),
  })
  .refine(({ expect }) => expect.length === 1 || expect.every(({ kind }) => kind !== 'error'), {
    path: ['expect'],
    message: 'A call that has to fail has no answer of which anything else could hold',
  }) as z.ZodType<EndpointTest>

/** The tests of one endpoint: their names tell them apart. */
export const endpointTestsSchema: z.ZodType<EndpointTest[]> = z
  .array(endpointTestSchema)
  .max(mostEndpointTests)
  .refine((tests) => new Set(tests.map(({ name }) => name)).size === tests.length, 'Two tests have the same name')
  .refine((tests) => JSON.stringify(tests).length <= mostCharacters, `All tests together have ${mostCharacters} characters at most`)
