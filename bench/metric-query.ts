import { DuckDBInstance } from '@duckdb/node-api'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { compare } from './measure.ts'
import type { Row } from './rows.ts'

/** A query over all three million flights that keeps the engine busy for about a tenth of a second. */
const query = {
  exploreName: 'flights',
  dimensions: ['flights_origin', 'flights_destination'],
  metrics: ['flights_flight_count', 'flights_average_delay', 'flights_median_delay', 'flights_p90_delay', 'flights_on_time_rate'],
  filters: {},
  sorts: [{ fieldId: 'flights_flight_count', descending: true }],
  limit: 500,
  tableCalculations: [],
}

/** Uncached metric query over HTTP against the same SQL in the engine, without a server. */
export async function metricQueryRow(atrium: Atrium): Promise<Row> {
  const client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const base = `/api/v1/projects/${project?.projectUuid}/explores/flights`
  const sql = await client.results<string>('POST', `${base}/compileQuery`, query)
  const engine = await openBesideServer(atrium)
  const { a, b } = await compare(
    12,
    () => client.results('POST', `${base}/runQuery`, { ...query, invalidateCache: true }),
    async () => (await engine.runAndReadAll(sql)).getRowsJson(),
  )
  engine.closeSync()
  return {
    name: 'metric query over HTTP, uncached ÷ the same SQL in the engine',
    value: a / b,
    unit: '×',
    target: { op: '<=', bound: 1.5 },
    detail: `${a.toFixed(1)} ms ÷ ${b.toFixed(1)} ms, medians of 12 rounds in turns`,
  }
}

/** The demo's database opened read-only, with as many threads as the server's engine has. */
export async function openBesideServer(atrium: Atrium): Promise<Awaited<ReturnType<DuckDBInstance['connect']>>> {
  const folder = path.join(atrium.dataDir, 'warehouses')
  const file = readdirSync(folder).find((name) => name.endsWith('.duckdb'))
  if (file === undefined) throw new Error(`no .duckdb file in ${folder}`)
  const instance = await DuckDBInstance.create(path.join(folder, file), { access_mode: 'READ_ONLY', threads: '2' })
  return instance.connect()
}
