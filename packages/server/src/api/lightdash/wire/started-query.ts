import { z } from 'zod'
import type { StartedQuery } from '../../../query/started-queries.ts'
import { rowsJson } from './cells.ts'
import { metricQueryRequest } from './metric-query.ts'

/** Rows of one page at most; told to clients as `query.maxPageSize`. */
export const maxRowsOfPage = 2500

/** A metric query whose filters need no ids: its clients do not show them. */
export const startedQueryRequest = z.preprocess(
  (given) =>
    isObject(given) && isObject(given['filters']) ? { ...given, filters: mapValues(given['filters'], (group) => withIds(group, 'filter', 0)) } : given,
  metricQueryRequest,
)

type JsonObject = Record<string, unknown>

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const mapValues = (object: JsonObject, to: (value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, to(value)]))

/** Deeper trees are refused by the schema. */
const maxDepth = 100

/** Ids say where a filter stands: the same question is the same request, whoever sends it. */
function withIds(filter: unknown, place: string, depth: number): unknown {
  if (!isObject(filter) || depth > maxDepth) return filter
  const within = (items: unknown): unknown => (Array.isArray(items) ? items.map((item, index) => withIds(item, `${place}.${index}`, depth + 1)) : items)
  return {
    id: place,
    ...filter,
    ...('and' in filter ? { and: within(filter['and']) } : {}),
    ...('or' in filter ? { or: within(filter['or']) } : {}),
  }
}

/** Clients go on asking while it is `pending`. */
export const startedQueryWire = z.object({
  queryUuid: z.string(),
  status: z.enum(['pending', 'ready', 'cancelled', 'error']),
  error: z.string().optional(),
  rows: z.array(z.record(z.string(), z.object({ value: z.object({ raw: z.unknown(), formatted: z.string() }) }))).optional(),
  columns: z.record(z.string(), z.object({ reference: z.string(), type: z.string() })).optional(),
  page: z.number().optional(),
  pageSize: z.number().optional(),
  totalPageCount: z.number().optional(),
  totalResults: z.number().optional(),
  nextPage: z.number().optional(),
  previousPage: z.number().optional(),
  initialQueryExecutionMs: z.number().optional(),
})

/** The `{status, results}` answer about a query as finished JSON text; a page past the last one has no rows. */
export function startedQueryJson(query: StartedQuery, { page, pageSize }: { page: number; pageSize: number }): string {
  const { id: queryUuid } = query
  if (query.state === 'failed') return answer({ queryUuid, status: 'error', error: query.message })
  if (query.state !== 'ready') return answer({ queryUuid, status: query.state })
  const { result } = query
  const totalPageCount = Math.ceil(result.rowCount / pageSize)
  const from = (page - 1) * pageSize
  const rest = {
    queryUuid,
    status: 'ready',
    columns: Object.fromEntries(result.columns.flatMap(({ fieldId, type, hidden }) => (hidden ? [] : [[fieldId, { reference: fieldId, type }] as const]))),
    page,
    pageSize,
    totalPageCount,
    totalResults: result.rowCount,
    ...(page < totalPageCount ? { nextPage: page + 1 } : {}),
    ...(page > 1 ? { previousPage: page - 1 } : {}),
    initialQueryExecutionMs: result.receipt.durationMs,
  }
  return `{"status":"ok","results":{"rows":${rowsJson(result, { from, to: from + pageSize })},${JSON.stringify(rest).slice(1)}}`
}

const answer = (results: object): string => JSON.stringify({ status: 'ok', results })
