import { afterAll, beforeAll, expect, it } from 'vitest'
import { followEvents, type FollowedEvents, type StreamEvent } from '../harness/follow-events.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let spaceUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: status, meta: {dimension: {type: string}}}\n',
    },
    statements: ["CREATE TABLE orders AS SELECT i AS id, ['new', 'paid'][1 + i % 2] AS status, i * 10 AS amount FROM range(1, 101) AS t(i)"],
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
})
afterAll(() => house.stop())

type Outcome = {
  cellId: string
  state: string
  isWithheld?: true
  tables: Record<string, { rows: number }>
  values: object
  displays: object[]
  failure: { message: string } | null
  notes: object[]
}
type Session = {
  uuid: string
  kind: string
  inputs: Record<string, unknown>
  inputVersion: number
  outcomes: Outcome[]
  stale: string[]
  republished: string[]
  running: string[]
  endedAt: string | null
}

const cells = [
  { kind: 'input', id: 'status', name: 'status', input: { type: 'text', default: 'paid' } },
  { kind: 'input', id: 'least', name: 'least', input: { type: 'number', default: 0, min: 0 } },
  { kind: 'sql', id: 'rows', name: 'rows', on: 'warehouse', sql: 'select id, amount from orders where status = {{ status }} and amount >= {{ least }}' },
  { kind: 'sql', id: 'total', name: 'total', on: 'results', sql: 'select sum(amount) as total from rows' },
  { kind: 'single_value', id: 'shown', of: 'total', column: 'total' },
  { kind: 'sql', id: 'aside', name: 'aside', on: 'warehouse', sql: "select 'a secret of the logic' as said" },
]
const element = (cellId: string, y: number): object => ({ uuid: `e-${cellId}`, cellId, x: 0, y, w: 12, h: 2 })
const document = { cells, app: { elements: ['status', 'least', 'shown'].map(element), tabs: [] } }

async function notebook(name: string, of: object = document): Promise<string> {
  const { uuid } = await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name,
    spaceUuid,
    document: of,
  })
  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return uuid
}
const open = (who: Person, appUuid: string, given: object): Promise<Session> =>
  house.as[who].results<Session>('POST', `/api/v1/app/apps/${appUuid}/sessions`, given)
const at = (uuid: string, rest = ''): string => `/api/v1/app/app-sessions/${uuid}${rest}`
const tokenOf = (who: Person): Record<string, string> => ({ authorization: `ApiKey atr_pat_test_of_${who}_0123456789` })
const follow = (who: Person, uuid: string): Promise<FollowedEvents> => followEvents(house.url + at(uuid, '/events'), tokenOf(who))
const isIdle = ({ name, data }: StreamEvent): boolean =>
  ['state', 'session'].includes(name) && (data as Session).running.length === 0 && (data as Session).stale.length === 0
const settled = async (who: Person, uuid: string): Promise<Session> => {
  const left = async (): Promise<string[]> => {
    const { running, stale } = await house.as[who].results<Session>('GET', at(uuid))
    return [...running, ...stale]
  }
  await expect.poll(left, { timeout: 30_000 }).toEqual([])
  return house.as[who].results<Session>('GET', at(uuid))
}
const valueOf = async (who: Person, uuid: string): Promise<unknown> =>
  (await house.as[who].results<{ value: unknown }>('GET', at(uuid, '/cells/shown/view'))).value

