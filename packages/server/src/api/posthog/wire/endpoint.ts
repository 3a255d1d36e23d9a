import { z } from 'zod'
import type { Endpoint, EndpointVersion } from '../../../domain/endpoints/types.ts'
import type { DescribedColumn } from '../../../query/query-service.ts'
import { freshnessStep } from './cadence.ts'
import { columnType, columnTypes } from './column-type.ts'
import { deprecationWire } from './deprecation.ts'
import { materializationWire, toMaterialization } from './materialization.ts'
import { personWire, toPerson } from './person.ts'
import { queryWire, toQuery } from './query.ts'

export const endpointWire = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  query: queryWire,
  parameters: z.object({}),
  is_active: z.boolean(),
  cache_age_seconds: z.number().int().nullable(),
  data_freshness_seconds: z.number().int(),
  endpoint_path: z.string(),
  url: z.string(),
  ui_url: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: personWire.nullable(),
  is_materialized: z.boolean(),
  current_version: z.number().int(),
  current_version_id: z.string(),
  versions_count: z.number().int(),
  derived_from_insight: z.string().nullable(),
  last_executed_at: z.string().nullable(),
  materialization: materializationWire,
  bucket_overrides: z.record(z.string(), z.string()).nullable(),
  columns: z.array(z.object({ name: z.string(), type: z.enum(columnTypes) })),
  tags: z.array(z.string()),
  optional_breakdown_properties: z.array(z.string()),
  /** Ours: names of versions. */
  aliases: z.record(z.string(), z.number().int()),
  /** Only of a change: why its new version is not kept as a table like the one before it. */
  materialization_error: z.string().optional(),
})

export const versionWire = endpointWire.extend({
  version: z.number().int(),
  version_id: z.string(),
  endpoint_is_active: z.boolean(),
  version_created_at: z.string(),
  version_updated_at: z.string().nullable(),
  version_created_by: personWire.nullable(),
  /** Ours: that it will go; null: it stays. */
  deprecation: deprecationWire.nullable(),
})

/** Where an endpoint is reached: the caller's prefix, the project's number and the address of this installation. */
export type EndpointPlace = { prefix: string; number: number; siteUrl: string }

/** An endpoint as it is at its newest version. */
export const toEndpoint = (endpoint: Endpoint, place: EndpointPlace, columns: readonly DescribedColumn[] = []): z.infer<typeof endpointWire> => {
  const { spec, materialization } = endpoint
  return at(endpoint, place, { query: spec.query, settings: spec.versions[spec.version], isActive: spec.isActive, materialization, columns })
}

/** An endpoint as it is at one of its versions. */
export const toVersion = (
  endpoint: Endpoint,
  { query, settings, materialization, ...version }: EndpointVersion,
  place: EndpointPlace,
  columns: readonly DescribedColumn[] = [],
): z.infer<typeof versionWire> => ({
  ...at(endpoint, place, { query, settings, isActive: settings.isActive, materialization, columns }),
  version: version.number,
  version_id: version.id,
  endpoint_is_active: endpoint.spec.isActive,
  version_created_at: version.createdAt.toISOString(),
  version_updated_at: null,
  version_created_by: toPerson(version.author),
  deprecation: settings.deprecation ?? null,
})

type Seen = {
  query: EndpointVersion['query']
  settings: EndpointVersion['settings'] | undefined
  isActive: boolean
  materialization: EndpointVersion['materialization']
  /** None: they are not known. */
  columns: readonly DescribedColumn[]
}

function at(
  endpoint: Endpoint,
  { prefix, number, siteUrl }: EndpointPlace,
  { query, settings, isActive, materialization, columns }: Seen,
): z.infer<typeof endpointWire> {
  const path = `${prefix}/${number}/endpoints/${endpoint.slug}/run`
  const freshness = settings?.freshnessSeconds ?? null
  return {
    id: endpoint.id,
    name: endpoint.slug,
    description: settings?.description ?? '',
    query: toQuery(query),
    parameters: {},
    is_active: isActive,
    cache_age_seconds: freshness,
    data_freshness_seconds: freshnessStep(freshness),
    endpoint_path: path,
    url: siteUrl + path,
    ui_url: `${siteUrl}/p/${endpoint.projectId}/endpoints/${endpoint.slug}`,
    created_at: endpoint.createdAt.toISOString(),
    updated_at: endpoint.updatedAt.toISOString(),
    created_by: toPerson(endpoint.author),
    is_materialized: materialization.kept !== null,
    current_version: endpoint.spec.version,
    current_version_id: endpoint.currentVersion.id,
    versions_count: endpoint.spec.version,
    derived_from_insight: endpoint.spec.derivedFrom,
    last_executed_at: endpoint.lastExecutedAt?.toISOString() ?? null,
    materialization: toMaterialization(materialization),
    bucket_overrides: materialization.kept === null ? null : { ...materialization.kept.buckets },
    columns: columns.map((column) => ({ name: column.name, type: columnType(column) })),
    tags: endpoint.spec.tags.toSorted(),
    optional_breakdown_properties: [],
    aliases: endpoint.spec.aliases,
  }
}
