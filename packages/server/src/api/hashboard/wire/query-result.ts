import { insightAnswer } from '../../../domain/endpoints/insights/insight-answer.ts'
import { wireRows } from '../../../domain/explore/result-rows.ts'
import type { QueryResult } from '../../../query/query-service.ts'

/** An answer with its receipt. `showsSql`: whether the caller may read how it was asked. */
export function toQueryResult(result: QueryResult, { showsSql }: { showsSql: boolean }): object {
  const { sql, ...receipt } = result.receipt
  const told = showsSql ? { ...receipt, sql } : receipt
  const insight = insightAnswer(result)
  if (insight !== null) return { columns: [], rows: [], insight: insight.answer, rowCount: 0, truncated: result.truncated, receipt: told }
  return {
    columns: result.columns.flatMap(({ fieldId, hidden }, index) => (hidden ? [] : [{ name: fieldId, type: result.engineTypes[index] ?? 'unknown' }])),
    rows: wireRows(result),
    rowCount: result.rowCount,
    truncated: result.truncated,
    receipt: told,
  }
}
