import { formatItemValue, rawForWire } from '@atrium/semantic'
import type { QueryResult } from '../../../query/query-service.ts'

/**
 * The rows of a result as JSON text: `[{"<field id>":{"value":{"raw":…,"formatted":"…"}}},…]`.
 *
 * Written column by column: a value that repeats (and in analytics nearly all do) is formatted and serialised once.
 * Hidden columns (fetched only for sorting or filtering) are left out. Of a `page` only its rows, counted from 0, the last
 * one excluded.
 */
export function rowsJson(result: QueryResult, page: { from: number; to: number } = { from: 0, to: result.rowCount }): string {
  const data = JSON.parse(result.data.toString('utf8')) as unknown[][]
  const columns = result.columns.flatMap((column, index) => (column.hidden ? [] : [cellsOf(result, index, (data[index] ?? []).slice(page.from, page.to))]))
  const rows: string[] = []
  const count = Math.max(0, Math.min(page.to, result.rowCount) - page.from)
  for (let row = 0; row < count; row++) rows.push(`{${columns.map((cells) => cells[row]).join(',')}}`)
  return `[${rows.join(',')}]`
}

function cellsOf(result: QueryResult, index: number, values: unknown[]): string[] {
  const column = result.columns[index]
  if (column === undefined) return []
  const item = result.fields[column.fieldId]
  const key = JSON.stringify(column.fieldId)
  const zone = result.effectiveQuery?.timezone ?? 'UTC'
  const known = new Map<unknown, string>()
  return values.map((value) => {
    const seen = known.get(value)
    if (seen !== undefined) return seen
    const raw = rawForWire(item, column, value)
    const cell = `${key}:{"value":{"raw":${JSON.stringify(raw ?? null)},"formatted":${JSON.stringify(formatItemValue(item, value, zone))}}}`
    if (known.size < 50_000 && (typeof value !== 'object' || value === null)) known.set(value, cell)
    return cell
  })
}