it('an editor runs the draft as it is saved, hears what comes of it, and of what goes stale', async () => {
  const app = await notebook('Editing')
  const session = await open('developer', app, { of: 'draft' })
  expect(session).toMatchObject({ kind: 'notebook', inputs: { status: 'paid', least: 0 }, inputVersion: 0, outcomes: [], running: [] })
  expect(session.stale).toEqual(expect.arrayContaining(['rows', 'total', 'shown', 'aside']))
  const stream = await follow('developer', session.uuid)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.headers.get('x-accel-buffering')).toBe('no')
  const first = await stream.until(({ name }) => name === 'session')
  expect(first.data).toMatchObject({ uuid: session.uuid, outcomes: [] })

  const { planned } = await house.as.developer.results<{ planned: string[] }>('POST', at(session.uuid, '/runs'), { wanted: { how: 'all' } })
  expect(planned).toEqual(expect.arrayContaining(['rows', 'total', 'shown']))
  await stream.until(({ name, data }) => name === 'outcome' && (data as Outcome).cellId === 'shown' && (data as Outcome).state === 'done')
  await stream.until(isIdle)
  expect(await valueOf('developer', session.uuid)).toBe(25_000)
  expect((await house.as.developer.get(at(session.uuid, '/cells/rows/rows.csv'))).body).toMatch(/^id,amount\n1,10\n/)
  expect(await house.as.developer.results('GET', at(session.uuid, '/cells/rows/view?limit=2&sort=desc.id'))).toMatchObject({
    kind: 'table',
    totalRows: 50,
    rows: [
      [99, 990],
      [97, 970],
    ],
  })

  const changed = cells.map((cell) => (cell.id === 'total' ? { ...cell, sql: 'select count(*) as total from rows' } : cell))
  await house.as.developer.put(`/api/v1/app/drafts/apps/${app}`, { document: { ...document, cells: changed }, version: null, baseVersion: 1 })
  const state = await stream.until(({ name, data }) => name === 'state' && (data as Session).stale.length === 2)
  expect((state.data as Session).stale).toEqual(['total', 'shown'])
  await house.as.developer.results('POST', at(session.uuid, '/runs'), { wanted: { how: 'stale' } })
  expect((await settled('developer', session.uuid)).stale).toEqual([])
  expect(await valueOf('developer', session.uuid)).toBe(50)

  await house.as.developer.results('DELETE', at(session.uuid))
  expect((await stream.until(({ name }) => name === 'ended')).data).toEqual({ reason: 'closed' })
  await stream.ended
  const late = await house.as.developer.post(at(session.uuid, '/runs'), { wanted: { how: 'stale' } })
  expect([late.status, JSON.stringify(late.body)]).toEqual([409, expect.stringContaining('SessionEndedError')])
  // What came of cells is there again for whoever comes back.
  const again = await open('developer', app, { of: 'draft' })
  expect(again.outcomes.map(({ state: stands }) => stands)).toEqual(cells.map(() => 'done'))
  expect(again.stale).toEqual([])
})

it('a viewer has the app: it runs at once, with inputs, and shows nothing of how it comes about', async () => {
  const app = await notebook('Viewing')
  const session = await open('viewer', app, { of: 'published', inputs: { least: 500 } })
  expect(session).toMatchObject({ kind: 'app', inputs: { status: 'paid', least: 500 } })
  const ran = await settled('viewer', session.uuid)
  expect(ran.stale).toEqual([])
  expect(await valueOf('viewer', session.uuid)).toBe(18_750)
  // Nothing that the app does not need was run, and logic has no more than its state.
  expect(ran.outcomes.map(({ cellId }) => cellId)).toEqual(['status', 'least', 'rows', 'total', 'shown'])
  expect(ran.outcomes.filter(({ isWithheld }) => isWithheld === true).map(({ cellId }) => cellId)).toEqual(['rows', 'total'])
  for (const path of ['/cells/rows/view', '/cells/rows/rows.csv', '/cells/aside/view'])
    expect((await house.as.viewer.get(at(session.uuid, path))).status, path).toBe(404)
  expect((await house.as.viewer.post(at(session.uuid, '/runs'), { wanted: { how: 'cells', cells: ['aside'], reach: 'only' } })).status).toBe(400)
  expect((await house.as.viewer.post(`/api/v1/app/apps/${app}/sessions`, { of: 'draft' })).status).toBe(403)

  const stream = await follow('viewer', session.uuid)
  const { inputVersion } = await house.as.viewer.results<{ inputVersion: number }>('PATCH', at(session.uuid, '/inputs'), {
    version: ran.inputVersion,
    values: { status: 'new' },
    run: true,
  })
  await stream.until(({ name, data }) => name === 'inputs' && (data as { version: number }).version === inputVersion)
  await stream.until(({ name, data }) => name === 'outcome' && (data as Outcome).cellId === 'shown' && (data as Outcome).state === 'done')
  expect(await valueOf('viewer', session.uuid)).toBe(19_500)
  expect(JSON.stringify(stream.events)).not.toMatch(/select|secret/)
  stream.close()
  // Whoever has seen the same before starts nothing.
  const same = await open('viewer', app, { of: 'published', inputs: { status: 'new', least: 500 } })
  expect(same.running).toEqual([])
  expect(same.stale).toEqual([])
})

