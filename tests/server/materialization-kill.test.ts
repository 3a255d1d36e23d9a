import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { startShop, type Shop } from '../harness/start-shop.ts'

let shop: Shop
let atrium: Atrium

beforeAll(async () => {
  shop = await startShop({}, 'CREATE TABLE numbers AS SELECT range AS n FROM range(20000)')
  atrium = shop.atrium
})
afterAll(async () => {
  await atrium.stop({ keepData: true })
  await shop.stop()
})

const asAdmin = (): ApiClient => apiClient(atrium.url, { authorization: `Bearer ${atrium.token}` })
const folder = (): string => path.join(atrium.dataDir, 'materializations')
const tables = (): string[] => readdirSync(folder()).filter((file) => file.endsWith('.parquet'))
const stateOf = async (name: string): Promise<string | undefined> =>
  ((await asAdmin().get(`/api/projects/@current/endpoints/${name}/materialization_status/`)).body as { status?: string }).status
const run = async (name: string): Promise<unknown> => (await asAdmin().call('POST', `/api/projects/@current/endpoints/${name}/run`, {})).body

it('a server that is killed while it reads a table loses none: the old one answers, and the reading is begun again', async () => {
  const projectUuid = ((await asAdmin().get('/api/projects/@current/')).body as { uuid: string }).uuid
  await asAdmin().results('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const make = (name: string, query: string): Promise<unknown> =>
    asAdmin().call('POST', '/api/projects/@current/endpoints/', { name, query: { kind: 'HogQLQuery', query }, is_materialized: true, sync_frequency: '24hour' })
  await make('quick', 'SELECT count(*) AS n FROM numbers')
  await expect.poll(() => stateOf('quick'), { timeout: 20_000 }).toBe('Completed')
  const [table] = tables()
  await make('slow', 'SELECT count(*) AS n FROM numbers a, numbers b WHERE (a.n * b.n) % 7 = 3')
  await expect.poll(() => stateOf('slow')).toBe('Running')
  writeFileSync(path.join(folder(), 'unfinished.part'), 'half of a table')
  atrium.process.kill('SIGKILL')
  await once(atrium.process, 'exit')

  atrium = await startAtrium({ dataDir: atrium.dataDir, env: { ATRIUM_DEMO: 'false' } })
  expect(tables()).toEqual([table])
  expect(await run('quick')).toMatchObject({ results: [[20_000]], endpoint_materialized: true })
  // Its lease runs out, then it is taken up again, and ends.
  expect(await stateOf('slow')).toBe('Running')
  await expect.poll(() => stateOf('slow'), { timeout: 90_000, interval: 500 }).toBe('Completed')
  expect(await run('slow')).toMatchObject({ endpoint_materialized: true })
}, 150_000)
