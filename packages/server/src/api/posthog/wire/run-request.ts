import { variableValueSchema, type GivenValue } from '@atrium/documents'
import type { Insight } from '@atrium/semantic'
import { z } from 'zod'
import { refreshModes, type RefreshMode } from '../../../domain/endpoints/freshness.ts'
import type { Narrowing } from '../../../domain/endpoints/insights/narrow-insight.ts'
import { AppError } from '../../../platform/errors.ts'
import { seedCompat } from './compat.ts'
import { filtersOverride, fromFiltersOverride } from './insights/filters-override.ts'
import { insightOfWords } from '../../../domain/endpoints/insights/read-words.ts'
import { formatOf, type RunFormat } from './run-format.ts'
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
  cursor: z.string().max(500).nullish(),
  limit: z.unknown().optional(),
  offset: z.unknown().optional(),
  debug: z.boolean().nullish(),
})
export type RunRequest = z.infer<typeof runRequest>

export type RunWish = {
  version: number | string | undefined
  variables: Record<string, GivenValue>
  ignoresUnknown: boolean
  mode: RefreshMode
  isDirect: boolean
  clientQueryId: string | undefined
  format: RunFormat
  /** Where the page before said that this one is. */
  cursor: string | undefined
  limit: number | undefined
  offset: number | undefined
  debug: boolean
  narrowing?: Narrowing
  reword?: (words: Readonly<Record<string, unknown>>) => Insight
}

/** Each key of an override stands in place of the query's own. */
const rewordedWith =
  (override: Readonly<Record<string, unknown>>) =>
  (words: Readonly<Record<string, unknown>>): Insight =>
    insightOfWords({ ...words, ...override, kind: words.kind })

/**
 * A run of any generation of the format: body first, then what stands in the address. Of the address, all that the format has no
 * word for are values of variables. Throws `invalid`.
 */
export function toRun(body: RunRequest, query: Address, accept: string | undefined): RunWish {
  const isSeed = query['compat'] === seedCompat
  // The first generation alone let callers replace a question.
  if (isSaid(body.query_override) && !isSeed) throw problem('query_override', 'Not allowed. Use variables instead.')
  const version = toVersion(body.version ?? query.version)
  const limit = toWhole('limit', body.limit ?? query.limit, 1)
  const offset = toWhole('offset', body.offset ?? query.offset, 0)
  if (offset !== undefined && limit === undefined) throw plain('offset requires limit to be set')
  const cursor = toCursor(body.cursor ?? query['cursor'])
  const variables = { ...fromOverrides(body.variables_override), ...fromAddress(query), ...body.variables_values, ...body.variables }
  if (
    cursor !== undefined &&
    (version !== undefined ||
      limit !== undefined ||
      Object.keys(variables).length > 0 ||
      isSaid(body.filters_override) ||
      isSaid(body.query_override) ||
      isSaid(body.refresh))
  )
    throw plain('A cursor says all that was asked for: send no version, limit, offset, variables, overrides or refresh with it')
  return {
    variables,
    ignoresUnknown: isSeed,
    format: formatOf(query['format'], accept),
    cursor,
    mode: modeOf(body.refresh),
    debug: body.debug === true,
    isDirect: body.refresh === 'direct',
    clientQueryId: body.client_query_id ?? undefined,
    version,
    limit,
    offset,
    ...fromFiltersOverride(body.filters_override),
    ...(body.query_override == null ? {} : { reword: rewordedWith(body.query_override) }),
  }
}

/** Filters of callers still work where there are questions about events; the format wants that said. */
export const overrideWarning = ({ narrowing }: RunWish): Record<string, string> =>
  narrowing === undefined ? {} : { 'x-posthog-warn': 'filters_override is deprecated. Use variables instead.' }

/** What an address says, by name. */
type Address = Readonly<Record<string, string | string[] | undefined>>

/** Words of the format: a variable of such a name is given as `variables[name]`. */
const ownWords = ['version', 'limit', 'offset', 'format', 'cursor', 'compat']

/** Values of variables that stand in an address: `name=…`, or `variables[name]=…`, which counts more. */
function fromAddress(query: Address): Record<string, GivenValue> {
  const plainly: [string, GivenValue][] = []
  const named: [string, GivenValue][] = []
  for (const [name, value] of Object.entries(query)) {
    const variable = /^variables\[([^\]]+)\](\[\])?$/.exec(name)
    if (value === undefined || ownWords.includes(name)) continue
    if (variable?.[1] === undefined) plainly.push([name, value])
    else named.push([variable[1], variable[2] === undefined ? value : [value].flat()])
  }
  return Object.fromEntries([...plainly, ...named])
}

function toCursor(value: string | string[] | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value !== 'string') throw plain('Invalid cursor parameter: one is needed')
  return value
}

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
    throw plain(`Invalid ${name} parameter: ${(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100)}`)
  return number
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null
const plain = (message: string): AppError => new AppError('invalid', message, { reason: 'run_parameter' })
const problem = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'run_request', fields: [{ path, message }] })