it('an address presses a button of an app for the run that it begins, where it says true', async () => {
  const pressing = [
    { kind: 'input', id: 'go', name: 'go', input: { type: 'run_button' } },
    { kind: 'sql', id: 'begun', name: 'begun', on: 'warehouse', sql: 'select case when {{ go }} then 100 else 0 end as n' },
    { kind: 'single_value', id: 'shown', of: 'begun', column: 'n' },
  ]
  const app = await notebook('Pressing', { cells: pressing, app: { elements: ['go', 'shown'].map(element), tabs: [] } })
  const begunWith = async (given: object): Promise<string> => {
    const { uuid, inputs } = await open('viewer', app, { of: 'published', ...given })
    // It is held down by nobody.
    expect(inputs['go']).toBe(false)
    await settled('viewer', uuid)
    return uuid
  }
  for (const go of ['True', '1', '"true"', 'false']) expect(await valueOf('viewer', await begunWith({ url: { go } })), go).toBe(0)
  // What the button begins comes after what is shown without it.
  for (const given of [{ url: { go: 'true' } }, { inputs: { go: true } }]) {
    const uuid = await begunWith(given)
    await expect.poll(() => valueOf('viewer', uuid), { timeout: 30_000 }).toBe(100)
  }
})

it('a viewer gets no rows for a value that a result does not offer, however little they run', async () => {
  const offering = [
    { kind: 'sql', id: 'theirs', name: 'theirs', on: 'warehouse', sql: "select distinct status from orders where status = 'paid'" },
    { kind: 'input', id: 'which', name: 'which', input: { type: 'dropdown', default: 'paid', options: { of: 'theirs', column: 'status' } } },
    { kind: 'sql', id: 'found', name: 'found', on: 'warehouse', sql: 'select distinct status from orders where status = {{ which }}' },
    { kind: 'single_value', id: 'seen', of: 'found', column: 'status' },
  ]
  const app = await notebook('Offered', { cells: offering, app: { elements: ['which', 'found', 'seen'].map(element), tabs: [] } })
  for (const reach of ['only', 'above', 'below', 'auto']) {
    const { uuid, inputVersion } = await settled('viewer', (await open('viewer', app, { of: 'published' })).uuid)
    await house.as.viewer.results('PATCH', at(uuid, '/inputs'), { version: inputVersion, values: { which: 'new' }, run: false })
    await house.as.viewer.post(at(uuid, '/runs'), { wanted: { how: 'cells', cells: ['found', 'seen'], reach } })
    await expect.poll(async () => (await house.as.viewer.results<Session>('GET', at(uuid))).inputs, { message: reach }).toEqual({ which: 'paid' })
    await settled('viewer', uuid)
    const view = await house.as.viewer.results<{ rows: object[] }>('GET', at(uuid, '/cells/found/view'))
    expect(JSON.stringify(view.rows), reach).not.toContain('new')
  }
})

it('values of inputs are taken all at once or not at all, and overtake nobody', async () => {
  const app = await notebook('Inputs')
  const { uuid, inputVersion } = await open('viewer', app, { of: 'published' })
  const set = (values: object, version = inputVersion) => house.as.viewer.patch(at(uuid, '/inputs'), { version, values, run: false })
  const wrong = await set({ status: 5, least: -1, sttaus: 'x' })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toMatchObject({
    error: {
      data: {
        wrong: [
          { name: 'status', dataType: 'string' },
          { name: 'least', dataType: 'number' },
        ],
        unknown: [{ name: 'sttaus', near: ['status'] }],
      },
    },
  })
  expect((await set({ status: 'x'.repeat(10_001) })).status).toBe(422)
  expect((await house.as.viewer.results<Session>('GET', at(uuid))).inputs).toEqual({ status: 'paid', least: 0 })
  // Two tabs.
  expect((await set({ least: 10 })).status).toBe(200)
  expect((await set({ least: 20 })).status).toBe(409)
  expect((await house.as.viewer.results<Session>('GET', at(uuid))).inputs).toEqual({ status: 'paid', least: 10 })
  // From an address what is not taken is left alone.
  const opened = await open('viewer', app, { of: 'published', url: { status: '"new"', least: '-5', other: '1' } })
  expect(opened.inputs).toEqual({ status: 'new', least: 0 })
  expect((await house.as.viewer.post(`/api/v1/app/apps/${app}/sessions`, { of: 'published', inputs: { least: 'x' } })).status).toBe(422)

  const many = { kind: 'input', id: 'many', name: 'many', input: { type: 'multi_select', default: [], options: { values: [{ value: 'x'.repeat(1000) }] } } }
  const large = await notebook('Large', { cells: [many], app: { elements: [element('many', 0)], tabs: [] } })
  const tooMuch = { of: 'published', inputs: { many: Array.from({ length: 600 }, () => 'x'.repeat(1000)) } }
  expect((await house.as.viewer.post(`/api/v1/app/apps/${large}/sessions`, tooMuch)).status).toBe(413)
})

