import { buckets, type Bucket } from '@atrium/semantic'
import { z } from 'zod'
import type { MaterializationPreview } from '../../../domain/endpoints/materialization/preview-materialization.ts'
import type { MaterializationWish, VersionMaterialization } from '../../../domain/endpoints/materialization/types.ts'

/** Seconds between readings, by the words of the format. */
const cadences = {
  '5min': 300,
  '15min': 900,
  '30min': 1800,
  '1hour': 3600,
  '2hour': 7200,
  '4hour': 14_400,
  '6hour': 21_600,
  '12hour': 43_200,
  '24hour': 86_400,
  '7day': 604_800,
  '30day': 2_592_000,
} as const
type Cadence = keyof typeof cadences
const words = Object.keys(cadences) as [Cadence, ...Cadence[]]

/** What of a creation or a change is about tables of answers. */
export const materializationRequest = {
  is_materialized: z.boolean().nullish(),
  sync_frequency: z.enum(words).nullish(),
  bucket_overrides: z.record(z.string(), z.enum(buckets)).nullish(),
  /** Ours: only rows from the highest value of this column on are read. */
  materialization_watermark: z
    .strictObject({ column: z.string().min(1).max(300), lookback_seconds: z.number().int().min(0).max(31_536_000).optional() })
    .nullish(),
}
type Request = { [Key in keyof typeof materializationRequest]?: z.infer<(typeof materializationRequest)[Key]> | undefined }

/** The wish of a request; `undefined` when it says nothing of it. */
export function toMaterializationWish(body: Request): MaterializationWish | undefined {
  const { is_materialized: isEnabled, sync_frequency: cadence, bucket_overrides: chosen, materialization_watermark: watermark } = body
  const wish: MaterializationWish = {
    ...(isEnabled == null ? {} : { isEnabled }),
    ...(cadence == null ? {} : { everySeconds: cadences[cadence] }),
    ...(chosen == null ? {} : { buckets: lowered(chosen) }),
    ...(watermark === undefined
      ? {}
      : { watermark: watermark === null ? null : { column: watermark.column, lookbackSeconds: watermark.lookback_seconds ?? 0 } }),
  }
  return Object.keys(wish).length === 0 ? undefined : wish
}

/** Columns are the same in small letters. */
export const lowered = (chosen: Readonly<Record<string, Bucket>>): Record<string, Bucket> =>
  Object.fromEntries(Object.entries(chosen).map(([column, bucket]) => [column.toLowerCase(), bucket]))

export const materializationWire = z.object({
  can_materialize: z.boolean(),
  reason: z.string().nullable().optional(),
  status: z.string().optional(),
  last_materialized_at: z.string().nullable().optional(),
  error: z.string().optional(),
  sync_frequency: z.string().nullable().optional(),
  saved_query_id: z.string().nullable().optional(),
  enabled: z.boolean().optional(),
  ready: z.boolean().optional(),
  /** Ours: what there is, and what new rows are found by. */
  rows: z.number().nullable().optional(),
  bytes: z.number().nullable().optional(),
  watermark: z.object({ column: z.string(), lookback_seconds: z.number() }).nullable().optional(),
})

export function toMaterialization({ kept, whyNot }: VersionMaterialization): z.infer<typeof materializationWire> {
  if (kept === null) return { can_materialize: whyNot === null, reason: whyNot }
  return {
    can_materialize: true,
    status: kept.status,
    last_materialized_at: kept.madeAt?.toISOString() ?? null,
    error: kept.error ?? '',
    sync_frequency: words.find((word) => cadences[word] === kept.everySeconds) ?? null,
    saved_query_id: null,
    enabled: true,
    ready: kept.kept !== null,
    rows: kept.kept?.rows ?? null,
    bytes: kept.kept?.bytes ?? null,
    watermark: kept.watermark === null ? null : { column: kept.watermark.column, lookback_seconds: kept.watermark.lookbackSeconds },
  }
}

export const previewWire = z.object({
  can_materialize: z.boolean(),
  reason: z.string().nullable(),
  transformed_query: z.string().nullable(),
  execution_query: z.string().nullable(),
  display_execution_query: z.string().nullable(),
  range_pairs: z.array(z.object({ column: z.string(), variables: z.array(z.string()), bucket_fn: z.string() })),
  aggregates: z.array(z.object({ expression: z.string(), reaggregate_fn: z.string().nullable() })),
})

export function toPreview(preview: MaterializationPreview): z.infer<typeof previewWire> {
  if (preview.reason !== null) {
    const none = { transformed_query: null, execution_query: null, display_execution_query: null, range_pairs: [], aggregates: [] }
    return { can_materialize: false, reason: preview.reason, ...none }
  }
  return {
    can_materialize: true,
    reason: null,
    transformed_query: preview.fill,
    execution_query: preview.read,
    display_execution_query: preview.read,
    range_pairs: preview.ranges.map(({ column, variables, bucket }) => ({ column, variables, bucket_fn: bucket ?? 'none' })),
    aggregates: preview.aggregates.map(({ name, how }) => ({ expression: name, reaggregate_fn: how })),
  }
}

/** The conditions in words, for whoever writes a query that is to be kept. */
export const conditions = [
  'A query is kept as a table when the table answers every call with the very same rows as the warehouse.',
  'It gives the same answer to the same rows every time: no clock (take a variable of type Date), no random values, no window functions, no LIMIT inside, sums of exact numbers only (cast floating ones to DECIMAL).',
  'Its order is certain: ORDER BY tells all rows apart.',
  'Each variable is compared with a column of a table by =, >=, >, < or <= in the outermost WHERE, the conditions joined by AND.',
  'With =, any aggregates: the column becomes one that rows are found by. With the others, COUNT, SUM, MIN and MAX only: moments are cut to buckets (a day unless bucket_overrides says otherwise), moments with >= and < only; a value within a bucket is answered by the warehouse.',
  'Questions to explores: variables in filters by equals, sorts over all dimensions, no row rules or user attributes.',
].join('\n')
export const rewriteContract =
  'The conditions with variables are taken out of WHERE, their columns are added to SELECT and GROUP BY, LIMIT is put to the table. Everything else of the text stays as it is.'
