import { withToken, type ApiClient } from '../tests/harness/api-client.ts'
import { followEvents, type FollowedEvents } from '../tests/harness/follow-events.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { median, timed } from './measure.ts'
import type { Row } from './rows.ts'

const rounds = 30
/** Rounds before any is measured, for the reason that `warmUp` of `measure.ts` has. */
const warmRounds = 20

/** 100,000 rows of what tables have. */
const table = `SELECT i AS id, (i * 7919) % 100 AS category, 'customer ' || i % 5000 AS customer, (i * 1.37)::DECIMAL(18, 2) AS amount,
  DATE '2024-01-01' + (i % 700)::INTEGER AS day FROM range(100000) t(i)`

/** Somebody opens a session of a notebook and runs SQL; then changes an input, hears from its events that the chart is done, and looks at it. */
export async function appSessionRows(atrium: Atrium): Promise<Row[]> {
  const admin = withToken(atrium.url, atrium.token)
  const cold = await measured(
    await notebook(admin, [{ kind: 'sql', id: 'rows', name: 'rows', sql: 'select count(*) as n from orders', on: 'warehouse' }]),
    (appUuid) =>
      timed(async () => {
        const session = await open(admin, appUuid)
        await run(admin, session, ['rows'])
        await close(admin, session)
      }),
  )
  const appUuid = await notebook(admin, [
    { kind: 'input', id: 'least', name: 'least', input: { type: 'number', default: 0 } },
    { kind: 'sql', id: 'rows', name: 'rows', sql: table, on: 'results' },
    { kind: 'filter', id: 'kept', name: 'kept', of: 'rows', match: 'all', rules: [{ column: 'category', operator: 'greaterThan', values: ['{{ least }}'] }] },
    {
      kind: 'chart',
      id: 'chart',
      of: 'kept',
      config: { type: 'line', fieldConfig: { x: { reference: 'day' }, y: [{ reference: 'amount', aggregation: 'sum' }] } },
    },
  ])
  const session = await open(admin, appUuid)
  await run(admin, session, ['rows', 'kept', 'chart'])
  const told = await followEvents(`${atrium.url}${session}/events`, { authorization: `ApiKey ${atrium.token}` })
  let version = 0
  const changed = await measured(appUuid, (_, round) =>
    timed(async () => {
      const before = told.events.length
      const answer = await admin.results<{ inputVersion: number }>('PATCH', `${session}/inputs`, { version, values: { least: round + 1 }, run: true })
      version = answer.inputVersion
      await chartTold(told, before)
      await admin.results('GET', `${session}/cells/chart/view`)
    }),
  )
  told.close()
  await close(admin, session)
  return [
    { name: 'session of a notebook → its first SQL cell', unit: 'ms', target: { op: '<=', bound: 150 }, ...cold },
    { name: 'input of a session → its chart of 100 k rows', unit: 'ms', target: { op: '<=', bound: 50 }, ...changed },
  ]
}

/** Waits until the events say that the chart is drawn anew, as the page does. */
async function chartTold(told: FollowedEvents, before: number): Promise<void> {
  const { data } = await told.until((event) => {
    const { cellId, state } = event.data as { cellId?: string; state?: string }
    return told.events.indexOf(event) >= before && event.name === 'outcome' && cellId === 'chart' && (state === 'done' || state === 'failed')
  })
  if ((data as { state: string }).state !== 'done') throw new Error(`the chart failed: ${JSON.stringify(data)}`)
}

async function measured(appUuid: string, work: (appUuid: string, round: number) => Promise<number>): Promise<{ value: number; detail: string }> {
  const times: number[] = []
  for (let round = 0; round < warmRounds + rounds; round++) times.push(await work(appUuid, round))
  times.splice(0, warmRounds)
  return { value: median(times), detail: `median of ${rounds} over HTTP, fastest ${Math.min(...times).toFixed(1)} ms` }
}

async function notebook(admin: ApiClient, cells: readonly object[]): Promise<string> {
  const projectUuid = (await admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name: 'Bench', document: { cells } })
  return uuid
}

async function open(admin: ApiClient, appUuid: string): Promise<string> {
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${appUuid}/sessions`, { of: 'draft' })
  return `/api/v1/app/app-sessions/${uuid}`
}

async function run(admin: ApiClient, session: string, cells: readonly string[]): Promise<void> {
  await admin.results('POST', `${session}/runs`, { wanted: { how: 'cells', cells, reach: 'auto' } })
  await settled(admin, session, cells)
}

/** Waits until cells are done and up to date. */
async function settled(admin: ApiClient, session: string, cells: readonly string[]): Promise<void> {
  for (;;) {
    const { outcomes, running, stale } = await admin.results<{ outcomes: { cellId: string; state: string }[]; running: string[]; stale: string[] }>(
      'GET',
      session,
    )
    const states = cells.map((id) => outcomes.find(({ cellId }) => cellId === id)?.state)
    if (states.includes('failed')) throw new Error(`a cell failed: ${JSON.stringify(outcomes)}`)
    if (states.every((state) => state === 'done') && running.length === 0 && cells.every((id) => !stale.includes(id))) return
  }
}

const close = (admin: ApiClient, session: string): Promise<unknown> => admin.results('DELETE', session)
