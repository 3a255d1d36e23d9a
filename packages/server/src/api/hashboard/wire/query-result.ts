import { wireRows } from '../../../domain/explore/result-rows.ts'
import type { QueryResult } from '../../../query/query-service.ts'

/** An answer with its receipt. `showsSql`: whether the caller may read how it was asked. */
export function toQueryResult(result: QueryResult, { showsSql }: { showsSql: boolean }): object {
  const { sql, ...receipt } = result.receipt
  return {
    columns: result.columns.flatMap(({ fieldId, hidden }, index) => (hidden ? [] : [{ name: fieldId, type: result.engineTypes[index] ?? 'unknown' }])),
    rows: wireRows(result),
    rowCount: result.rowCount,
    truncated: result.truncated,
    receipt: showsSql ? { ...receipt, sql } : receipt,
  }
}
