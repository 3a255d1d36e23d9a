import { diffDocuments } from '../diff-documents.ts'
import type { SqlChartDocument } from './sql-chart-document.ts'

/** One thing that somebody did to a SQL chart, as a person would tell it. */
export type SqlChartChange =
  | { what: 'sql_changed' | 'look_changed' }
  | { what: 'limit_changed'; before: number; after: number }
  | { what: 'kind_changed'; before: string; after: string }

/** What is different in `after`: the SQL first, then how many rows and how they are drawn. Empty when nothing is. */
export function sqlChartChanges(before: SqlChartDocument, after: SqlChartDocument): SqlChartChange[] {
  const [{ type: kindBefore, ...lookBefore }, { type: kindAfter, ...lookAfter }] = [before.config, after.config]
  return [
    ...(before.sql === after.sql ? [] : [{ what: 'sql_changed' as const }]),
    ...(before.limit === after.limit ? [] : [{ what: 'limit_changed' as const, before: before.limit, after: after.limit }]),
    ...(kindBefore === kindAfter ? [] : [{ what: 'kind_changed' as const, before: kindBefore, after: kindAfter }]),
    ...(diffDocuments(lookBefore, lookAfter).length === 0 ? [] : [{ what: 'look_changed' as const }]),
  ]
}
