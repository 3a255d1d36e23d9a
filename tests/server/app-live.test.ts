import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { liveClient, upgradeStatus, type LiveClient } from '../harness/live-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

const cells = [
  { kind: 'input', id: 'where', name: 'region', input: { type: 'text', default: 'north' } },
  { kind: 'input', id: 'many', name: 'most', input: { type: 'number', default: 10 } },
  { kind: 'input', id: 'go', name: 'go', input: { type: 'run_button' } },
  { kind: 'input', id: 'own', name: 'own', input: { type: 'file' } },
  { kind: 'input', id: 'hidden', name: 'hidden', input: { type: 'text', default: '' } },
]
const shown = cells.filter(({ id }) => id !== 'hidden')
const app = { elements: shown.map(({ id }, at) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: at, w: 36, h: 1 })) }

type Live = { uuid: string; isLocked: boolean; inputs: Record<string, unknown>; inputVersion: number; host: { userUuid: string } | null }

let house: WithPeople
let appUuid: string
let spaceUuid: string
let open: LiveClient[] = []
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: status, meta: {dimension: {type: string}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT 'new' AS status"],
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
  const body = { name: 'Shared app', spaceUuid, document: { cells, app } }
  appUuid = (await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, body)).uuid
  await house.as.developer.results('POST', `/api/v1/app/apps/${appUuid}/force-publish`, { version: null, comparedVersion: 1 })
})
afterEach(() => {
  for (const one of open) one.close()
  open = []
})
afterAll(() => house.stop())

const start = (inputs: object = {}, as: Person = 'viewer'): Promise<Live> =>
  house.signedIn[as].results<Live>('POST', `/api/v1/app/apps/${appUuid}/live`, { inputs })
const socketOf = (uuid: string): string => `${house.url}/api/v1/app/live/${uuid}/socket`
const cookieOf = (person: Person): Record<string, string> => ({
  cookie: `connect.sid=session-of-${person}-0123456789abcdef0123456789abcdef`,
  origin: house.url,
})
const tokenOf = (person: Person): Record<string, string> => ({ authorization: `Bearer atr_pat_test_of_${person}_0123456789` })
async function join(uuid: string, person: Person, headers = cookieOf(person)): Promise<LiveClient> {
  const client = await liveClient(socketOf(uuid), headers)
  open.push(client)
  await client.hears('welcome')
  return client
}

