import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** View as another person, over the wire: what they see, and nothing of it for oneself afterwards. */

let house: WithPeople
let project: string

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id, sql_filter: "\${TABLE}.region IN (\${ld.attr.region})"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
  - name: sales
    meta: {primary_key: id, sql_filter: "\${ld.attr.sees_all} = 'yes' OR \${TABLE}.region IN (\${ld.attr.region})"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {sales: {type: count}}}}
      - {name: region}
`,
    },
    statements: [
      "CREATE TABLE sales AS SELECT range AS id, ['north', 'south', 'east'][range % 3 + 1] AS region FROM range(31)",
      "CREATE TABLE orders AS SELECT range AS id, ['north', 'south', 'east'][range % 3 + 1] AS region FROM range(31)",
    ],
  })
  project = `/api/v1/projects/${house.projectUuid}`
  const { admin, interactive_viewer: ivo } = house.userUuid
  const users = [
    { userUuid: admin, value: 'north' },
    { userUuid: ivo, value: 'south' },
  ]
  await house.as.admin.results('POST', '/api/v1/org/attributes', { name: 'region', attributeDefault: null, users, groups: [] })
  const all = { name: 'sees_all', attributeDefault: 'no', users: [{ userUuid: admin, value: 'yes' }], groups: [] }
  await house.as.admin.results('POST', '/api/v1/org/attributes', all)
})
afterAll(() => house.stop())

const start = (userUuid = house.userUuid.interactive_viewer) =>
  house.signedIn.admin.post('/api/v1/app/impersonation', { userUuid, reason: 'Ivo misses orders' })
const end = () => house.signedIn.admin.delete('/api/v1/app/impersonation')
const question = { dimensions: ['orders_region'], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 100, tableCalculations: [] }
type Rows = { rows: Record<string, { value: { raw: unknown } }>[] }
const regions = async (client = house.signedIn.admin): Promise<unknown[]> =>
  (await client.results<Rows>('POST', `${project}/explores/orders/runQuery`, question)).rows.map((row) => row['orders_region']?.value.raw)

it('sees their rows and spaces, and nothing of theirs stays when it is over, whoever asked first', async () => {
  const mine = await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'For administrators' })
  expect(await regions()).toEqual(['north'])
  expect((await start()).status).toBe(200)
  expect(await regions()).toEqual(['south'])
  expect(await regions(house.as.interactive_viewer)).toEqual(['south'])
  const spaces = await house.signedIn.admin.results<{ uuid: string }[]>('GET', `${project}/spaces`)
  expect(spaces.map(({ uuid }) => uuid)).not.toContain(mine.uuid)
  expect((await house.signedIn.admin.get(`${project}/spaces/${mine.uuid}`)).status).toBe(403)
  // Their own token is theirs: it goes on as the administrator, at the same time.
  expect(await regions(house.as.admin)).toEqual(['north'])
  expect((await end()).status).toBe(200)
  expect(await regions()).toEqual(['north'])
  expect((await house.signedIn.admin.get(`${project}/spaces/${mine.uuid}`)).status).toBe(200)
})

describe('answers that are kept', () => {
  type Kept = Rows & { cacheMetadata: { cacheHit: boolean } }
  /** Regions that are seen, and whether the answer was kept from before. A limit of its own is a question of its own. */
  const ask = async (limit: number): Promise<[regions: unknown[], isKept: boolean]> => {
    const sales = { ...question, dimensions: ['sales_region'], metrics: ['sales_sales'], sorts: [{ fieldId: 'sales_region', descending: false }], limit }
    const { rows, cacheMetadata } = await house.signedIn.admin.results<Kept>('POST', `${project}/explores/sales/runQuery`, sales)
    return [rows.map((row) => row['sales_region']?.value.raw), cacheMetadata.cacheHit]
  }
  const everything = ['east', 'north', 'south']

  it('are those of whoever is looked as, and one’s own afterwards', async () => {
    expect(await ask(101)).toEqual([everything, false])
    expect(await ask(101)).toEqual([everything, true])
    await start()
    expect(await ask(101)).toEqual([['south'], false])
    expect(await ask(101)).toEqual([['south'], true])
    await end()
    expect(await ask(101)).toEqual([everything, true])
    await start()
    expect(await ask(101)).toEqual([['south'], true])
    await end()
  })

  it('are those of whoever is looked as also when they asked first', async () => {
    await start()
    expect(await ask(102)).toEqual([['south'], false])
    await end()
    expect(await ask(102)).toEqual([everything, false])
    await start()
    expect(await ask(102)).toEqual([['south'], true])
    await end()
    expect(await ask(102)).toEqual([everything, true])
  })
})

it('says who it is with both names, and refuses changes and what is theirs alone in words', async () => {
  await start()
  expect(await house.signedIn.admin.results('GET', '/api/v1/user')).toMatchObject({
    userUuid: house.userUuid.interactive_viewer,
    role: 'interactive_viewer',
    impersonatedBy: { email: house.email('admin') },
  })
  const refusals = [
    await house.signedIn.admin.patch('/api/v1/user/me', { firstName: 'Mallory' }),
    await house.signedIn.admin.post('/api/v1/user/me/personal-access-tokens', { description: 'mine', expiresAt: null }),
    await house.signedIn.admin.get('/api/v1/user/me/personal-access-tokens'),
    await house.signedIn.admin.get('/api/v1/app/sessions'),
    await house.signedIn.admin.get('/api/v1/user/warehouseCredentials'),
    await house.signedIn.admin.post(`${project}/explores/orders/downloadCsv`, { ...question, onlyRaw: false }),
    await start(house.userUuid.viewer),
  ]
  for (const { status, body } of refusals) {
    expect(status).toBe(403)
    expect((body as { error: { message: string } }).error.message).toMatch(/^You are viewing as interactive_viewer Test/)
  }
  await end()
  const theirs = await house.signedIn.interactive_viewer.results<{ reason: string; by: { email: string } }[]>('GET', '/api/v1/app/impersonations')
  expect(theirs[0]).toMatchObject({ reason: 'Ivo misses orders', by: { email: house.email('admin') } })
})

it('names both in the audit log and in the log of queries', async () => {
  await start()
  await regions()
  await end()
  const { entries } = await house.as.admin.results<{ entries: { operation: string; actor: { uuid: string }; as: { email: string } | null }[] }>(
    'GET',
    '/api/v1/app/audit?operation=explores.run_query',
  )
  expect(entries[0]).toMatchObject({ actor: { uuid: house.userUuid.admin }, as: { email: house.email('interactive_viewer') } })
  await expect
    .poll(() =>
      house.db
        .selectFrom('query_log')
        .select('id')
        .where('actor_id', '=', house.userUuid.admin)
        .where('as_id', '=', house.userUuid.interactive_viewer)
        .execute(),
    )
    .not.toEqual([])
})

it('is refused to everybody but administrators, and on people of others', async () => {
  for (const who of ['developer', 'viewer', 'member'] as const) {
    expect((await house.signedIn[who].post('/api/v1/app/impersonation', { userUuid: house.userUuid.viewer, reason: 'because' })).status).toBe(403)
  }
  expect((await start(house.userUuid.foreigner)).status).toBe(404)
  expect((await house.as.admin.post('/api/v1/app/impersonation', { userUuid: house.userUuid.viewer, reason: 'because' })).status).toBe(401)
})
