/**
 * A person's SELECT with a row limit around it. The text goes in as it is, from the first line on, so that the line an
 * error names is the person's own; a new line follows, so that a comment at its end stays a comment; without the
 * semicolon that people put there.
 */
export function limitUserSql(sql: string, limit: number): string {
  const statement = sql.replace(/[\s;]+$/, '')
  return `WITH user_sql AS (${statement}\n)\nSELECT *\nFROM user_sql\nLIMIT ${limit}`
}
