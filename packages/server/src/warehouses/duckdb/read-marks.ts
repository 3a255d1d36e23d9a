import type { ExecuteOptions } from '../warehouse.ts'
import type { EngineClient } from './engine-client.ts'
import { attachedPrefix, type ExecuteHeader } from './protocol.ts'
import { quoted } from './quoted.ts'

/** Of the tables with these names that there are what lies with an attached one to know it by; null: nothing, or it is not attached. */
export async function readMarks(
  client: EngineClient,
  names: readonly string[],
  limits: Pick<ExecuteOptions, 'timeoutMs' | 'signal'>,
): Promise<Map<string, string | null>> {
  if (names.length === 0) return new Map()
  const sql = `SELECT table_name, max(comment) FILTER (database_name = ${quoted(attachedPrefix)} || table_name) FROM duckdb_tables()
    WHERE table_name IN (${names.map(quoted).join(', ')}) GROUP BY table_name`
  const request: ExecuteHeader = { sql, maxRows: names.length, maxBytes: 1024 * 1024, fresh: false }
  const { data } = await client.request('execute', request, limits)
  const [found = [], marks = []] = JSON.parse(data.toString('utf8')) as Partial<[string[], (string | null)[]]>
  return new Map(found.map((name, place) => [name, marks[place] ?? null]))
}
