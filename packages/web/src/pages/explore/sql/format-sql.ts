import { formatDialect, postgresql } from 'sql-formatter'

/** SQL with one clause a line; unreadable SQL as it came. */
export function formatSql(sql: string): string {
  try {
    return formatDialect(sql, { dialect: postgresql, keywordCase: 'upper', tabWidth: 2 })
  } catch {
    return sql
  }
}
