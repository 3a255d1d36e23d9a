import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** Requests that nobody sends by accident: they are refused in words, and change nothing. */

let house: WithPeople

beforeAll(async () => {
  house = await startWithPeople({ files: {}, statements: [] })
})
afterAll(() => house.stop())

it('an administrator of one project makes previews of it, and no projects of the organization', async () => {
  const { projectUuid: upstreamProjectUuid } = house
  await house.as.admin.results('POST', `/api/v1/projects/${upstreamProjectUuid}/access`, { email: house.email('member'), role: 'admin' })
  const make = (type: string) =>
    house.as.member.post('/api/v1/org/projects', { name: type, type, upstreamProjectUuid, warehouseConnection: { type: 'duckdb' } })
  expect([(await make('DEFAULT')).status, (await make('PREVIEW')).status]).toEqual([403, 200])
  const names = (await house.as.admin.results<{ name: string }[]>('GET', '/api/v1/org/projects')).map(({ name }) => name)
  expect([names.includes('DEFAULT'), names.includes('PREVIEW')]).toEqual([false, true])
})
