import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { compare } from './measure.ts'
import { openBesideServer } from './metric-query.ts'
import type { Row } from './rows.ts'

const rowCount = 1_000_000
const query = {
  exploreName: 'flights',
  dimensions: ['flights_flight_date_raw', 'flights_origin', 'flights_destination', 'flights_delay', 'flights_distance'],
  metrics: [],
  filters: {},
  sorts: [],
  limit: 500,
  tableCalculations: [],
}

/** A million rows as CSV, from the click to the last byte, against the engine's own COPY of the same SQL to a file. */
export async function csvExportRow(atrium: Atrium): Promise<Row> {
  const client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const base = `/api/v1/projects/${project?.projectUuid}/explores/flights`
  const sql = (await client.results<string>('POST', `${base}/compileQuery`, query)).replace(/LIMIT 500\s*$/, `LIMIT ${rowCount}`)
  const engine = await openBesideServer(atrium)
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'))
  const file = path.join(folder, 'direct.csv')
  let bytes = 0
  const { a, b } = await compare(
    3,
    async () => {
      bytes = await download(client, base)
    },
    () => engine.run(`COPY (${sql}) TO '${file}' (HEADER)`),
  )
  const direct = (await stat(file)).size
  engine.closeSync()
  await rm(folder, { recursive: true, force: true })
  return {
    name: '1 M rows as CSV over HTTP ÷ the engine’s own COPY',
    value: a / b,
    unit: '×',
    target: null,
    detail: `${(a / 1000).toFixed(2)} s ÷ ${(b / 1000).toFixed(2)} s; ${Math.round(bytes / 1e6)} MB, COPY wrote ${Math.round(direct / 1e6)} MB`,
  }
}

async function download(client: ReturnType<typeof withToken>, base: string): Promise<number> {
  const { jobId } = await client.results<{ jobId: string }>('POST', `${base}/downloadCsv`, {
    ...query,
    onlyRaw: true,
    csvLimit: rowCount,
    showTableNames: false,
    columnOrder: [],
  })
  for (;;) {
    const job = await client.results<{ status: string; url?: string; truncated: boolean }>('GET', `/api/v1/csv/${jobId}`)
    if (job.status === 'completed' && job.url !== undefined) {
      const answer = await fetch(client.url + new URL(job.url).pathname)
      const body = await answer.arrayBuffer()
      if (answer.status !== 200 || job.truncated) throw new Error(`export came back ${answer.status}, truncated: ${job.truncated}`)
      return body.byteLength
    }
    if (job.status === 'error') throw new Error('the export failed')
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  }
}
