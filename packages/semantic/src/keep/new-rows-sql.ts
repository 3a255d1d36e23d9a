import type { Dialect } from '../types/dialect.ts'
import { duckdb } from '../dialects/duckdb.ts'

/** From where on rows are read: the highest value that is known, as the embedded engine writes it, and some time before it. */
export type Watermark = { column: string; mark: string; lookbackSeconds: number }

/**
 * The rows of a filling SELECT from a watermark on, in its order, and the same moment as the embedded engine compares rows with that
 * are kept. Of whole numbers seconds mean nothing: they are read from the highest on.
 */
export function newRowsSql(fill: string, { column, mark, lookbackSeconds }: Watermark, dialect: Dialect): { sql: string; before: string } {
  const from = stretchedBack(mark, lookbackSeconds)
  const literal = (words: Dialect): string => (/^-?\d+$/.test(from) ? from : words.stringLiteral(from))
  const sql = `SELECT * FROM (${fill}\n) AS kept_rows WHERE kept_rows.${dialect.quote(column)} >= ${literal(dialect)}`
  return { sql, before: literal(duckdb) }
}

function stretchedBack(mark: string, seconds: number): string {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d+)?))?$/.exec(mark) ?? []
  if (day === '') return mark
  // A day is read whole.
  if (time === undefined) return new Date(Date.parse(`${day}T00:00:00Z`) - Math.ceil(seconds / 86_400) * 86_400_000).toISOString().slice(0, 10)
  return new Date(Date.parse(`${day}T${time}Z`) - seconds * 1000).toISOString().replace('T', ' ').slice(0, -1)
}
