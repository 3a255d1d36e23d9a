import { z } from 'zod'
import { variablesOf } from '../../../domain/endpoints/variables-of.ts'
import type { EndpointRun } from '../../../domain/endpoints/run-log.ts'
import type { EndpointCaller, EndpointUsage } from '../../../domain/endpoints/run-log-store.ts'
import type { VersionMaterialization } from '../../../domain/endpoints/materialization/types.ts'
import type { Endpoint, EndpointVersion } from '../../../domain/endpoints/types.ts'

const variableWire = z.object({ id: z.string(), name: z.string(), type: z.string(), value: z.unknown(), isNull: z.boolean() })

/** What is asked, as pages show it: `text` is SQL, or the question as JSON. */
export const queryWire = z.object({
  kind: z.enum(['sql', 'metric', 'insight']),
  text: z.string(),
  exploreName: z.string().nullable(),
  variables: z.array(variableWire),
})

const materializationWire = z.object({
  isOn: z.boolean(),
  /** Null: it can be, or it is. */
  whyNot: z.string().nullable(),
  status: z.enum(['Unknown', 'Running', 'Completed', 'Failed', 'Cancelled']),
  error: z.string().nullable(),
  everySeconds: z.number().nullable(),
  buckets: z.record(z.string(), z.string()),
  watermark: z.object({ column: z.string(), lookbackSeconds: z.number() }).nullable(),
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  readAt: z.string().nullable(),
  madeAt: z.string().nullable(),
  nextAt: z.string().nullable(),
})

const toMaterialization = ({ kept, whyNot }: VersionMaterialization): z.infer<typeof materializationWire> => ({
  isOn: kept !== null,
  whyNot,
  status: kept?.status ?? 'Unknown',
  error: kept?.error ?? null,
  everySeconds: kept?.everySeconds ?? null,
  buckets: { ...kept?.buckets },
  watermark: kept?.watermark ?? null,
  rows: kept?.kept?.rows ?? null,
  bytes: kept?.kept?.bytes ?? null,
  readAt: kept?.readAt?.toISOString() ?? null,
  madeAt: kept?.madeAt?.toISOString() ?? null,
  nextAt: kept?.nextAt.toISOString() ?? null,
})

export const endpointSummaryWire = z.object({
  endpointUuid: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['sql', 'metric', 'insight']),
  version: z.number(),
  isActive: z.boolean(),
  freshnessSeconds: z.number().nullable(),
  space: z.object({ uuid: z.string(), name: z.string() }),
  tags: z.array(z.string()),
  updatedAt: z.string(),
  lastExecutedAt: z.string().nullable(),
  /** Of the last day. */
  usage: z.object({ calls: z.number(), failures: z.number(), hits: z.number(), p95Ms: z.number().nullable() }).nullable(),
  abilities: z.array(z.string()),
  /** Of the newest version. */
  materialization: materializationWire,
  /** How many there are, and how many of them failed the last time. */
  tests: z.object({ count: z.number(), failed: z.number() }),
})

const deprecationWire = z.object({ since: z.string(), sunset: z.string().nullable(), successor: z.number().nullable() })

const versionWire = z.object({
  number: z.number(),
  query: queryWire,
  description: z.string(),
  isActive: z.boolean(),
  freshnessSeconds: z.number().nullable(),
  /** Null: nobody wants it to go. */
  deprecation: deprecationWire.nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  materialization: materializationWire,
})

export const endpointPageWire = endpointSummaryWire.extend({
  /** Compared with when it is changed. */
  revision: z.number(),
  aliases: z.record(z.string(), z.number()),
  /** Where programs call it. */
  runUrl: z.string(),
  openApiUrl: z.string(),
  projectNumber: z.number(),
  versions: z.array(versionWire),
})

export const callerWire = z.object({
  userUuid: z.string().nullable(),
  name: z.string().nullable(),
  via: z.enum(['session', 'token', 'system']),
  version: z.number().nullable(),
  calls: z.number(),
  failures: z.number(),
  lastAt: z.string(),
})

export const runLineWire = z.object({
  id: z.string(),
  at: z.string(),
  version: z.number().nullable(),
  via: z.enum(['session', 'token', 'system']),
  cache: z.enum(['hit', 'miss', 'joined']).nullable(),
  error: z.string().nullable(),
  rows: z.number().nullable(),
  durationMs: z.number(),
  times: z.number(),
})

const textOf = (query: EndpointVersion['query']): string =>
  query.kind === 'sql' ? query.sql : JSON.stringify(query.kind === 'metric' ? query.query : query.words, null, 2)

/** A query as pages show it. */
export const toQuery = (query: EndpointVersion['query']): z.infer<typeof queryWire> => ({
  kind: query.kind,
  text: textOf(query),
  exploreName: query.kind === 'metric' ? query.exploreName : null,
  variables: variablesOf(query).map(({ id, name, type, value, isNull }) => ({ id, name, type, value: value ?? null, isNull: isNull ?? false })),
})

export function toEndpointSummary(endpoint: Endpoint, usage: EndpointUsage | null): z.infer<typeof endpointSummaryWire> {
  const { spec } = endpoint
  const settings = spec.versions[spec.version]
  return {
    endpointUuid: endpoint.id,
    name: endpoint.slug,
    description: settings?.description ?? '',
    kind: spec.query.kind,
    version: spec.version,
    isActive: spec.isActive,
    freshnessSeconds: settings?.freshnessSeconds ?? null,
    space: { uuid: endpoint.space.id, name: endpoint.space.name },
    tags: spec.tags,
    updatedAt: endpoint.updatedAt.toISOString(),
    lastExecutedAt: endpoint.lastExecutedAt?.toISOString() ?? null,
    usage: usage === null ? null : { calls: usage.calls, failures: usage.failures, hits: usage.hits, p95Ms: usage.p95Ms },
    abilities: [...endpoint.abilities],
    materialization: toMaterialization(endpoint.materialization),
    tests: endpoint.tests,
  }
}

export function toEndpointPage(
  endpoint: Endpoint,
  versions: readonly EndpointVersion[],
  place: { number: number; siteUrl: string },
): z.infer<typeof endpointPageWire> {
  const base = `${place.siteUrl}/api/projects/${place.number}/endpoints/${endpoint.slug}`
  return {
    ...toEndpointSummary(endpoint, null),
    revision: endpoint.revision,
    aliases: endpoint.spec.aliases,
    runUrl: `${base}/run`,
    openApiUrl: `${base}/openapi.json`,
    projectNumber: place.number,
    versions: versions.map(({ number, query, settings, createdAt, author, materialization }) => ({
      number,
      query: toQuery(query),
      ...settings,
      deprecation: settings.deprecation ?? null,
      createdAt: createdAt.toISOString(),
      createdBy: author === null ? null : `${author.firstName} ${author.lastName}`.trim(),
      materialization: toMaterialization(materialization),
    })),
  }
}

export const toCaller = (caller: EndpointCaller): z.infer<typeof callerWire> => ({ ...caller, userUuid: caller.userId, lastAt: caller.lastAt.toISOString() })

export const toRunLine = ({ id, at, version, via, cache, error, rows, durationMs, times }: EndpointRun): z.infer<typeof runLineWire> => ({
  id,
  at: at.toISOString(),
  version,
  via,
  cache,
  error,
  rows,
  durationMs,
  times,
})
