import { afterAll, beforeAll, expect, it } from 'vitest'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** Projects that are connected to a PostgreSQL, as programs for Hex find and change them. None of these servers is there: none is asked. */

type Wire = { id: string; name: string; connectionDetails?: { postgres: object } }

let house: WithPeople
let made: Wire
const path = '/api/v1/data-connections'
const postgres = { hostname: '127.0.0.1', port: 9, database: 'shop', username: 'ada', password: 'a secret of the warehouse' }

beforeAll(async () => {
  house = await startWithPeople({ ...matrixShop, env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
  const { status, body } = await house.bearer.admin.call('POST', path, { name: 'Warehouse', type: 'postgres', connectionDetails: { postgres } })
  expect([status, body]).toEqual([201, expect.anything()])
  made = body as Wire
})
afterAll(() => house.stop())

const edit = (change: object, who: Person = 'admin') => house.bearer[who].call('PATCH', `${path}/${made.id}`, change)
const { password, ...shown } = postgres

it('tell where they lead those who may change that, and never the secret', async () => {
  const seen = async (who: Person) =>
    ((await house.bearer[who].get(path)).body as { values: Wire[] }).values.map(({ name, connectionDetails }) => ({ name, connectionDetails }))
  // What lies in the embedded engine is no connection.
  expect(await seen('admin')).toEqual([{ name: 'Warehouse', connectionDetails: { postgres: shown } }])
  expect(await seen('viewer')).toEqual([{ name: 'Warehouse' }])
  expect(await seen('member')).toEqual([])
  const asked = await Promise.all([house.bearer.admin.get(path), house.bearer.admin.get(`${path}/${made.id}`), edit({})])
  expect(asked.map(({ body }) => JSON.stringify(body).includes(password))).toEqual([false, false, false])
})

it('are not there for others, and for projects whose data lie here', async () => {
  const status = async (who: Person, id: string) => (await house.bearer[who].get(`${path}/${id}`)).status
  expect(await status('viewer', made.id)).toBe(200)
  expect([await status('member', made.id), await status('foreigner', made.id), await status('admin', house.projectUuid)]).toEqual([404, 404, 404])
})

it('are changed as on their page: the password goes to no other server, and what is not said stays', async () => {
  expect(await edit({ name: 'Shop', connectionDetails: { postgres: { database: 'other' } } })).toMatchObject({
    status: 201,
    body: { name: 'Shop', connectionDetails: { postgres: { ...shown, database: 'other' } } },
  })
  expect(await edit({ name: 'Renamed', connectionDetails: { postgres: { hostname: '127.0.0.2' } } })).toMatchObject({
    status: 400,
    body: { reason: expect.stringContaining('password') as string },
  })
  // What was refused was refused as a whole.
  expect((await house.bearer.admin.get(`${path}/${made.id}`)).body).toMatchObject({ name: 'Shop' })
  expect((await edit({ connectionDetails: { postgres: { hostname: '127.0.0.2', password } } })).status).toBe(201)
  expect((await edit({ name: 'Mine' }, 'viewer')).status).toBe(403)
  expect((await edit({ name: 'Mine' }, 'member')).status).toBe(404)
})

it('refuse what there is none of, and take it when it is said to be off', async () => {
  expect(await edit({ connectViaSsh: false, schemaRefreshSchedule: null, schemaFilters: {} })).toMatchObject({ status: 201 })
  expect(await edit({ connectViaSsh: true, description: 'Ours' })).toMatchObject({
    status: 400,
    body: { reason: expect.stringContaining('description, connectViaSsh') as string },
  })
})

it('say whether notebooks write tables there, as its switch does; it is not switched here', async () => {
  const says = async (who: Person): Promise<unknown> =>
    ((await house.bearer[who].get(`${path}/${made.id}`)).body as { allowWritebackCells?: boolean }).allowWritebackCells
  const turn = (isOn: boolean) => house.as.admin.results('PUT', `/api/v1/app/writeback/${made.id}`, { isOn, schema: 'apps', prefix: 'app_' })
  expect(await says('admin')).toBe(false)
  await turn(true)
  expect([await says('admin'), await says('viewer')]).toEqual([true, undefined])
  // What a program read, it may send again.
  expect(await edit({ allowWritebackCells: true })).toMatchObject({ status: 201, body: { allowWritebackCells: true } })
  expect(await edit({ allowWritebackCells: false })).toMatchObject({
    status: 400,
    body: { reason: expect.stringContaining('settings of the project') as string },
  })
  await turn(false)
  expect(await says('admin')).toBe(false)
  expect(await edit({ allowWritebackCells: true })).toMatchObject({ status: 400 })
})
