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
  // Who made it by that role is in it with that role, and so sees what they made.
  const own = await house.as.member.results<{ name: string; projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const preview = own.find(({ name }) => name === 'PREVIEW')
  expect(await house.as.admin.results('GET', `/api/v1/projects/${preview?.projectUuid}/user/${house.userUuid.member}`)).toMatchObject({ role: 'admin' })
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

it('two at the same moment get an answer in words, and a role that was taken away is not given back', async () => {
  const { admin } = house.as
  const { uuid } = await admin.results<{ uuid: string }>('POST', '/api/v1/org/groups', { name: 'One' })
  const other = await admin.results<{ uuid: string }>('POST', '/api/v1/org/groups', { name: 'Other' })
  const invitation = { email: 'both@people.example', expiresAt: new Date(Date.now() + 3_600_000).toISOString(), role: 'viewer' }
  const access = `/api/v1/projects/${house.projectUuid}/access`
  const statuses: number[] = []
  for (let round = 0; round < 10; round++) {
    const name = `Round ${round}`
    const answers = await Promise.all([
      admin.patch(`/api/v1/groups/${uuid}`, { name }),
      admin.patch(`/api/v1/groups/${other.uuid}`, { name }),
      admin.post('/api/v1/invite-links', { ...invitation, email: `${round}${invitation.email}` }),
      admin.post('/api/v1/invite-links', { ...invitation, email: `${round}${invitation.email}` }),
    ])
    statuses.push(...answers.map(({ status }) => status))
    await admin.results('POST', access, { email: house.email('viewer'), role: 'viewer' })
    const [changed, revoked] = await Promise.all([
      admin.patch(`${access}/${house.userUuid.viewer}`, { role: 'admin' }),
      admin.delete(`${access}/${house.userUuid.viewer}`),
    ])
    expect([200, 404]).toContain(changed.status)
    expect(revoked.status).toBe(200)
    expect((await admin.get(`/api/v1/projects/${house.projectUuid}/user/${house.userUuid.viewer}`)).status).toBe(404)

    const grant = `/api/v1/groups/${uuid}/projects/${house.projectUuid}`
    await admin.results('POST', grant, { role: 'viewer' })
    const [kept, taken] = await Promise.all([admin.patch(grant, { role: 'admin' }), admin.delete(grant)])
    expect([200, 404]).toContain(kept.status)
    expect(taken.status).toBe(200)
    const left = await admin.results<{ groupUuid: string }[]>('GET', `/api/v1/projects/${house.projectUuid}/groupAccesses`)
    expect(left).toEqual([])

    const attribute = { name: `round_${round}`, attributeDefault: null, users: [], groups: [] }
    const { uuid: attributeUuid } = await admin.results<{ uuid: string }>('POST', '/api/v1/org/attributes', attribute)
    const [put, gone] = await Promise.all([
      admin.put(`/api/v1/org/attributes/${attributeUuid}`, attribute),
      admin.delete(`/api/v1/org/attributes/${attributeUuid}`),
    ])
    expect([200, 201, 404]).toContain(put.status)
    expect(gone.status).toBe(200)
  }
  expect(new Set(statuses)).toEqual(new Set([200, 201, 409]))
})
