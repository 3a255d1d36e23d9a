import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Atrium } from '../harness/start-atrium.ts'
import { liveClient, type LiveClient } from '../harness/live-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** A live session whose people are connected to two processes on one store. */

const cells = [{ kind: 'input', id: 'where', name: 'region', input: { type: 'text', default: 'north' } }]
const app = { elements: [{ uuid: 'e-where', cellId: 'where', x: 0, y: 0, w: 36, h: 1 }] }

let house: WithPeople
let node: Atrium
let appUuid: string
const open: LiveClient[] = []
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: status, meta: {dimension: {type: string}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT 'new' AS status"],
  })
  node = await house.startNode()
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const body = { name: 'On two', spaceUuid: space.uuid, document: { cells, app } }
  appUuid = (await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, body)).uuid
  await house.as.developer.results('POST', `/api/v1/app/apps/${appUuid}/force-publish`, { version: null, comparedVersion: 1 })
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})
afterAll(() => house.stop())

const start = async (): Promise<string> => (await house.as.viewer.results<{ uuid: string }>('POST', `/api/v1/app/apps/${appUuid}/live`, { inputs: {} })).uuid
async function join(url: string, uuid: string, person: Person): Promise<LiveClient> {
  const client = await liveClient(`${url}/api/v1/app/live/${uuid}/socket`, { authorization: `Bearer atr_pat_test_of_${person}_0123456789` })
  open.push(client)
  await client.hears('welcome')
  return client
}
type Somebody = { userUuid: string; tab: string | null }
const peopleAre = (count: number) => (word: Record<string, unknown>) => (word['people'] as Somebody[]).length === count

it('gives both the same inputs in the same order, whoever changes them', async () => {
  const uuid = await start()
  const [here, there] = await Promise.all([join(house.url, uuid, 'viewer'), join(node.url, uuid, 'editor')])
  here.say({ type: 'inputs', values: { region: 'south' } })
  expect(await there.hears('inputs')).toMatchObject({ inputs: { region: 'south' }, inputVersion: 1, by: house.userUuid.viewer })
  there.say({ type: 'inputs', values: { region: 'east' } })
  expect(await here.hears('inputs', ({ inputVersion }) => inputVersion === 2)).toMatchObject({ inputs: { region: 'east' }, by: house.userUuid.editor })
})

it('says to each who is there and where, also to whoever came before, and when they left', async () => {
  const uuid = await start()
  const here = await join(house.url, uuid, 'viewer')
  here.say({ type: 'place', tab: 'sales', element: null, follows: null })
  await here.hears('people', ({ people }) => (people as Somebody[]).some(({ tab }) => tab === 'sales'))
  const there = await join(node.url, uuid, 'editor')
  const known = (await there.hears('people', peopleAre(2)))['people'] as Somebody[]
  expect(known).toContainEqual(expect.objectContaining({ userUuid: house.userUuid.viewer, tab: 'sales' }))
  await here.hears('people', peopleAre(2))
  here.heard.length = 0
  there.close()
  await here.hears('people', peopleAre(1))
})

it('is handed over to somebody on another node, also where nobody of it is', async () => {
  const uuid = await start()
  const there = await join(node.url, uuid, 'editor')
  await house.as.viewer.results('PUT', `/api/v1/app/live/${uuid}/host`, { userUuid: house.userUuid.editor })
  expect((await there.hears('host'))['host']).toMatchObject({ userUuid: house.userUuid.editor })
  const here = await join(house.url, uuid, 'viewer')
  await here.hears('people', peopleAre(2))
  await house.as.editor.results('PUT', `/api/v1/app/live/${uuid}/host`, { userUuid: house.userUuid.viewer })
  for (const one of [here, there]) await one.hears('host', ({ host }) => (host as Somebody).userUuid === house.userUuid.viewer)
})

it('ends for both, and is there on neither then', async () => {
  const uuid = await start()
  const [here, there] = await Promise.all([join(house.url, uuid, 'viewer'), join(node.url, uuid, 'editor')])
  await house.as.viewer.results('DELETE', `/api/v1/app/live/${uuid}`)
  for (const one of [here, there]) {
    expect(await one.hears('ended')).toMatchObject({ reason: 'closed' })
    expect(await one.closed).toBe(1000)
  }
  await expect(join(node.url, uuid, 'editor')).rejects.toThrow('404')
})

it('carries the moves of somebody who is quick in few words, the last of them too', async () => {
  const uuid = await start()
  const [here, there] = await Promise.all([join(house.url, uuid, 'viewer'), join(node.url, uuid, 'editor')])
  await Promise.all([here, there].map((one) => one.hears('people', peopleAre(2))))
  there.heard.length = 0
  for (let n = 0; n < 30; n++) here.say({ type: 'place', tab: `tab ${n}`, element: null, follows: null })
  await there.hears('people', ({ people }) => (people as Somebody[]).some(({ tab }) => tab === 'tab 29'))
  expect(there.heard.filter(({ type }) => type === 'people').length).toBeLessThan(10)
})
