import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** Defaults of inputs that come from elsewhere, from the first session of an app to its runs, views and pages of elsewhere. */

let house: WithPeople
let spaceUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: region, meta: {dimension: {type: string}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT ['north', 'south'][1 + i % 2] AS region, DATE '2026-01-01' + i::INTEGER AS day FROM range(0, 60) AS t(i)"],
  })
  const admin = house.as.admin
  spaceUuid = (await admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })).uuid
  const users = [
    { userUuid: house.userUuid.developer, value: 'north' },
    { userUuid: house.userUuid.viewer, value: 'south' },
  ]
  await admin.results('POST', '/api/v1/org/attributes', { name: 'region', attributeDefault: null, users, groups: [] })
})
afterAll(() => house.stop())

type Session = {
  uuid: string
  inputs: Record<string, unknown>
  following: string[]
  inputVersion: number
  outcomes: { cellId: string; state: string; text: string; defaultBy?: string; isWithheld?: true; notes: { reason: string }[] }[]
  running: string[]
  stale: string[]
}

const newest = 'select max(day) as day from orders where region = {{ region }}'
const cells = [
  { kind: 'input', id: 'region', name: 'region', input: { type: 'text', default: 'nowhere', defaultFrom: { attribute: 'region' } } },
  { kind: 'sql', id: 'newest', name: 'newest', on: 'warehouse', sql: newest },
  { kind: 'input', id: 'day', name: 'day', input: { type: 'date', default: '2000-01-01', defaultFrom: { of: 'newest', column: 'day' } } },
  { kind: 'text', id: 'said', markdown: '{{ region }} until {{ day }}' },
]
const app = { elements: ['region', 'day', 'said'].map((cellId, y) => ({ uuid: `e-${cellId}`, cellId, x: 0, y, w: 12, h: 1 })) }

async function published(name: string): Promise<string> {
  const { developer } = house.as
  const made = { name, spaceUuid, document: { cells, app } }
  const { uuid } = await developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, made)
  await developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return uuid
}
const of = (uuid: string, rest = ''): string => `/api/v1/app/apps/${uuid}${rest}`
const at = (uuid: string, rest = ''): string => `/api/v1/app/app-sessions/${uuid}${rest}`
const look = (who: Person, uuid: string): Promise<Session> => house.as[who].results<Session>('GET', at(uuid))
async function settled(who: Person, uuid: string): Promise<Session> {
  await expect.poll(async () => [...(await look(who, uuid)).running, ...(await look(who, uuid)).stale], { timeout: 30_000 }).toEqual([])
  return look(who, uuid)
}
async function opened(who: Person, uuid: string, given: object = {}): Promise<Session> {
  const { uuid: session } = await house.as[who].results<Session>('POST', of(uuid, '/sessions'), { of: 'published', ...given })
  return settled(who, session)
}
async function given(who: Person, { uuid, inputVersion }: Session, change: object): Promise<Session> {
  const answer = await house.as[who].results<Pick<Session, 'following'>>('PATCH', at(uuid, '/inputs'), {
    version: inputVersion,
    values: {},
    run: true,
    ...change,
  })
  expect(Array.isArray(answer.following)).toBe(true)
  return settled(who, uuid)
}
const said = ({ outcomes }: Session): string | undefined => outcomes.find(({ cellId }) => cellId === 'said')?.text.replaceAll('\\', '')
async function ran(who: Person, uuid: string, body: object = {}): Promise<{ uuid: string; sessionUuid: string; inputs: object }> {
  const { run } = await house.as[who].results<{ run: { uuid: string; sessionUuid: string; inputs: object } }>('POST', of(uuid, '/runs'), body)
  await expect
    .poll(async () => (await house.as[who].results<{ state: string }>('GET', of(uuid, `/runs/${run.uuid}`))).state, { timeout: 30_000 })
    .toBe('completed')
  return run
}

