/**
 * The SQL of a cell that Jupyter hands to a database: `%%sql`, `%%sql name <<`, `%%bigquery name` and the like, with the name that its
 * result has; null for another cell.
 */
export function sqlOfMagic(text: string): { name: string | null; sql: string } | null {
  const [head, magic = '', rest = ''] = /^\s*%%(sql|bigquery|duckdb|snowflake|sparksql)\b([^\n]*)(?:\n|$)/.exec(text) ?? []
  if (head === undefined) return null
  const named =
    /(?:^|\s)([A-Za-z]\w{0,62})\s*(?:<<|=<<)/.exec(rest)?.[1] ??
    (magic === 'bigquery' || magic === 'sql' ? /^\s*([A-Za-z]\w{0,62})\s*$/.exec(rest)?.[1] : undefined)
  return { name: named ?? null, sql: text.slice(head.length) }
}
