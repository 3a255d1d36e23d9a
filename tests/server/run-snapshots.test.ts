import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let spaceUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta:
      sql_filter: "\${TABLE}.tenant IN (\${lightdash.attributes.tenant})"
    columns:
      - {name: tenant, meta: {dimension: {type: string}, metrics: {orders: {type: count}}}}
`,
    },
    statements: ["CREATE TABLE orders AS SELECT ['a', 'b'][range % 2 + 1] AS tenant FROM range(6)"],
  })
  const users = [{ userUuid: house.userUuid.viewer, value: 'a' }]
  await house.as.admin.results('POST', '/api/v1/org/attributes', { name: 'tenant', users, groups: [], attributeDefault: 'b' })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
})
afterAll(() => house.stop())

type Run = { uuid: string; sessionUuid: string; endedAt: string | null }
type Session = { kind: string; inputs: Record<string, unknown>; stale: string[]; outcomes: { cellId: string; state: string; isWithheld?: boolean }[] }

const input = { kind: 'input', id: 'least', name: 'least', input: { type: 'number', default: 3 } }
const query = { exploreName: 'orders', dimensions: ['orders_tenant'], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 100 }
const mine = { kind: 'explore', id: 'mine', name: 'mine', exploreName: 'orders', query }
const plain = { kind: 'sql', id: 'plain', name: 'plain', on: 'warehouse', sql: 'select {{ least }} + 1 as more' }

async function published(name: string, cells: readonly { id: string }[]): Promise<string> {
  const elements = cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 }))
  const { uuid } = await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name,
    spaceUuid,
    document: { cells, app: { elements } },
  })
  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return uuid
}
async function ran(app: string, body: object, who: Person): Promise<Run> {
  const { run } = await house.as[who].results<{ run: Run }>('POST', `/api/v1/app/apps/${app}/runs`, body)
  const now = (): Promise<Run> => house.as[who].results<Run>('GET', `/api/v1/app/apps/${app}/runs/${run.uuid}`)
  await expect.poll(async () => (await now()).endedAt, { timeout: 40_000 }).not.toBeNull()
  return now()
}
const at = (uuid: string, rest = ''): string => `/api/v1/app/app-sessions/${uuid}${rest}`
const look = (who: Person, { sessionUuid }: Run): Promise<Session> => house.as[who].results<Session>('GET', at(sessionUuid))
const rows = (who: Person, { sessionUuid }: Run, cell: string): Promise<ApiAnswer> => house.as[who].get(at(sessionUuid, `/cells/${cell}/view`))
const rowsIn = ({ body }: ApiAnswer): unknown => (body as { results?: { rows?: unknown } }).results?.rows

it('shows whoever may run the app what a run showed, and nothing is done in it', async () => {
  const app = await published('Same for all', [input, plain])
  const run = await ran(app, { inputs: { least: 7 } }, 'developer')
  const seen = await look('viewer', run)
  expect(seen).toMatchObject({ kind: 'run', stale: [] })
  expect(seen.outcomes.map(({ state, isWithheld }) => [state, isWithheld])).toEqual([
    ['done', undefined],
    ['done', undefined],
  ])
  expect(rowsIn(await rows('viewer', run, 'plain'))).toEqual([[8]])
  expect(await house.as.viewer.results('GET', at(run.sessionUuid, '/app'))).toMatchObject({ title: 'Same for all', cells: [{ id: 'least' }, { id: 'plain' }] })
  for (const who of ['viewer', 'developer'] as const) {
    for (const [method, rest, body] of [
      ['DELETE', ''],
      ['POST', '/interrupt'],
      ['POST', '/runs', { wanted: { how: 'all' } }],
      ['PATCH', '/inputs', { version: 0, values: {}, run: false }],
    ] as const)
      expect((await house.as[who].call(method, at(run.sessionUuid, rest), body)).status, `${who} ${method} ${rest}`).toBe(409)
  }
  for (const who of ['foreigner', 'nobody', 'member'] as const) expect((await house.as[who].get(at(run.sessionUuid))).status, who).not.toBe(200)
})

it('keeps what it was given from all but its owner and editors, as the list of runs does', async () => {
  const app = await published('Given', [input, plain])
  const run = await ran(app, { inputs: { least: 7 } }, 'viewer')
  for (const who of ['viewer', 'editor', 'interactive_viewer'] as const) {
    const inputs = who === 'interactive_viewer' ? {} : { least: 7 }
    expect((await look(who, run)).inputs, who).toEqual(inputs)
    expect(await house.as[who].results('GET', `/api/v1/app/apps/${app}/runs/${run.uuid}`), who).toMatchObject({ inputs })
  }
})

it('keeps rows from those who have other rows', async () => {
  const app = await published('By tenant', [input, mine])
  const run = await ran(app, { inputs: { least: 7 } }, 'viewer')
  expect(rowsIn(await rows('viewer', run, 'mine'))).toEqual([['a', 3]])
  const other = await look('interactive_viewer', run)
  // The input is nobody's: what was given to it is kept from others all the same.
  expect(other.inputs).toEqual({})
  expect(other.outcomes.map(({ state, isWithheld }) => [state, isWithheld])).toEqual([
    ['done', undefined],
    ['done', true],
  ])
  for (const who of ['interactive_viewer', 'editor'] as const) {
    for (const rest of ['/cells/mine/view', '/cells/mine/rows.csv']) {
      const answer = await house.as[who].get(at(run.sessionUuid, rest))
      expect(answer.status, `${who} ${rest}`).toBeGreaterThanOrEqual(400)
      expect(JSON.stringify(answer.body)).not.toContain('"a"')
    }
  }
})

it('gives nobody the file of somebody else, nor its name', async () => {
  const file = { kind: 'input', id: 'lines', name: 'lines', input: { type: 'file' } }
  const added = { kind: 'sql', id: 'added', name: 'added', on: 'results', sql: 'select sum(amount) as total from lines' }
  const app = await published('With a file', [file, added])
  const { uuid } = await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/apps/${app}/sessions`, { of: 'published' })
  const sent = await house.as.developer.call('PUT', at(uuid, '/files/lines'), 'amount\n1\n41\n', { 'content-type': 'application/octet-stream' })
  const { value } = (sent.body as { results: { value: string } }).results
  const run = await ran(app, { inputs: { lines: value } }, 'developer')
  expect(JSON.stringify(await look('developer', run))).toContain(value)
  expect(rowsIn(await rows('viewer', run, 'added'))).toEqual([[42]])
  expect(JSON.stringify(await look('viewer', run))).not.toContain(value)
  expect((await rows('viewer', run, 'lines')).status).toBe(400)
})

