/**
 * A person's SELECT with a row limit around it. The text goes in as it is: on lines of its own, so that a comment at
 * its end stays a comment, and without the semicolon that people put there.
 */
export function limitUserSql(sql: string, limit: number): string {
  const statement = sql.replace(/[\s;]+$/, '')
  return `WITH user_sql AS (\n${statement}\n)\nSELECT *\nFROM user_sql\nLIMIT ${limit}`
}
