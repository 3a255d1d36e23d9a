import type { DuckDBConnection } from '@duckdb/node-api'

/** Throws when two statements do not give the same rows, or give none. */
export async function checkSameRows(connection: DuckDBConnection, { name, ours, theirs }: { name: string; ours: string; theirs: string }): Promise<void> {
  const [a, b] = [await rowsOf(connection, ours), await rowsOf(connection, theirs)]
  if (a.length === 0 || JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`${name}: the rows differ.\n${a.slice(0, 3).join('\n')}\n${b.slice(0, 3).join('\n')}\n${ours}\n${theirs}`)
}

/** Rows as text in any order; ten digits, as sums of floating numbers depend on their order. */
async function rowsOf(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowsJson()
  const plain = (value: unknown): unknown => (value === null || Number.isNaN(Number(value)) ? value : Number(Number(value).toPrecision(10)))
  return rows.map((row) => JSON.stringify(row.map(plain))).toSorted()
}
