import { insightAnswer } from '../../../domain/endpoints/insights/insight-answer.ts'
import { shownRows, type Page } from '../../../domain/explore/result-rows.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { toInsight } from './insights/to-insight.ts'

/** Milliseconds after which the same may be asked for anew. */
const clientWait = 60_000

/** The result of any query in the words of the format. `freshForSeconds`: how long it may be given again. */
export function toResult(result: QueryResult, wish: Page & { debug: boolean; showsSql?: boolean }, freshForSeconds: number, timezone: string): object {
  const { receipt } = result
  const rows = shownRows(result, wish)
  const asOf = Date.parse(receipt.dataAsOf)
  const offset = wish.offset ?? 0
  const insight = insightAnswer(result)
  const columns = result.columns.flatMap(({ fieldId, hidden }, index) => (hidden ? [] : [{ fieldId, type: result.engineTypes[index] ?? 'unknown' }]))
  return {
    ...(insight === null
      ? {
          results: rows,
          columns: columns.map(({ fieldId }) => fieldId),
          types: columns.map(({ fieldId, type }) => [fieldId, type]),
          // Of pages: whether there is another one. That the whole was cut is in the receipt.
          hasMore: wish.limit === undefined ? result.truncated : offset + rows.length < result.rowCount,
          ...(wish.limit === undefined ? {} : { limit: wish.limit, offset }),
        }
      : { results: toInsight(insight, timezone), hasMore: false, ...resolved(result) }),
    is_cached: result.cacheHit,
    last_refresh: receipt.dataAsOf,
    next_allowed_client_refresh: new Date(asOf + clientWait).toISOString(),
    cache_target_age: new Date(asOf + freshForSeconds * 1000).toISOString(),
    timezone,
    ...(wish.debug
      ? { cache_key: receipt.queryHash, hogql: wish.showsSql === true ? receipt.sql : null, timings: [{ k: 'engine', t: receipt.engineMs / 1000 }] }
      : {}),
    ...renamedFields(result),
    // Ours: how the numbers came to be.
    receipt: {
      query_id: receipt.queryId,
      model_revision: receipt.modelRevision,
      policies_applied: receipt.policiesApplied,
      proof: receipt.proof,
      truncated: receipt.truncated,
      cache: receipt.cache,
      rows: result.rowCount,
      bytes: result.data.length,
      engine_ms: receipt.engineMs,
    },
  }
}

/** The stretch of time that an insight is of; `date_to` is its end, which does not belong to it. */
function resolved({ insight }: QueryResult): { resolved_date_range?: { date_from: string | null; date_to: string } } {
  const span = insight?.frame.spans[0]
  return span === undefined ? {} : { resolved_date_range: { date_from: span.from, date_to: span.to } }
}

/** Ours: columns under names of before, and what they are called now. */
function renamedFields({ fields }: QueryResult): { renamed_fields?: Record<string, string> } {
  const renamed = Object.entries(fields).flatMap(([id, field]) =>
    'renamedTo' in field && field.renamedTo !== undefined ? [[id, field.renamedTo] as const] : [],
  )
  return renamed.length === 0 ? {} : { renamed_fields: Object.fromEntries(renamed) }
}
