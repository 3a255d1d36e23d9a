import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { startShopWith, type Shop } from '../harness/start-shop.ts'

let shop: Shop
let atrium: Atrium
const env = { ATRIUM_DEMO: 'false', ATRIUM_APP_RUNS_AT_ONCE: '1' }

beforeAll(async () => {
  shop = await startShopWith({ files: {}, statements: ['CREATE TABLE numbers AS SELECT range AS n FROM range(60000)'], env })
  atrium = shop.atrium
})
afterAll(async () => {
  await atrium.stop({ keepData: true })
  await shop.stop()
})

const asAdmin = (): ApiClient => apiClient(atrium.url, { authorization: `Bearer ${atrium.token}` })
type Run = { uuid: string; state: string; failure: { reason: string } | null }

async function createApp(projectUuid: string, name: string, sql: string): Promise<string> {
  const document = {
    cells: [{ kind: 'sql', id: 'count', name: 'counted', on: 'warehouse', sql }],
    app: { elements: [{ uuid: 'shown', cellId: 'count', x: 0, y: 0, w: 36, h: 4 }] },
  }
  const { uuid } = await asAdmin().results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document })
  await asAdmin().results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return `/api/v1/app/apps/${uuid}/runs`
}
const start = async (runs: string): Promise<string> => (await asAdmin().results<{ run: Run }>('POST', runs, {})).run.uuid
const state = async (runs: string, uuid: string): Promise<string> => (await asAdmin().results<Run>('GET', `${runs}/${uuid}`)).state

it('a run that a killed server was at ends as lost and is not begun again; those that waited go on, and so do those of a server that is stopped', async () => {
  const projectUuid = ((await asAdmin().get('/api/projects/@current/')).body as { uuid: string }).uuid
  await asAdmin().results('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const slow = await createApp(projectUuid, 'Slow', 'select count(*) as n from numbers a, numbers b where (a.n * b.n) % 7 = 3')
  const quick = await createApp(projectUuid, 'Quick', 'select count(*) as n from numbers')
  const under = await start(slow)
  await expect.poll(() => state(slow, under)).toBe('running')
  const waiting = await start(quick)
  expect(await state(quick, waiting)).toBe('pending')
  atrium.process.kill('SIGKILL')
  await once(atrium.process, 'exit')

  atrium = await startAtrium({ dataDir: atrium.dataDir, env })
  expect(await state(slow, under)).toBe('running')
  await expect.poll(() => state(slow, under), { timeout: 60_000, interval: 500 }).toBe('errored')
  expect(await asAdmin().results('GET', `${slow}/${under}`)).toMatchObject({ failure: { reason: 'run_lost' } })
  await expect.poll(() => state(quick, waiting), { timeout: 20_000 }).toBe('completed')

  const stopped = await start(slow)
  await expect.poll(() => state(slow, stopped)).toBe('running')
  await atrium.stop({ keepData: true })
  atrium = await startAtrium({ dataDir: atrium.dataDir, env })
  // It was told in time, and nobody waits for a lease.
  expect(await state(slow, stopped)).toBe('errored')
}, 150_000)
