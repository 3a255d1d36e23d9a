/** A text as a literal of DuckDB's SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
/** A name as one in DuckDB's SQL, whatever it holds. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`
