import type { Insight, MetricQuery } from '@atrium/semantic'
import { z } from 'zod'
import { insightSchema } from '../query/insight-schema.ts'
import { metricQuerySchema } from '../query/metric-query-schema.ts'
import { type EndpointTest, endpointTestsSchema } from './endpoint-test.ts'
import { variableValueSchema } from './given-value.ts'

/** How an endpoint may be called: it is part of its address. */
export const endpointName = /^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/
export const endpointNameRule = 'Endpoint name must start with a letter and have only letters, digits, hyphens and underscores, 128 at most'

export const variableTypes = ['string', 'number', 'boolean', 'date', 'list'] as const
export type VariableType = (typeof variableTypes)[number]

const variableSchema = z.object({
  /** Of the project's variable with the same name, whose type and default count. */
  id: z.uuid(),
  name: z.string().regex(/^[A-Za-z_]\w{0,399}$/, 'A name of letters, digits and underscores is needed'),
  type: z.enum(variableTypes),
  /** What is taken when a caller says nothing; absent: the default of the project's variable. */
  value: variableValueSchema.optional(),
  /** True: NULL is taken when a caller says nothing. */
  isNull: z.boolean().optional(),
})
/** A variable of a query: `{variables.name}` in its SQL, or as a value of a filter. */
export type EndpointVariable = z.infer<typeof variableSchema>

const variables = z.array(variableSchema).max(100)

const sqlQuery = z.object({
  kind: z.literal('sql'),
  sql: z
    .string()
    .max(500_000)
    .refine((text) => text.trim() !== '', 'SQL is needed'),
  variables,
  /** What the format that brought it says beside it; kept, and shown again. */
  extras: z.record(z.string(), z.unknown()).optional(),
})
const metricQuery = z.object({ kind: z.literal('metric'), exploreName: z.string().min(1).max(300), query: metricQuerySchema, variables })
/** A question about events; `words`: as the format that brought it says it, to be shown again. */
const insightQuery = z.object({ kind: z.literal('insight'), insight: insightSchema, words: z.looseObject({ kind: z.string().max(100) }) })

export type EndpointQuery =
  | z.infer<typeof sqlQuery>
  | { kind: 'metric'; exploreName: string; query: MetricQuery; variables: EndpointVariable[] }
  | { kind: 'insight'; insight: Insight; words: { kind: string } & Record<string, unknown> }

export const endpointQuerySchema: z.ZodType<EndpointQuery> = z.discriminatedUnion('kind', [sqlQuery, metricQuery, insightQuery])

const deprecation = z.object({
  /** Since when callers are told that the version will go; ISO 8601. */
  since: z.iso.datetime(),
  /** After which it may be switched off; null: nobody has said yet. */
  sunset: z.iso.datetime().nullable(),
  /** The version to call instead; null: none. */
  successor: z.number().int().min(1).nullable(),
})
/** That a version will go: what its callers are told with every answer. */
export type EndpointDeprecation = z.infer<typeof deprecation>

const versionSettings = z.object({
  description: z.string().max(10_000),
  isActive: z.boolean(),
  /** Seconds for which an answer is as good as new; null: as long as the kind of question says. */
  freshnessSeconds: z.number().int().positive().nullable(),
  /** Null, or absent: nobody wants it to go. */
  deprecation: deprecation.nullable().optional(),
})
/** What can be changed about a version; what it asks cannot. */
export type EndpointVersionSettings = z.infer<typeof versionSettings>

/**
 * The content of one revision of an endpoint: what its newest version asks, and the switches of all versions. What an
 * older version asked stands in the revisions that were written with it.
 */
export type EndpointDocument = {
  /** Number of the newest version; only ever goes up. */
  version: number
  query: EndpointQuery
  isActive: boolean
  tags: string[]
  /** What it was made from, in the words of the format that brought it. */
  derivedFrom: string | null
  /** Names of versions, `live` for one. */
  aliases: Record<string, number>
  /** By number. */
  versions: Record<string, EndpointVersionSettings>
  /** What has to hold of answers of its newest version; absent: nothing was said. */
  tests?: EndpointTest[]
}

export const EndpointDocument: z.ZodType<EndpointDocument> = z.object({
  version: z.number().int().min(1),
  query: endpointQuerySchema,
  isActive: z.boolean(),
  tags: z.array(z.string().min(1).max(255)).max(100),
  derivedFrom: z.string().max(100).nullable(),
  aliases: z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'An alias is small letters, digits, dashes and underscores'), z.number().int().min(1)),
  versions: z.record(z.string().regex(/^[1-9]\d{0,6}$/), versionSettings),
  tests: endpointTestsSchema.optional(),
}) as z.ZodType<EndpointDocument>
