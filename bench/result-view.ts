import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDb } from '../packages/server/src/platform/db/open-db.ts'
import { systemClock } from '../packages/server/src/platform/clock.ts'
import { newId } from '../packages/server/src/platform/ids.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'
import { runningPostgres } from '../packages/server/src/platform/embedded-postgres/running-postgres.ts'
import { createResults } from '../packages/server/src/results/results.ts'
import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { median, timed } from './measure.ts'
import type { Row } from './rows.ts'

const rounds = 15
const megabyte = 1024 * 1024

/** Ten columns of what tables have: keys, categories, sums, days, moments, texts short and long, some of them nothing. */
const table = `SELECT i AS id, (i * 7919) % 100 AS category, 'customer ' || i % 5000 AS customer, (i * 1.37)::DECIMAL(18, 2) AS amount,
  DATE '2024-01-01' + (i % 700)::INTEGER AS day, TIMESTAMP '2024-01-01' + to_seconds(i * 37) AS made, hash(i) / 1e19 AS ratio, i % 3 = 0 AS paid,
  'a longer text of row ' || i AS note, CASE WHEN i % 10 = 0 THEN NULL ELSE i % 12 END AS part
  FROM range(100000) t(i)`
const chart = `SELECT date_trunc('month', day) AS month, category, sum(amount) AS amount, count(*) AS orders FROM shown
  WHERE part < {variables.part} AND customer <> {variables.customer} GROUP BY ALL ORDER BY month, amount DESC LIMIT 500`

/** What a cell answered with 100,000 rows of 10 columns: kept, asked again by an input, and given to a program and back. */
export async function resultViewRows(atrium: Atrium): Promise<Row[]> {
  const [project] = await withToken(atrium.url, atrium.token).results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const connection = await runningPostgres(path.join(atrium.dataDir, 'postgres'))
  if (project === undefined || connection === null) throw new Error('the demo does not run')
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'))
  const store = openDb(connection, { log: silentLog(), maxConnections: 2 })
  const results = createResults({
    db: store.db,
    clock: systemClock,
    entry: path.resolve('dist/engine-process.js'),
    folder: path.join(folder, 'results'),
    tempFolder: path.join(folder, 'temp'),
    memoryMegabytes: 512,
    threads: 2,
    slots: 2,
    maxWaiting: 10,
    idleMs: 600_000,
    onWarning: (message) => console.error(message),
    limits: {
      maxRows: 1_000_000,
      maxBytes: 512 * megabyte,
      projectBytes: 1024 * megabyte,
      keptMs: 86_400_000,
      answerBytes: 64 * megabyte,
      arrowBytes: 512 * megabyte,
    },
  })
  const asker = { fairKey: 'bench', signal: new AbortController().signal, timeoutMs: 60_000 }
  const scope = { projectId: project.projectUuid, audience: 'bench' }
  const newKey = () => ({ ...scope, fingerprint: newId() })
  const measured = async (work: (round: number) => Promise<unknown>): Promise<{ value: number; detail: string }> => {
    await work(0)
    const times: number[] = []
    for (let round = 1; round <= rounds; round++) times.push(await timed(() => work(round)))
    const value = median(times)
    return { value, detail: `median of ${rounds}, fastest ${Math.min(...times).toFixed(1)} ms` }
  }
  const total = (tables: Parameters<typeof results.ask>[1]['tables']) =>
    results.ask(scope, { sql: 'SELECT category, sum(amount) FROM shown GROUP BY ALL', tables }, { ...asker, maxRows: 500 })
  try {
    const shown = await results.keep(newKey(), { kind: 'question', question: { sql: table, tables: {} } }, asker)
    const whole = await results.rows(shown, { ...asker, offset: 0, limit: 200_000 })
    const view = await measured((round) =>
      results.ask(
        scope,
        {
          sql: chart,
          tables: { shown },
          values: new Map([
            ['part', { type: 'number', value: 3 + (round % 9) }],
            ['customer', { type: 'string', value: `customer ${round}` }],
          ]),
        },
        { ...asker, maxRows: 500 },
      ),
    )
    const fromSql = await measured(async () =>
      total({ shown: await results.keep(newKey(), { kind: 'question', question: { sql: 'SELECT * FROM shown WHERE id >= 0', tables: { shown } } }, asker) }),
    )
    const fromAnswer = await measured(async () =>
      total({ shown: await results.keep(newKey(), { kind: 'answer', columns: whole.columns, data: whole.data, truncated: false }, asker) }),
    )
    const program = await measured(async () => results.keep(newKey(), { kind: 'arrow', data: await results.arrow(shown, asker) }, asker))
    return [
      { name: 'input → chart of a kept table, 100 k × 10', unit: 'ms', target: { op: '<=', bound: 50 }, ...view },
      { name: 'SQL over a result kept and asked, 100 k × 10', unit: 'ms', target: { op: '<=', bound: 50 }, ...fromSql },
      { name: 'answer of a query kept and asked, 100 k × 10', unit: 'ms', target: null, ...fromAnswer },
      { name: 'result as Arrow to a program and back, 100 k × 10', unit: 'ms', target: { op: '<=', bound: 100 }, ...program },
    ]
  } finally {
    await results.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}
