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

it('texts that the store cannot hold are refused by name, also before anybody is signed in', async () => {
  const halves = ['a\u0000b', 'a\ud800b']
  for (const text of halves) {
    const answers = await Promise.all([
      house.as.nobody.post('/api/v1/password-reset', { email: text }),
      house.signedIn.editor.patch('/api/v1/user/me', { firstName: text }),
      house.signedIn.editor.post('/api/v1/user/warehouseCredentials', { name: text, credentials: { type: 'postgres', user: 'u', password: 'p' } }),
      house.as.admin.post('/api/v1/org/attributes', { name: 'a', attributeDefault: text, users: [], groups: [] }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect(JSON.stringify(answers[1]?.body)).toContain('body.firstName holds a NUL character')
  }
  expect((await house.as.admin.get('/api/v1/org/users?searchQuery=a%00b')).status).toBe(400)
  // Written out, it is six letters and none of these; and an emoji is a whole pair.
  expect((await house.as.admin.call('POST', '/api/v1/org/groups', '{"name":"a\\\\u0000 \\ud83d\\ude00"}', { 'content-type': 'application/json' })).status).toBe(
    201,
  )
})

it('ids that are none lead nowhere', async () => {
  expect((await house.as.nobody.get('/api/v1/projects/no-id/csv/no-secret')).status).toBe(404)
  expect(await house.as.admin.results('GET', '/api/v1/org/users?projectUuid=no-id')).toEqual({ data: [] })
})
