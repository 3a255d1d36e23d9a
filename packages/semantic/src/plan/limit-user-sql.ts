/** A person's SELECT without the semicolon that people put at its end. */
export const userStatement = (sql: string): string => sql.replace(/[\s;]+$/, '')

/**
 * A person's SELECT with a row limit around it. The text goes in as it is, from the first line on, so that the line an
 * error names is the person's own; a new line follows, so that a comment at its end stays a comment; without the
 * semicolon that people put there.
 */
export function limitUserSql(sql: string, limit: number): string {
  return `WITH user_sql AS (${userStatement(sql)}\n)\nSELECT *\nFROM user_sql\nLIMIT ${limit}`
}
