import { variableValueSchema, type GivenValue } from '@atrium/documents'
import type { Insight } from '@atrium/semantic'
import { z } from 'zod'
import { refreshModes, type RefreshMode } from '../../../domain/endpoints/freshness.ts'
import type { Narrowing } from '../../../domain/endpoints/insights/narrow-insight.ts'
import { AppError } from '../../../platform/errors.ts'
import { filtersOverride, fromFiltersOverride } from './insights/filters-override.ts'
import { fromInsight } from './insights/from-insight.ts'
import { fromOverrides, overridesRequest } from './variable-overrides.ts'

/** Newer words for three of the modes. */
const newer = { cache: 'blocking', force: 'force_blocking', direct: 'force_blocking' } as const

export const runRequest = z.strictObject({
  client_query_id: z.string().max(200).nullish(),
  refresh: z.enum([...refreshModes, 'cache', 'force', 'direct']).nullish(),
  filters_override: filtersOverride,
  query_override: z.record(z.string(), z.unknown()).nullish(),
  variables_override: overridesRequest,
  variables_values: z.record(z.string(), variableValueSchema).nullish(),
  variables: z.record(z.string(), variableValueSchema).nullish(),
  version: z.unknown().optional(),
  limit: z.unknown().optional(),
  offset: z.unknown().optional(),
  debug: z.boolean().nullish(),
})
export type RunRequest = z.infer<typeof runRequest>

export type RunWish = {
  version?: number | string
  variables: Record<string, GivenValue>
  mode: RefreshMode
  clientQueryId?: string
  limit?: number
  offset?: number
  debug: boolean
  narrowing?: Narrowing
  reword?: (words: Readonly<Record<string, unknown>>) => Insight
}

/** Each key of an override stands in place of the query's own. */
const rewordedWith =
  (override: Readonly<Record<string, unknown>>) =>
  (words: Readonly<Record<string, unknown>>): Insight =>
    fromInsight({ ...words, ...override, kind: words.kind })

/**
 * A run of any generation of the format: body first, then what stands in the address. Of the address, all that the format has no
 * word for are values of variables. Throws `invalid`.
 */
export function toRun(body: RunRequest, query: Readonly<Record<string, string | string[] | undefined>>): RunWish {
  if (body.refresh === 'direct') throw problem('refresh', '"direct" is for materialized endpoints; this one is not. Use "force".')
  const version = toVersion(body.version ?? query.version)
  const limit = toWhole('limit', body.limit ?? query.limit, 1)
  const offset = toWhole('offset', body.offset ?? query.offset, 0)
  if (offset !== undefined && limit === undefined) throw plain('offset requires limit to be set')
  return {
    variables: { ...fromOverrides(body.variables_override), ...fromAddress(query), ...body.variables_values, ...body.variables },
    mode: modeOf(body.refresh),
    debug: body.debug === true,
    ...fromFiltersOverride(body.filters_override),
    ...(body.query_override == null ? {} : { reword: rewordedWith(body.query_override) }),
    ...(body.client_query_id == null ? {} : { clientQueryId: body.client_query_id }),
    ...(version === undefined ? {} : { version }),
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  }
}

const ownWords = ['version', 'limit', 'offset', 'format']

const fromAddress = (query: Readonly<Record<string, string | string[] | undefined>>): Record<string, GivenValue> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined || ownWords.includes(name) ? [] : [[name, value] as const])))

const modeOf = (refresh: RunRequest['refresh']): RefreshMode =>
  refresh == null ? 'blocking' : refresh === 'cache' || refresh === 'force' || refresh === 'direct' ? newer[refresh] : refresh

/** A number, or the name of a version. */
function toVersion(value: unknown): number | string | undefined {
  if (!isSaid(value)) return undefined
  if (typeof value === 'number' && Number.isInteger(value)) return value
  if (typeof value !== 'string') throw plain(`Invalid version parameter: ${JSON.stringify(value).slice(0, 100)}`)
  return /^-?\d{1,9}$/.test(value) ? Number(value) : value
}

function toWhole(name: string, value: unknown, least: number): number | undefined {
  if (!isSaid(value)) return undefined
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least)
    throw plain(`Invalid ${name} parameter: ${JSON.stringify(value).slice(0, 100)}`)
  return number
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null
const plain = (message: string): AppError => new AppError('invalid', message, { reason: 'run_parameter' })
const problem = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'run_request', fields: [{ path, message }] })