it('a session is its owner’s alone, and only as long as they may', async () => {
  const app = await notebook('Private')
  const { uuid } = await open('viewer', app, { of: 'published' })
  await settled('viewer', uuid)
  for (const who of ['admin', 'developer', 'foreigner'] as const) {
    for (const [method, rest, body] of [
      ['GET', ''],
      ['GET', '/events'],
      ['GET', '/cells/shown/view'],
      ['GET', '/cells/shown/rows.csv'],
      ['DELETE', ''],
      ['POST', '/interrupt'],
      ['POST', '/runs', { wanted: { how: 'stale' } }],
      ['PATCH', '/inputs', { version: 0, values: {}, run: false }],
    ] as const)
      expect((await house.as[who].call(method, at(uuid, rest), body)).status, `${who} ${method} ${rest}`).toBe(404)
  }
  const own = await open('interactive_viewer', app, { of: 'published' })
  const stream = await follow('interactive_viewer', own.uuid)
  await stream.until(({ name }) => name === 'session')
  await house.as.admin.results('DELETE', `/api/v1/app/apps/${app}`)
  await house.as.interactive_viewer.post(at(own.uuid, '/runs'), { wanted: { how: 'all' } })
  expect((await house.as.interactive_viewer.get(at(own.uuid))).status).toBe(404)
  stream.close()
})

it('what runs is stopped, on a word and at the end', async () => {
  const slow = {
    kind: 'sql',
    id: 'slow',
    name: 'slow',
    on: 'warehouse',
    sql: 'select count(*) from range(100000000) a, range(100000) b where a.range % 7 = b.range % 5',
  }
  const app = await notebook('Slow', { cells: [slow], app: { elements: [], tabs: [] } })
  const { uuid } = await open('developer', app, { of: 'draft' })
  const stream = await follow('developer', uuid)
  const running = ({ name, data }: StreamEvent): boolean => name === 'outcome' && (data as Outcome).state === 'running'
  await house.as.developer.results('POST', at(uuid, '/runs'), { wanted: { how: 'all' } })
  await stream.until(running)
  await house.as.developer.results('POST', at(uuid, '/interrupt'))
  await stream.until(({ name, data }) => name === 'outcome' && (data as Outcome).state === 'cancelled')
  expect((await house.as.developer.results<Session>('GET', at(uuid))).outcomes).toMatchObject([{ cellId: 'slow', state: 'cancelled' }])
  await house.as.developer.results('POST', at(uuid, '/runs'), { wanted: { how: 'all' } })
  await house.as.developer.results('DELETE', at(uuid))
  await stream.until(({ name }) => name === 'ended')
  await expect.poll(async () => (await house.as.developer.results<Session>('GET', at(uuid))).running).toEqual([])
  await stream.ended
})

it('whoever listens is told nothing once they are signed out', async () => {
  const app = await notebook('Listening')
  const session = await house.signedIn.editor.results<Session>('POST', `/api/v1/app/apps/${app}/sessions`, { of: 'published' })
  const cookie = 'connect.sid=session-of-editor-0123456789abcdef0123456789abcdef'
  const stream = await followEvents(house.url + at(session.uuid, '/events'), { cookie })
  await stream.until(({ name }) => name === 'session')
  expect((await house.signedIn.editor.get('/api/v1/logout')).status).toBe(200)
  await house.as.editor.patch(at(session.uuid, '/inputs'), { version: session.inputVersion, values: { least: 777 }, run: false })
  expect((await stream.until(({ name }) => name === 'ended')).data).toEqual({ reason: 'signed_out' })
  expect(JSON.stringify(stream.events)).not.toContain('"least":777')
  await stream.ended
})

