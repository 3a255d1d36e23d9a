import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startAtrium } from '../tests/harness/start-atrium.ts'
import { appLiveRow } from './app-live.ts'
import { appSessionRows } from './app-session.ts'
import { appViewersRow } from './app-viewers.ts'
import { cachedQueryRow } from './cached-query.ts'
import { codeCellRows } from './code-cell.ts'
import { compileRows } from './compile.ts'
import { csvExportRow } from './csv-export.ts'
import { endpointRunRows } from './endpoint-run.ts'
import { graphqlRow } from './graphql.ts'
import { malloyCompileRows } from './malloy-compile.ts'
import { metricQueryRow } from './metric-query.ts'
import { resultViewRows } from './result-view.ts'
import { table, verdict, type Row } from './rows.ts'
import { startUpRows } from './start-up.ts'
import { tpchRows } from './tpch/tpch-rows.ts'

/** `npm run bench`: every figure as a ratio within this run, as a table and as JSON (`dist/bench.json`). */
const rows: Row[] = []
// First, while the memory of this process is small: what Malloy holds would slow down a cold start.
rows.push(...compileRows())
rows.push(...(await malloyCompileRows()))
rows.push(...(await tpchRows()))
rows.push(...(await startUpRows()))
rows.push(...(await codeCellRows()))
// Nobody calls as much as this measures.
const unlimited = ['ATRIUM_ENDPOINT_CALLS', 'ATRIUM_MATERIALIZED_CALLS'].flatMap((of) =>
  ['PER_MINUTE', 'PER_HOUR', 'AT_ONCE'].map((per) => [`${of}_${per}`, '0']),
)
const atrium = await startAtrium({ env: { ATRIUM_CSV_CELLS_LIMIT: '20000000', ...Object.fromEntries(unlimited) } })
try {
  rows.push(await metricQueryRow(atrium))
  rows.push(await cachedQueryRow(atrium))
  rows.push(...(await endpointRunRows(atrium)))
  rows.push(await csvExportRow(atrium))
  rows.push(await graphqlRow(atrium))
  rows.push(...(await resultViewRows(atrium)))
  rows.push(...(await appSessionRows(atrium)))
  rows.push(await appLiveRow(atrium))
  rows.push(await appViewersRow(atrium))
} finally {
  await atrium.stop()
}
console.log(table(rows))
const file = path.join('dist', 'bench.json')
await writeFile(
  file,
  `${JSON.stringify(
    rows.map((row) => ({ ...row, verdict: verdict(row) })),
    null,
    2,
  )}\n`,
)
console.log(`\nwritten as JSON to ${file}`)