describe('a live session', () => {
  it('gives everybody the same inputs, in one order, and says who is there', async () => {
    const { uuid, host, inputs } = await start({ region: 'south' })
    expect({ host: host?.userUuid, inputs }).toEqual({ host: house.userUuid.viewer, inputs: { region: 'south' } })
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    const named = (await two.hears('people', ({ people }) => (people as unknown[]).length === 2))['people'] as { name: string; userUuid: string }[]
    expect(named.map(({ userUuid }) => userUuid).toSorted()).toEqual([house.userUuid.viewer, house.userUuid.editor].toSorted())
    for (let n = 0; n < 10; n++) (n % 2 === 0 ? one : two).say({ type: 'inputs', values: { most: n } })
    const last = await one.hears('inputs', ({ inputVersion }) => inputVersion === 10)
    expect(await two.hears('inputs', ({ inputVersion }) => inputVersion === 10)).toEqual(last)
    for (const { heard } of [one, two]) {
      const versions = heard.filter(({ type }) => type === 'inputs').map(({ inputVersion }) => Number(inputVersion))
      expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    }
    expect(await house.as.viewer.results<Live>('GET', `/api/v1/app/live/${uuid}`)).toMatchObject({ inputs: last['inputs'], inputVersion: 10 })
  })

  it('tells where somebody is and whom they follow, and when they left', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    const { you } = await one.hears('welcome')
    two.say({ type: 'place', tab: 'sales', element: 'e-where', focus: 'e-many', follows: you })
    const seen = await one.hears('people', ({ people }) => (people as { tab: string | null }[]).some(({ tab }) => tab === 'sales'))
    expect(seen['people']).toContainEqual(expect.objectContaining({ tab: 'sales', element: 'e-where', focus: 'e-many', follows: you }))
    one.heard.length = 0
    two.close()
    await one.hears('people', ({ people }) => (people as unknown[]).length === 1)
  })

  it('presses buttons for everybody, and does not keep them pressed', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    one.say({ type: 'inputs', values: { go: true } })
    expect(await two.hears('inputs')).toMatchObject({ pressed: ['go'], inputs: {}, by: house.userUuid.viewer })
  })

  it('tells a window which change its own became, for of two at once others may hear the later one alone', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    one.say({ type: 'inputs', values: { most: 1 }, number: 7 })
    expect(await one.hears('taken')).toEqual({ type: 'taken', number: 7, inputVersion: 1 })
    one.say({ type: 'inputs', values: { most: 'many' }, number: 8 })
    one.say({ type: 'inputs', values: { most: 2 }, number: 9 })
    expect(await one.hears('taken', ({ number }) => number !== 7)).toMatchObject({ number: 9, inputVersion: 2 })
    await two.hears('inputs', ({ inputVersion }) => inputVersion === 2)
    expect(two.heard.some(({ type }) => type === 'taken')).toBe(false)
  })

  it('is gone on with after a drop: the newest inputs come with the welcome', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    two.socket.terminate()
    one.say({ type: 'inputs', values: { region: 'east' } })
    await one.hears('inputs')
    const again = await join(uuid, 'editor')
    expect((await again.hears('welcome'))['live']).toMatchObject({ inputs: { region: 'east' }, inputVersion: 1 })
  })

  it('refuses values that inputs do not take, of inputs that are not shown, and files, and goes on', async () => {
    const { uuid } = await start()
    const one = await join(uuid, 'viewer')
    for (const values of [{ most: 'many' }, { hidden: 'x' }, { own: 'x' }, { region: 'x'.repeat(60_000) }]) {
      one.heard.length = 0
      one.say({ type: 'inputs', values })
      await one.hears('problem')
    }
    one.say({ type: 'inputs', values: { most: 1 } })
    await one.hears('inputs', ({ inputVersion }) => inputVersion === 1)
  })

  it('can be kept by its host, whom nobody else can play', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'admin')])
    const lock = `/api/v1/app/live/${uuid}/lock`
    expect((await house.as.admin.put(lock, { isLocked: true })).status).toBe(403)
    await house.as.viewer.results('PUT', lock, { isLocked: true })
    await two.hears('locked', ({ isLocked }) => isLocked === true)
    two.say({ type: 'inputs', values: { most: 1 }, number: 7 })
    expect(await two.hears('problem')).toMatchObject({ name: 'live_locked', number: 7 })
    expect((await house.as.admin.patch(`/api/v1/app/live/${uuid}/inputs`, { values: { most: 1 } })).status).toBe(403)
    one.say({ type: 'inputs', values: { most: 2 } })
    expect((await two.hears('inputs'))['inputs']).toEqual({ most: 2 })
    expect((await house.as.admin.delete(`/api/v1/app/live/${uuid}`)).status).toBe(403)
    await house.as.viewer.results('DELETE', `/api/v1/app/live/${uuid}`)
    expect(await two.hears('ended')).toEqual({ type: 'ended', reason: 'closed' })
    expect([await one.closed, await two.closed]).toEqual([1000, 1000])
    expect(await upgradeStatus(socketOf(uuid), cookieOf('viewer'))).toBe(404)
    expect((await house.as.viewer.get(`/api/v1/app/live/${uuid}`)).status).toBe(404)
  })

  it('is handed over by its host to somebody who takes part, and goes on without them', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    await one.hears('people', ({ people }) => (people as unknown[]).length === 2)
    await house.as.viewer.results('PUT', `/api/v1/app/live/${uuid}/host`, { userUuid: house.userUuid.editor })
    for (const each of [one, two]) expect((await each.hears('host'))['host']).toMatchObject({ userUuid: house.userUuid.editor })
    one.close()
    expect((await house.as.viewer.put(`/api/v1/app/live/${uuid}/lock`, { isLocked: true })).status).toBe(403)
    await house.as.editor.results('PUT', `/api/v1/app/live/${uuid}/lock`, { isLocked: true })
    two.say({ type: 'inputs', values: { most: 5 } })
    await two.hears('inputs', ({ inputs }) => (inputs as Record<string, unknown>)['most'] === 5)
    expect((await house.as.viewer.delete(`/api/v1/app/live/${uuid}`)).status).toBe(403)
    await house.as.editor.results('DELETE', `/api/v1/app/live/${uuid}`)
  })

  it('is handed over by nobody else, nor to somebody who is not there or may not run the app', async () => {
    const { uuid } = await start()
    const host = `/api/v1/app/live/${uuid}/host`
    const [, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'admin')])
    // Those who take part may not take it, nor may whoever administers the organization.
    expect((await house.as.admin.put(host, { userUuid: house.userUuid.admin })).status).toBe(403)
    expect((await house.as.member.put(host, { userUuid: house.userUuid.member })).status).toBe(403)
    for (const userUuid of [house.userUuid.editor, house.userUuid.member, house.userUuid.foreigner, uuid]) {
      const refused = await house.as.viewer.put(host, { userUuid })
      expect({ status: refused.status, body: refused.body }).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining('takes part in the live session') as string } },
      })
    }
    expect((await house.as.viewer.put(host, { userUuid: 'nobody' })).status).toBe(422)
    expect(two.heard.filter(({ type }) => type === 'host')).toEqual([])
    // Of two at once the first counts: whoever handed it over has it no more.
    await join(uuid, 'editor')
    const both = await Promise.all(
      [house.userUuid.admin, house.userUuid.editor].map(async (userUuid) => (await house.as.viewer.put(host, { userUuid })).status),
    )
    expect(both.toSorted((one, other) => one - other)).toEqual([200, 403])
  })

  it('goes to nobody whose right to run the app is gone, although their window is still open', async () => {
    const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Few', isPrivate: true })
    const shared = `/api/v1/projects/${house.projectUuid}/spaces/${space.uuid}/share`
    await house.as.admin.results('POST', shared, { userUuid: house.userUuid.editor, spaceRole: 'viewer' })
    const body = { name: 'For few', spaceUuid: space.uuid, document: { cells, app } }
    const made = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, body)
    await house.as.admin.results('POST', `/api/v1/app/apps/${made.uuid}/force-publish`, { version: null, comparedVersion: 1 })
    const { uuid } = await house.signedIn.admin.results<Live>('POST', `/api/v1/app/apps/${made.uuid}/live`, { inputs: {} })
    const [one] = await Promise.all([join(uuid, 'admin'), join(uuid, 'editor')])
    await one.hears('people', ({ people }) => (people as unknown[]).length === 2)
    await house.as.admin.results('DELETE', `${shared}/${house.userUuid.editor}`)
    expect((await house.as.admin.put(`/api/v1/app/live/${uuid}/host`, { userUuid: house.userUuid.editor })).status).toBe(400)
  })

  it('changes nothing of the app: others begin with its defaults', async () => {
    const { uuid } = await start()
    const one = await join(uuid, 'viewer')
    one.say({ type: 'inputs', values: { region: 'west' } })
    await one.hears('inputs')
    const own = await house.as.viewer.results<{ inputs: object }>('POST', `/api/v1/app/apps/${appUuid}/sessions`, { of: 'published' })
    expect(own.inputs).toMatchObject({ region: 'north' })
  })
})