it('a session of a draft that is asked for again goes on, of an app each window has its own; who opens too many loses the oldest', async () => {
  const app = await notebook('Many', { cells: [cells[0]], app: { elements: [element('status', 0)], tabs: [] } })
  const first = await open('viewer', app, { of: 'published' })
  expect((await open('viewer', app, { of: 'published', resume: true })).uuid).not.toBe(first.uuid)
  const draft = await open('developer', app, { of: 'draft', inputs: { status: 'new' } })
  expect((await open('developer', app, { of: 'draft', resume: true, inputs: { status: 'new' } })).uuid).toBe(draft.uuid)
  expect((await open('developer', app, { of: 'draft', resume: true })).uuid).not.toBe(draft.uuid)
  const opened = [first.uuid]
  for (let count = 0; count < 26; count += 1) opened.push((await open('viewer', app, { of: 'published' })).uuid)
  const ends = await Promise.all(opened.map(async (uuid) => (await house.as.viewer.results<Session>('GET', at(uuid))).endedAt !== null))
  expect(ends.filter((isOver) => !isOver)).toHaveLength(25)
  expect(ends[0]).toBe(true)
  expect(ends.at(-1)).toBe(false)
})

it('nor has anybody more of them who opens many at once', async () => {
  const app = await notebook('At once', { cells: [cells[0]], app: { elements: [element('status', 0)], tabs: [] } })
  const opening = Array.from({ length: 40 }, () => house.as.interactive_viewer.post(`/api/v1/app/apps/${app}/sessions`, { of: 'published' }))
  // One may have made way before it was told of.
  for (const { status } of await Promise.all(opening)) expect([200, 409]).toContain(status)
  const owner = house.userUuid.interactive_viewer
  const left = async (): Promise<number> =>
    (await house.db.selectFrom('app_sessions').select('id').where('owner_id', '=', owner).where('ended_at', 'is', null).execute()).length
  await expect.poll(left).toBe(25)
})

it('code shows a viewer what it displays, and nothing of what it defines for others', async () => {
  const code = "const secret = 'of the logic'\nconst parts = table([{ part: 'a', n: 1 }, { part: 'b', n: 2 }])\ndisplay('for everybody')"
  const app = await notebook('Code', {
    cells: [
      { kind: 'code', id: 'coded', language: 'typescript', code },
      { kind: 'sql', id: 'added', name: 'added', on: 'results', sql: 'select sum(n) as total from parts' },
      { kind: 'single_value', id: 'shown', of: 'added', column: 'total' },
      { kind: 'table', id: 'listed', of: 'parts' },
    ],
    app: { elements: ['coded', 'shown', 'listed'].map(element), tabs: [] },
  })
  const { uuid } = await open('viewer', app, { of: 'published' })
  const { outcomes } = await settled('viewer', uuid)
  const coded = outcomes.find(({ cellId }) => cellId === 'coded')
  expect(coded).toMatchObject({ state: 'done', displays: [{ kind: 'text', text: 'for everybody' }], tables: {}, values: {} })
  expect(JSON.stringify(outcomes)).not.toContain('of the logic')
  expect(await valueOf('viewer', uuid)).toBe(3)
  expect(await house.as.viewer.results('GET', at(uuid, '/cells/listed/view'))).toMatchObject({ totalRows: 2 })
  for (const path of ['/cells/coded/view?name=parts', '/cells/coded/view', '/cells/coded/rows.csv?name=parts'])
    expect((await house.as.viewer.get(at(uuid, path))).status, path).toBe(404)
})

it('whoever follows the run of somebody else takes no place of theirs', async () => {
  const { uuid } = await open('viewer', await notebook('Followed'), { of: 'published' })
  // Between its cells it would be asked whose run it is.
  await settled('viewer', uuid)
  await house.db.updateTable('app_sessions').set({ kind: 'run' }).where('id', '=', uuid).execute()
  const streams: FollowedEvents[] = []
  for (let count = 0; count < 30; count += 1) streams.push(await follow('developer', uuid))
  await expect(follow('developer', uuid)).rejects.toThrow('429')
  streams.push(await follow('viewer', uuid))
  for (const stream of streams) stream.close()
})

