import { readInsight, type Insight, type InsightResult } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { columnsOf } from '../../explore/result-rows.ts'

/** Refuses an answer that was cut: parts of an insight would look like the whole. Throws `limit_exceeded`. */
export function requireWhole<R extends QueryResult>(result: R): R {
  if (result.insight === undefined || !result.truncated) return result
  throw new AppError('limit_exceeded', `The answer has more than ${result.rowCount} rows. Choose a shorter range, longer periods or fewer values.`, {
    reason: 'insight_rows',
  })
}

/** The answer of an insight as what it is of; null for any other question's. */
export function insightAnswer(result: QueryResult): { asked: Insight; answer: InsightResult } | null {
  if (result.insight === undefined) return null
  const data = columnsOf(result)
  const rows = Array.from({ length: result.rowCount }, (_, row) =>
    Object.fromEntries(result.columns.map(({ fieldId }, column) => [fieldId, data[column]?.[row] ?? null])),
  )
  const { asked, frame } = result.insight
  return { asked, answer: readInsight(asked, frame, rows) }
}