describe('the socket of a live session is refused before it is one', () => {
  it.each<[string, number, (uuid: string) => [string, Record<string, string>]]>([
    ['without credentials', 401, (uuid) => [socketOf(uuid), { origin: house.url }]],
    ['with a session that is not one', 401, (uuid) => [socketOf(uuid), { cookie: 'connect.sid=made-up', origin: house.url }]],
    ['with a token that is not one', 401, (uuid) => [socketOf(uuid), { authorization: 'Bearer atr_pat_made_up' }]],
    ['with the token of an embedded page that is not one', 401, (uuid) => [socketOf(uuid), { authorization: 'Bearer atr_emb_made_up' }]],
    ['from another site, cookie and all', 403, (uuid) => [socketOf(uuid), { ...cookieOf('viewer'), origin: 'https://evil.example' }]],
    ['from a frame without a site', 403, (uuid) => [socketOf(uuid), { ...cookieOf('viewer'), origin: 'null' }]],
    ['from another site with a token', 403, (uuid) => [socketOf(uuid), { ...tokenOf('viewer'), origin: 'https://evil.example' }]],
    ['by a cookie that no page sent', 401, (uuid) => [socketOf(uuid), { cookie: cookieOf('viewer')['cookie'] ?? '' }]],
    ['to a member without the project', 403, (uuid) => [socketOf(uuid), cookieOf('member')]],
    ['to an administrator of another organization', 403, (uuid) => [socketOf(uuid), cookieOf('foreigner')]],
    ['of a session that is not there', 404, () => [socketOf('00000000-0000-4000-8000-000000000000'), cookieOf('viewer')]],
    ['of what is no id', 404, () => [socketOf('x'), cookieOf('viewer')]],
    ['at any other address', 404, () => [`${house.url}/api/v1/user`, cookieOf('admin')]],
    ['at the root', 404, () => [`${house.url}/`, cookieOf('admin')]],
  ])('%s: %i', async (_, status, asked) => {
    const { uuid } = await start()
    const [url, headers] = asked(uuid)
    expect(await upgradeStatus(url, headers)).toBe(status)
  })

  it('for a session of another kind: those of people are theirs alone', async () => {
    const own = await house.as.viewer.results<{ uuid: string }>('POST', `/api/v1/app/apps/${appUuid}/sessions`, { of: 'published' })
    for (const person of ['viewer', 'admin'] as const) expect(await upgradeStatus(socketOf(own.uuid), cookieOf(person))).toBe(404)
    const { uuid } = await start()
    expect((await house.as.viewer.get(`/api/v1/app/app-sessions/${uuid}`)).status).toBe(404)
  })

  it('and closed, also when the other end leaves it open', async () => {
    const { hostname, port } = new URL(house.url)
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const heard: string[] = []
    socket.on('data', (text: Buffer) => heard.push(text.toString()))
    // What is written to a connection that is no more is answered by an error.
    socket.on('error', () => undefined)
    socket.write(
      'GET /api/v1/app/live/x/socket HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n',
    )
    await once(socket, 'end')
    const writing = setInterval(() => socket.write('still here'), 20)
    try {
      await new Promise((resolve) => socket.once('close', resolve))
    } finally {
      clearInterval(writing)
    }
    expect(heard.join('')).toMatch(/^HTTP\/1\.1 404 /)
  })

  it('but open for programs with a token', async () => {
    const { uuid } = await start()
    expect(await upgradeStatus(socketOf(uuid), tokenOf('viewer'))).toBe(101)
  })
})