it('a file is a table for the session that it was given to', async () => {
  const fileCells = [
    { kind: 'input', id: 'lines', name: 'lines', input: { type: 'file' } },
    { kind: 'sql', id: 'added', name: 'added', on: 'results', sql: 'select sum(amount) as total from lines' },
    { kind: 'single_value', id: 'shown', of: 'added', column: 'total' },
  ]
  const app = await notebook('Files', { cells: fileCells, app: { elements: ['lines', 'shown'].map(element), tabs: [] } })
  const session = await open('viewer', app, { of: 'published' })
  const send = (name: string, body: string) =>
    house.as.viewer.call('PUT', at(session.uuid, `/files/${name}`), body, { 'content-type': 'application/octet-stream' })
  expect((await send('other', 'amount\n1')).status).toBe(404)
  expect((await send('lines', '')).status).toBe(400)
  const sent = await send('lines', 'amount\n1\n2\n39\n')
  expect(sent.status).toBe(200)
  const { value } = (sent.body as { results: { value: string } }).results
  await house.as.viewer.results('PATCH', at(session.uuid, '/inputs'), { version: session.inputVersion, values: { lines: value }, run: true })
  await settled('viewer', session.uuid)
  expect(await valueOf('viewer', session.uuid)).toBe(42)
})

it('what takes results of a notebook hears that this was published anew, be it through another one, and is true again once it ran', async () => {
  const makes = (n: number): object => ({ cells: [{ kind: 'sql', id: 'n', name: 'numbers', on: 'warehouse', sql: `select ${n} as n` }] })
  const takes = (componentId: string): object => ({ kind: 'component', id: 'part', componentId, version: null, results: { numbers: 'numbers' } })
  const inner = await notebook('Makes numbers', makes(1))
  const outer = await notebook('Passes numbers on', { cells: [takes(inner)] })
  const table = { kind: 'table', id: 'shown', of: 'numbers' }
  const other = { kind: 'sql', id: 'other', name: 'other', on: 'warehouse', sql: 'select 5 as five' }
  const app = await notebook('Shows numbers', { cells: [takes(outer), table, other] })
  const session = await open('developer', app, { of: 'draft' })
  const stream = await follow('developer', session.uuid)
  await house.as.developer.results('POST', at(session.uuid, '/runs'), { wanted: { how: 'all' } })
  await stream.until(isIdle)
  const shown = async (): Promise<unknown> => (await house.as.developer.results<{ rows: unknown[] }>('GET', at(session.uuid, '/cells/shown/view'))).rows
  expect(await shown()).toEqual([[1]])

  const plain = await open('developer', await notebook('Takes nothing'), { of: 'draft' })
  const alone = await follow('developer', plain.uuid)
  await alone.until(({ name }) => name === 'session')
  const saved = await house.as.developer.put(`/api/v1/app/drafts/apps/${inner}`, { document: makes(2), version: null, baseVersion: 1 })
  const { version } = (saved.body as { results: { version: string } }).results
  await house.as.developer.results('POST', `/api/v1/app/apps/${inner}/force-publish`, { version, comparedVersion: 1 })
  const told = await stream.until(({ name, data }) => name === 'state' && (data as Session).republished.length > 0)
  expect(told.data).toMatchObject({ stale: ['part', 'shown'], republished: ['part', 'shown'] })
  // Who takes nothing of others is not told that something was published: what they hear next is what they did.
  await house.as.developer.results('PATCH', at(plain.uuid, '/inputs'), { version: plain.inputVersion, values: { least: 1 }, run: false })
  await alone.until(({ name }) => name === 'inputs')
  expect(alone.events.map(({ name }) => name)).toEqual(['session', 'inputs'])
  alone.close()
  await house.as.developer.results('POST', at(session.uuid, '/runs'), { wanted: { how: 'stale' } })
  expect(await settled('developer', session.uuid)).toMatchObject({ stale: [], republished: [] })
  expect(await shown()).toEqual([[2]])
  stream.close()
})
