import type { Dialect } from '../types/dialect.ts'

/** A person's SELECT without the semicolon that people put at its end. */
export function userStatement(sql: string): string {
  // From the end: a pattern that looks for it tries anew at each space of a long run.
  let end = sql.length
  while (end > 0 && /[\s;]/.test(sql.charAt(end - 1))) end -= 1
  return sql.slice(0, end)
}

/** What an engine says of SQL in a `WITH`, with the line that it quotes as the person wrote it and the mark below its place. */
export const quotedAsWritten = (message: string): string => message.replace(/^(LINE 1: )WITH user_sql AS \((.*\n) {18}( *\^)/mu, '$1$2$3')

/**
 * A person's SELECT with a row limit around it. The text goes in as it is, from the first line on, so that the line an
 * error names is the person's own; a new line follows, so that a comment at its end stays a comment; without the
 * semicolon that people put there.
 */
export function limitUserSql(sql: string, limit: number): string {
  return `WITH user_sql AS (${userStatement(sql)}\n)\nSELECT *\nFROM user_sql\nLIMIT ${limit}`
}

/** A person's SELECT with these columns of it alone, by name: what is asked of it in a query around it. */
export const selectUserColumns = (sql: string, columns: readonly string[], dialect: Pick<Dialect, 'quote'>): string =>
  `SELECT ${columns.map((column) => `user_sql.${dialect.quote(column)}`).join(', ')} FROM (${userStatement(sql)}\n) AS user_sql`