it('each reader begins with their own, be it that others ran the app before, and what nobody gave is said to follow', async () => {
  const uuid = await published('Each their own')
  await ran('developer', uuid, { updatesPublished: true })
  const [north, south] = [await opened('developer', uuid), await opened('viewer', uuid)]
  expect([north.inputs, south.inputs]).toEqual([
    { region: 'north', day: '2026-02-28' },
    { region: 'south', day: '2026-03-01' },
  ])
  expect([said(north), said(south)]).toEqual(['north until 2026-02-28', 'south until 2026-03-01'])
  expect([north.following, south.following]).toEqual([
    ['region', 'day'],
    ['region', 'day'],
  ])
  expect(Object.fromEntries(south.outcomes.map(({ cellId, defaultBy }) => [cellId, defaultBy]))).toMatchObject({ region: 'attribute', day: 'result' })
  // Who has no attribute has what the author wrote, and is told so; of what is behind it they are told nothing.
  const none = await opened('interactive_viewer', uuid)
  expect([none.inputs, said(none)]).toEqual([{ region: 'nowhere', day: '2000-01-01' }, 'nowhere until 2000-01-01'])
  expect(none.outcomes.find(({ cellId }) => cellId === 'region')?.notes).toMatchObject([{ reason: 'default_not_found' }])
  const seen = await house.as.viewer.results<{ cells: { id: string; input?: { definition: object } }[] }>('GET', of(uuid, '/published'))
  expect(JSON.stringify(seen)).not.toMatch(/newest|"attribute":"region"/)
})

it('results that a run left for all are taken by whoever has the same attributes, and nothing runs again', async () => {
  const uuid = await published('Left for all')
  await ran('developer', uuid, { updatesPublished: true })
  const { uuid: session } = await house.as.developer.results<Session>('POST', of(uuid, '/sessions'), { of: 'published' })
  expect(await look('developer', session)).toMatchObject({ running: [], stale: [], inputs: { region: 'north', day: '2026-02-28' } })
})

it('what is given comes first, and is taken back: by hand, by the address, and all that was found after it is found again', async () => {
  const uuid = await published('Given and taken back')
  const byUrl = await opened('viewer', uuid, { url: { region: '"north"' } })
  expect([byUrl.inputs, byUrl.following]).toEqual([{ region: 'north', day: '2026-02-28' }, ['day']])
  const byHand = await given('viewer', byUrl, { values: { day: '2026-01-15' } })
  expect([said(byHand), byHand.following]).toEqual(['north until 2026-01-15', []])
  const back = await given('viewer', byHand, { reset: ['region', 'day'] })
  expect([said(back), back.following]).toEqual(['south until 2026-03-01', ['region', 'day']])
})

it('a run has the attributes of whoever runs it, or what a program or a view gives, and others do not see what was found for it', async () => {
  const uuid = await published('Runs')
  const plain = await ran('viewer', uuid)
  expect(plain.inputs).toEqual({})
  expect(said(await look('viewer', plain.sessionUuid))).toBe('south until 2026-03-01')
  const toEditor = await look('developer', plain.sessionUuid)
  expect(toEditor.inputs).toEqual({})
  expect(toEditor.outcomes.filter(({ cellId }) => cellId !== 'newest').every(({ isWithheld }) => isWithheld === true)).toBe(true)
  const asked = await ran('viewer', uuid, { inputs: { region: 'north' } })
  expect(said(await look('viewer', asked.sessionUuid))).toBe('north until 2026-02-28')
  const view = await house.as.developer.results<{ uuid: string }>('POST', of(uuid, '/views'), {
    name: 'January',
    inputs: { day: '2026-01-31' },
    isShared: true,
  })
  const viewed = await ran('viewer', uuid, { viewUuid: view.uuid })
  expect(said(await look('viewer', viewed.sessionUuid))).toBe('south until 2026-01-31')
})

it('an app in a page of elsewhere begins with the attributes of its address', async () => {
  const uuid = await published('Embedded')
  const { developer, nobody } = house.as
  await developer.results('PUT', of(uuid, '/embedding'), { isOn: true, origins: ['https://shop.example.com'] })
  const begun = async (body: object): Promise<Session> => {
    const { url } = await developer.results<{ url: string }>('POST', of(uuid, '/embed-links'), body)
    const link = await nobody.results<{ token: string; sessionUuid: string }>('POST', '/api/v1/app/embeds', { secret: url.split('/').at(-1) })
    const answer = await fetch(house.url + at(link.sessionUuid), { headers: { authorization: `Bearer ${link.token}` } })
    return ((await answer.json()) as { results: Session }).results
  }
  expect(await begun({ attributes: { region: 'south' } })).toMatchObject({ inputs: { region: 'south' }, following: ['region', 'day'] })
  // Nothing of whoever made the address.
  expect(await begun({})).toMatchObject({ inputs: { region: 'nowhere' } })
  expect(await begun({ attributes: { region: 'south' }, inputs: { region: 'north' } })).toMatchObject({ inputs: { region: 'north' }, following: ['day'] })
})