it('is not there for a page of elsewhere, for rows that are gone, and once the app is taken away', async () => {
  const app = await published('Taken away', [input, plain])
  const run = await ran(app, {}, 'viewer')
  await house.as.developer.results('PUT', `/api/v1/app/apps/${app}/embedding`, { isOn: true, origins: ['https://shop.example.com'] })
  const { url } = await house.as.developer.results<{ url: string }>('POST', `/api/v1/app/apps/${app}/embed-links`, {})
  const { token } = await house.as.nobody.results<{ token: string }>('POST', '/api/v1/app/embeds', { secret: url.split('/').at(-1) })
  const embedded = apiClient(house.url, { authorization: `Bearer ${token}` })
  for (const rest of ['', '/app', '/cells/plain/view']) expect((await embedded.get(at(run.sessionUuid, rest))).status, rest).toBe(404)

  await rm(path.join(house.dataDir, 'results'), { recursive: true })
  const gone = await rows('viewer', run, 'plain')
  expect([gone.status, (gone.body as { error: { name: string } }).error.name]).toEqual([404, 'RunRowsGoneError'])

  await house.as.admin.results('DELETE', `/api/v1/app/apps/${app}`)
  expect((await house.as.viewer.get(at(run.sessionUuid))).status).toBe(404)
})
