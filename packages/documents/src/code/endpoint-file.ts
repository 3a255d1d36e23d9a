import type { MetricQuery } from '@atrium/semantic'
import { z } from 'zod'
import { variableTypes, type VariableType } from '../endpoint/endpoint-document.ts'
import { type EndpointTest, endpointTestsSchema } from '../endpoint/endpoint-test.ts'
import { variableValueSchema, type GivenValue } from '../endpoint/given-value.ts'
import { metricQuerySchema } from '../query/metric-query-schema.ts'

/** What an endpoint asks, without its variables. */
export type EndpointFileQuery =
  | { kind: 'sql'; sql: string; extras?: Record<string, unknown> }
  | { kind: 'metric'; exploreName: string; query: MetricQuery }
  | { kind: 'insight'; insight: { kind: string } }

/** A variable by its name in the project. `default` absent: that of the project; null: NULL. */
export type EndpointFileVariable = { name: string; type: VariableType; default?: GivenValue }

export type EndpointFileDocument = {
  query: EndpointFileQuery
  /** By name. */
  variables: EndpointFileVariable[]
  isActive: boolean
  tags: string[]
  /** Null: as long as the kind of question says. */
  freshnessSeconds: number | null
  /** What has to hold of its answers. Null: the file does not say, and those of the project stay. */
  tests: EndpointTest[] | null
}

/** What a file of an endpoint may say beside its head: one of `query` (SQL), `metricQuery` with its `tableName`, and `insight`. */
export const endpointFileShape = {
  query: z
    .string()
    .max(500_000)
    .refine((text) => text.trim() !== '', 'SQL is needed')
    .optional(),
  tableName: z.string().min(1).max(300).optional(),
  metricQuery: metricQuerySchema.optional(),
  insight: z.looseObject({ kind: z.string() }).optional(),
  variables: z
    .array(
      z.object({
        name: z.string().regex(/^[A-Za-z_]\w{0,399}$/, 'A name of letters, digits and underscores is needed'),
        type: z.enum(variableTypes),
        default: variableValueSchema.optional(),
      }),
    )
    .max(100)
    .optional(),
  isActive: z.boolean().optional(),
  tags: z.array(z.string().min(1).max(255)).max(100).optional(),
  freshnessSeconds: z.number().int().positive().nullable().optional(),
  extras: z.record(z.string(), z.unknown()).optional(),
  tests: endpointTestsSchema.optional(),
}

type FileValue = z.output<z.ZodObject<typeof endpointFileShape>>

/** White space at the end of SQL says nothing: a file ends with a line break. */
export const withoutEnd = (sql: string): string => sql.trimEnd()

/** The value of a file as an endpoint; what it asks was looked at before. */
export function endpointFromFile({
  query,
  tableName,
  metricQuery,
  insight,
  variables = [],
  isActive,
  tags,
  freshnessSeconds,
  extras,
  tests,
}: FileValue): EndpointFileDocument {
  return {
    query: queryOf(),
    variables: byName(variables.map(({ name, type, default: value }) => ({ name, type, ...(value === undefined ? {} : { default: value }) }))),
    isActive: isActive ?? true,
    tags: tags ?? [],
    freshnessSeconds: freshnessSeconds ?? null,
    tests: tests ?? null,
  }

  function queryOf(): EndpointFileQuery {
    if (query !== undefined) return { kind: 'sql', sql: withoutEnd(query), ...(extras === undefined ? {} : { extras }) }
    if (metricQuery !== undefined) return { kind: 'metric', exploreName: tableName ?? metricQuery.exploreName, query: metricQuery }
    return { kind: 'insight', insight: insight ?? { kind: '' } }
  }
}

/** An endpoint as the value of a file, without what means nothing. */
export function endpointToFile({ query, variables, isActive, tags, freshnessSeconds, tests }: EndpointFileDocument): Record<string, unknown> {
  return {
    ...askedToFile(query),
    ...(variables.length === 0 ? {} : { variables: byName(variables) }),
    ...(isActive ? {} : { isActive }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(freshnessSeconds === null ? {} : { freshnessSeconds }),
    ...(tests === null ? {} : { tests }),
  }
}

function askedToFile(query: EndpointFileQuery): Record<string, unknown> {
  switch (query.kind) {
    case 'sql':
      return { query: withoutEnd(query.sql), ...(query.extras === undefined ? {} : { extras: query.extras }) }
    case 'metric':
      return { tableName: query.exploreName, metricQuery: query.query }
    case 'insight':
      return { insight: query.insight }
  }
}

/** In one order: what is the same is to look the same. */
export const byName = (variables: readonly EndpointFileVariable[]): EndpointFileVariable[] => variables.toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** What a schema of single keys cannot say of an endpoint's file: it asks exactly one thing. */
export function askedProblem(value: Readonly<Record<string, unknown>>): { path: string[]; message: string; hint: string } | null {
  const asked = ['query', 'metricQuery', 'insight'].filter((key) => value[key] !== undefined)
  const hint = 'Write SQL under query, or tableName and metricQuery.'
  if (asked.length !== 1) {
    const said = asked.length === 0 ? 'nothing' : asked.join(' and ')
    return { path: [asked[1] ?? 'name'], message: `An endpoint asks one thing; this one has ${said}.`, hint }
  }
  if (asked[0] === 'metricQuery' && value['tableName'] === undefined) {
    return { path: ['metricQuery'], message: 'metricQuery: the explore that is asked is missing.', hint: 'Name it with tableName.' }
  }
  const names = Array.isArray(value['variables']) ? value['variables'].map((one: { name?: unknown }) => one.name) : []
  const twice = names.findIndex((name, place) => names.indexOf(name) !== place)
  return twice === -1
    ? null
    : { path: ['variables', String(twice)], message: `variables: "${String(names[twice])}" is defined twice.`, hint: 'Remove one of them.' }
}