describe('a live session lets go of', () => {
  it('whoever signs out, at once', async () => {
    const { uuid } = await start()
    const { insertSession } = await import('./insert-people.ts')
    const secret = 'session-that-ends-0123456789abcdef0123456789abcdef'
    const client = await insertSession(house.db, house.url, house.userUuid.interactive_viewer, secret)
    const one = await join(uuid, 'interactive_viewer', { cookie: `connect.sid=${secret}`, origin: house.url })
    await client.get('/api/v1/logout')
    expect(await one.closed).toBe(4401)
  })

  it('whoever may not see the app any more, at once', async () => {
    const { uuid } = await start()
    const [one, two] = await Promise.all([join(uuid, 'viewer'), join(uuid, 'editor')])
    const role = (to: string) =>
      house.db
        .updateTable('organization_members')
        .set({ role: to as 'member' })
        .where('user_id', '=', house.userUuid.viewer)
        .execute()
    await role('member')
    expect(await one.closed).toBe(4403)
    await role('viewer')
    two.say({ type: 'inputs', values: { most: 3 } })
    await two.hears('inputs')
  })

  it('whoever says too much, too often, or nothing that is text', async () => {
    const { uuid } = await start()
    const [large, fast, binary] = [await join(uuid, 'viewer'), await join(uuid, 'viewer'), await join(uuid, 'viewer')]
    large.socket.send('x'.repeat(70_000))
    for (let n = 0; n < 200; n++) fast.say({ type: 'place', tab: `t${n}`, element: null, follows: null })
    binary.socket.send(Buffer.from([1, 2, 3]))
    expect([await large.closed, await fast.closed, await binary.closed]).toEqual([1009, 1008, 1003])
  })

  it('nobody for words that it does not know', async () => {
    const { uuid } = await start()
    const one = await join(uuid, 'viewer')
    for (const text of [
      '',
      'no json',
      '[]',
      '{"type":"end"}',
      '{"type":"inputs","values":[]}',
      '{"type":"place","tab":"x"}',
      JSON.stringify({ type: 'place', tab: null, element: 'x'.repeat(101), follows: null }),
      JSON.stringify({ type: 'place', tab: null, element: null, focus: 'x'.repeat(101), follows: null }),
    ]) {
      one.heard.length = 0
      one.socket.send(text)
      await one.hears('problem')
    }
    one.say({ type: 'inputs', values: { most: 1 } })
    await one.hears('inputs')
  })
})
