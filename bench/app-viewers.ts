import { apiClient, signIn, withToken, type ApiClient } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import type { Row } from './rows.ts'

const viewers = 50
/** A person has fewer sessions open than there are viewers. */
const accounts = 3
const rounds = 5
/** A viewer does something every so often. */
const everyMs = 2000
const name = `request of one of ${viewers} viewers of an app, 95 % within`

/**
 * Fifty who look at one published app at the same time, each with a session of their own, as three accounts: each opens it, draws its chart
 * and reads its rows, waits, and does so again.
 */
export async function appViewersRow(atrium: Atrium): Promise<Row> {
  const appUuid = await publishedApp(atrium)
  const clients = await viewersOf(atrium)
  const times: number[] = []
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const begun = performance.now()
    const answer = await work
    times.push(performance.now() - begun)
    return answer
  }
  const look = async (client: ApiClient): Promise<void> => {
    await timed(client.results('GET', `/api/v1/app/apps/${appUuid}/published`))
    const session = await timed(
      client.results<{ uuid: string; running: string[]; stale: string[] }>('POST', `/api/v1/app/apps/${appUuid}/sessions`, { of: 'published' }),
    )
    if (session.running.length + session.stale.length > 0) throw new Error('the app did not begin with its published results')
    const at = `/api/v1/app/app-sessions/${session.uuid}`
    await Promise.all(['chart', 'rows'].map((cell) => timed(client.results('GET', `${at}/cells/${cell}/view`))))
    await client.results('DELETE', at)
  }
  await Promise.all(
    Array.from({ length: viewers }, async (_, at) => {
      const client = clients[at % clients.length]
      if (client === undefined) throw new Error('there is nobody')
      await pause((at * everyMs) / viewers)
      for (let round = 0; round < rounds; round++) {
        const begun = performance.now()
        await look(client)
        await pause(everyMs - (performance.now() - begun))
      }
    }),
  )
  const sorted = times.toSorted((a, b) => a - b)
  return {
    name,
    value: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    unit: 'ms',
    target: { op: '<=', bound: 200 },
    detail: `median ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} ms of ${sorted.length} requests; as ${accounts} accounts, each opens the app every ${everyMs / 1000} s`,
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, ms))
  })

async function publishedApp(atrium: Atrium): Promise<string> {
  const admin = withToken(atrium.url, atrium.token)
  const projectUuid = (await admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const cells = [
    { kind: 'sql', id: 'rows', name: 'by_day', sql: 'select ordered_at, count(*) as orders from orders group by 1 order by 1', on: 'warehouse' },
    {
      kind: 'chart',
      id: 'chart',
      of: 'by_day',
      config: { type: 'line', fieldConfig: { x: { reference: 'ordered_at' }, y: [{ reference: 'orders', aggregation: 'sum' }] } },
    },
  ]
  const elements = cells.map(({ id }, at) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: at * 7, w: 36, h: 7 }))
  const { uuid } = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'Seen by fifty',
    document: { cells, app: { elements } },
  })
  const at = `/api/v1/app/apps/${uuid}`
  await admin.results('POST', `${at}/force-publish`, { version: null, comparedVersion: 1 })
  const { run } = await admin.results<{ run: { uuid: string } }>('POST', `${at}/runs`, { updatesPublished: true })
  for (let tries = 0; ; tries++) {
    const { state } = await admin.results<{ state: string }>('GET', `${at}/runs/${run.uuid}`)
    if (state === 'completed') return uuid
    if (tries > 300 || state === 'errored') throw new Error(`the app was never run: ${state}`)
    await pause(100)
  }
}

async function viewersOf(atrium: Atrium): Promise<ApiClient[]> {
  const admin = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  return Promise.all(
    Array.from({ length: accounts }, async (_, at) => {
      const account = await admin.results<{ uuid: string }>('POST', '/api/v1/app/service-accounts', { name: `Viewer ${at}`, role: 'viewer' })
      const { token } = await admin.results<{ token: string }>('POST', `/api/v1/app/service-accounts/${account.uuid}/tokens`, {
        description: 'Bench',
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        scopes: ['app:read', 'app:run'],
      })
      return apiClient(atrium.url, { authorization: `ApiKey ${token}` })
    }),
  )
}
