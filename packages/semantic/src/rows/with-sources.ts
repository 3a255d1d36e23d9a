import { userStatement } from '../plan/limit-user-sql.ts'
import type { Dialect } from '../types/dialect.ts'

/** A SELECT under the name by which another one reads it. */
export type SqlSource = { name: string; sql: string; limit?: number }

/** A person's SELECT, with a row limit of its own where it has one; what comes behind it may sort and cut again. */
export const cutRows = (sql: string, limit: number | undefined): string =>
  limit === undefined ? userStatement(sql) : `SELECT * FROM (${userStatement(sql)}\n) AS cut LIMIT ${limit}`

/**
 * A SELECT with what it reads in front of it, as common table expressions: each may read those before it, and none itself. `lines` is how
 * many lines of the whole stand before the SELECT. Nothing is put into the texts: values are in them already.
 */
export function withSources(sql: string, sources: readonly SqlSource[], { quote }: Pick<Dialect, 'quote'>): { sql: string; lines: number } {
  if (sources.length === 0) return { sql, lines: 0 }
  const written = sources.map((source) => `${quote(source.name.toLowerCase())} AS (${cutRows(source.sql, source.limit)}\n)`)
  // The SELECT may have a WITH of its own, which means what it means elsewhere.
  const head = `WITH ${written.join(',\n')}\nSELECT * FROM (`
  return { sql: `${head}${userStatement(sql)}\n) AS asked`, lines: head.split('\n').length - 1 }
}
