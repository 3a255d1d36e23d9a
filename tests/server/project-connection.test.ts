import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

let atrium: Atrium
let client: ApiClient

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
  client = withToken(atrium.url, atrium.token)
})
afterAll(() => atrium.stop())

type Made = { project: { projectUuid: string; name: string; warehouseConnection: Record<string, unknown> } }
type Tested = { ok: boolean; steps: { step: string; outcome: string; message: string }[] }
const postgres = { type: 'postgres', host: '127.0.0.1', port: 1, user: 'ada', dbname: 'shop', schema: 'public', sslmode: 'disable', password: 'canary-4711' }
const make = async (part: object): Promise<Made['project']> =>
  (await client.results<Made>('POST', '/api/v1/org/projects', { name: 'Made', type: 'DEFAULT', dbtVersion: 'v1.8', dbtConnection: { type: 'none' }, ...part }))
    .project

it('a new project on the embedded engine has a database and models of its own, and is gone when it is deleted', async () => {
  const { projectUuid } = await make({ name: 'Fresh', warehouseConnection: { type: 'duckdb' } })
  // Never compiled: there is nothing in it, and nothing wrong.
  expect(await client.results('GET', `/api/v1/projects/${projectUuid}/explores`)).toEqual([])
  expect(await client.results('GET', `/api/v1/app/problems/${projectUuid}`)).toEqual([])
  const tested = await client.results<Tested>('POST', `/api/v1/app/connection-test/${projectUuid}`, {})
  expect(tested.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(['list_tables ok', 'query ok'])
  expect((await client.post(`/api/v1/app/compile/${projectUuid}`)).status).toBe(200)
  expect(await client.results('GET', `/api/v1/app/project-deletion/${projectUuid}`)).toEqual({ name: 'Fresh', charts: 0, dashboards: 0, spaces: 0, people: 0 })
  const space = await client.post(`/api/v1/projects/${projectUuid}/spaces`, { name: 'Finance', isPrivate: false })
  expect(space.status).toBe(200)
  expect(await client.results('GET', `/api/v1/app/project-deletion/${projectUuid}`)).toMatchObject({ spaces: 1 })
  expect((await client.delete(`/api/v1/org/projects/${projectUuid}`)).status).toBe(200)
  expect((await client.get(`/api/v1/projects/${projectUuid}`)).status).toBe(404)
  expect(JSON.stringify(await client.results('GET', '/api/v1/org/projects'))).not.toContain(projectUuid)
})

it('a PostgreSQL connection is kept without giving its password back, tested, and says that nobody answers there', async () => {
  const { projectUuid, warehouseConnection } = await make({ warehouseConnection: postgres })
  expect(warehouseConnection).toMatchObject({ type: 'postgres', host: '127.0.0.1', dbname: 'shop' })
  const known = await client.results('GET', `/api/v1/app/connection/${projectUuid}`)
  expect(known).toMatchObject({ kind: 'postgres', hasPassword: true, settings: { user: 'ada', sslmode: 'disable' } })
  const tested = await client.results<Tested>('POST', `/api/v1/app/connection-test/${projectUuid}`, {})
  expect([tested.ok, ...tested.steps.map(({ outcome }) => outcome)]).toEqual([false, 'ok', 'failed', 'not_tried', 'not_tried', 'not_tried', 'not_tried'])
  const tables = await client.get(`/api/v1/projects/${projectUuid}/sqlRunner/tables`)
  expect([tables.status, JSON.stringify(tables.body)]).toEqual([503, expect.stringContaining('it does not answer')])

  const audit = await client.get(`/api/v1/app/audit?projectUuid=${projectUuid}`)
  expect(JSON.stringify(audit.body)).toContain('projects.test_connection')
  expect(JSON.stringify([warehouseConnection, known, tested, audit.body, atrium.output()])).not.toContain('canary-4711')
})

it('a kept password goes to no other server or account, and not over a weaker line', async () => {
  const { projectUuid } = await make({ warehouseConnection: { ...postgres, sslmode: 'require' } })
  const { password: _, ...settings } = { ...postgres, sslmode: 'require' }
  for (const change of [{ host: 'localhost' }, { port: 2 }, { user: 'eve' }, { sslmode: 'disable' }]) {
    expect((await client.put(`/api/v1/app/connection/${projectUuid}`, { ...settings, ...change })).status).toBe(422)
    expect((await client.post(`/api/v1/app/connection-test/${projectUuid}`, { connection: { ...settings, ...change } })).status).toBe(422)
    const patched = await client.patch(`/api/v1/projects/${projectUuid}`, { warehouseConnection: { ...settings, ...change } })
    expect(patched.status).toBe(422)
  }
  expect((await client.put(`/api/v1/app/connection/${projectUuid}`, { ...settings, dbname: 'other' })).status).toBe(200)
  expect((await client.put(`/api/v1/app/connection/${projectUuid}`, { ...settings, port: 2, password: 'new' })).status).toBe(200)
})

it('private networks, sockets, connection strings and other warehouses are refused when a connection is made', async () => {
  const attempt = (connection: object) =>
    client.post('/api/v1/org/projects', { name: 'x', type: 'DEFAULT', warehouseConnection: { ...postgres, ...connection } })
  for (const host of ['10.0.0.1', '169.254.169.254', '/tmp', 'a@b', 'db.example.com:5432/x?host=/tmp', '[::1]']) {
    const { status } = await attempt({ host })
    expect([host, [400, 422].includes(status)]).toEqual([host, true])
  }
  expect((await attempt({ sslmode: 'disable&options=-c' })).status).toBe(422)
  expect((await attempt({ type: 'snowflake' })).status).toBe(400)
  expect((await attempt({ host: '127.0.0.1', port: Number(new URL(atrium.url).port) })).status).toBe(400)
})

it('the upstream project is one of the same organization, and not itself', async () => {
  const [first] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const { projectUuid } = await make({ type: 'PREVIEW', upstreamProjectUuid: first?.projectUuid })
  const upstream = async (): Promise<unknown> =>
    (await client.results<{ upstreamProjectUuid?: string }>('GET', `/api/v1/projects/${projectUuid}`)).upstreamProjectUuid
  expect(await upstream()).toBe(first?.projectUuid)
  const set = (upstreamProjectUuid: string | null) => client.patch(`/api/v1/projects/${projectUuid}/metadata`, { upstreamProjectUuid })
  expect((await set(projectUuid)).status).toBe(400)
  expect((await set('00000000-0000-4000-8000-000000000000')).status).toBe(404)
  expect((await set(null)).status).toBe(200)
  expect(await upstream()).toBeUndefined()
  expect((await client.patch(`/api/v1/projects/${projectUuid}/schedulerSettings`, { schedulerTimezone: 'Mars/Olympus' })).status).toBe(400)
})

it('servers that say nothing keep nobody else waiting, however many of them are tested', async () => {
  const waiting: net.Socket[] = []
  const silent = net.createServer((socket) => void waiting.push(socket))
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { projectUuid } = await make({ warehouseConnection: { ...postgres, port: (silent.address() as AddressInfo).port } })
  // More than the twelve connections to the store.
  const tests = Array.from({ length: 20 }, () => client.post(`/api/v1/app/connection-test/${projectUuid}`, {}))
  while (waiting.length < 12) await once(silent, 'connection')
  const answered = client.get('/api/v1/org/groups').then(() => 'the other request')
  expect(await Promise.race([answered, ...tests.map((test) => test.then(() => 'a test'))])).toBe('the other request')
  silent.close()
  silent.on('connection', (socket) => socket.destroy())
  for (const socket of waiting) socket.destroy()
  expect(new Set((await Promise.all(tests)).map(({ status }) => status))).toEqual(new Set([200]))
})
