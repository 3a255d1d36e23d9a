import type { TableKeys } from '../warehouse.ts'
import type { EngineClient } from './engine-client.ts'
import type { ExecuteHeader } from './protocol.ts'

/** Names of tables as the catalog has them; lists as JSON text, whatever the engine makes of lists. */
const sql = `SELECT lower(table_name) AS "table", constraint_type AS kind, to_json(constraint_column_names) AS columns,
  lower(coalesce(referenced_table, '')) AS referenced, to_json(coalesce(referenced_column_names, [])) AS "references"
FROM duckdb_constraints()
WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
ORDER BY table_name, constraint_index`

/** Primary and foreign keys that tables declare. */
export async function readKeys(client: EngineClient): Promise<Record<string, TableKeys>> {
  const request: ExecuteHeader = { sql, maxRows: 100_000, maxBytes: 64 * 1024 * 1024, fresh: false }
  const { data } = await client.request('execute', request, { timeoutMs: 20_000, signal: new AbortController().signal })
  const [tables = [], kinds = [], columns = [], referenced = [], references = []] = JSON.parse(data.toString('utf8')) as string[][]
  const keys = Object.create(null) as Record<string, TableKeys>
  for (const [row, table] of tables.entries()) {
    const known = keys[table] ?? { primaryKey: [], foreignKeys: [] }
    const own = JSON.parse(columns[row] ?? '[]') as string[]
    const foreign = { columns: own, table: referenced[row] ?? '', references: JSON.parse(references[row] ?? '[]') as string[] }
    keys[table] = kinds[row] === 'PRIMARY KEY' ? { ...known, primaryKey: own } : { ...known, foreignKeys: [...known.foreignKeys, foreign] }
  }
  return keys
}
