import { quoted } from './quoted.ts'
import type { EngineClient } from './engine-client.ts'
import { attachedPrefix, type ExecuteHeader } from './protocol.ts'

/** What lies with an attached table to know it by; null for one without, and where there is none. */
export async function readMark(client: EngineClient, table: string): Promise<string | null> {
  const sql = `SELECT comment FROM duckdb_tables() WHERE database_name = ${quoted(attachedPrefix + table)} AND table_name = ${quoted(table)}`
  const request: ExecuteHeader = { sql, maxRows: 1, maxBytes: 1024 * 1024, fresh: false }
  const { data } = await client.request('execute', request, { timeoutMs: 20_000, signal: new AbortController().signal })
  const [[mark] = []] = JSON.parse(data.toString('utf8')) as (string | null)[][]
  return mark ?? null
}
