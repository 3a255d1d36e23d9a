import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let app: string
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: status, meta: {dimension: {type: string}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT i AS id, ['new', 'paid'][1 + i % 2] AS status, i * 10 AS amount FROM range(1, 101) AS t(i)"],
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const made = await house.as.developer.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name: 'Orders <in> pictures',
    spaceUuid: space.uuid,
    document,
  })
  app = made.uuid
  await house.as.developer.results('POST', `/api/v1/app/apps/${app}/force-publish`, { version: null, comparedVersion: 1 })
})
afterAll(() => house.stop())

const chart = { type: 'vertical_bar', fieldConfig: { x: { reference: 'status' }, y: [{ reference: 'amount', aggregation: 'sum' }] } }
const cells = [
  { kind: 'input', id: 'least', name: 'least', title: 'At least', input: { type: 'number', default: 20, min: 0 } },
  { kind: 'sql', id: 'rows', name: 'rows', on: 'warehouse', sql: 'select id, status, amount from orders where amount >= {{ least }} order by id' },
  { kind: 'chart', id: 'drawn', title: 'Amount by status', of: 'rows', config: chart },
  { kind: 'table', id: 'listed', title: 'All orders', of: 'rows' },
  { kind: 'text', id: 'said', markdown: 'Orders of *at least* {{ least }}' },
  { kind: 'sql', id: 'wrong', title: 'What fails', name: 'wrong', on: 'warehouse', sql: 'select nothing_of_the_kind from orders' },
  { kind: 'sql', id: 'aside', name: 'aside', on: 'warehouse', sql: "select 'a secret of the logic' as said" },
]
const shown = ['said', 'least', 'drawn', 'listed', 'wrong']
const document = { cells, app: { elements: shown.map((cellId, y) => ({ uuid: `e-${cellId}`, cellId, x: 0, y: y * 6, w: 36, h: 6 })), tabs: [] } }

const at = (session: string, rest: string): string => `/api/v1/app/app-sessions/${session}${rest}`

async function computed(who: Person): Promise<string> {
  const { uuid } = await house.as[who].results<{ uuid: string }>('POST', `/api/v1/app/apps/${app}/sessions`, { of: 'published' })
  await house.as[who].results('POST', at(uuid, '/runs'), { wanted: { how: 'all' } })
  const left = async (): Promise<unknown> => {
    const { running, outcomes } = await house.as[who].results<{ running: string[]; outcomes: { cellId: string; state: string }[] }>('GET', at(uuid, ''))
    return [running, outcomes.filter(({ cellId, state }) => shown.includes(cellId) && state === 'waiting').length, outcomes.length > 3]
  }
  await expect.poll(left, { timeout: 60_000 }).toEqual([[], 0, true])
  return uuid
}

async function file(who: Person, path: string): Promise<{ status: number; type: string | null; name: string | null; bytes: Uint8Array }> {
  const response = await fetch(house.url + path, { headers: { authorization: `ApiKey atr_pat_test_of_${who}_0123456789` } })
  const { status, headers } = response
  return { status, type: headers.get('content-type'), name: headers.get('content-disposition'), bytes: new Uint8Array(await response.arrayBuffer()) }
}

const isPng = (bytes: Uint8Array): boolean => Buffer.from(bytes).subarray(1, 4).toString() === 'PNG' && bytes.length > 10_000

it('an app is taken along as a document that says what it shows, for which inputs, and what failed', async () => {
  const session = await computed('viewer')
  const { status, type, name, bytes } = await file('viewer', at(session, '/document.pdf?locale=de-DE'))
  expect([status, type, name]).toEqual([200, 'application/pdf', expect.stringMatching(/attachment.*Orders.*pictures\.pdf/)])
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
  for (const word of [
    'Orders <in> pictures',
    'At least: 20',
    'Amount by status',
    'All orders',
    'Orders of at least 20',
    'Die Datenbank meldet: ',
    'nothing_of_the_kind',
    'fehlgeschlagen',
    'Seite 1 von',
  ]) {
    expect(text).toContain(word)
  }
  expect(text).not.toContain('a secret of the logic')
})

it('an app and what a cell shows are taken along as pictures', async () => {
  const session = await computed('viewer')
  for (const rest of ['/picture.png', '/cells/drawn/picture.png', '/cells/listed/picture.png']) {
    const { status, type, bytes } = await file('viewer', at(session, rest))
    expect([rest, status, type, isPng(bytes)]).toEqual([rest, 200, 'image/png', true])
  }
})

it('programs get the picture of a chart as it was in a run, in the size that they ask for, and of nothing else', async () => {
  const { values } = (await house.bearer.admin.get(`/api/v1/cells?projectId=${app}&limit=100`)).body as { values: { id: string }[] }
  const handle = (id: string): string => values[cells.findIndex((cell) => cell.id === id)]?.id ?? ''
  const runs = `/api/v1/projects/${app}/runs`
  const run = async (): Promise<string> => {
    const { runId } = (await house.bearer.viewer.post(runs, { inputParams: { least: 30 } })).body as { runId: string }
    await expect
      .poll(async () => ((await house.bearer.viewer.get(`${runs}/${runId}`)).body as { endTime: string | null }).endTime, { timeout: 60_000 })
      .not.toBeNull()
    return runId
  }
  const id = await run()
  const image = async (cell: string, query = '') => house.bearer.viewer.get(`${runs}/${id}/cells/${handle(cell)}/image${query}`)
  const { status, body } = await image('drawn', '?width=400&height=300&includeTitle=False')
  const { imageBase64, ...rest } = body as { imageBase64: string }
  expect([status, rest]).toEqual([200, { projectId: app, runId: id, staticId: handle('drawn'), mimeType: 'image/png' }])
  const bytes = Buffer.from(imageBase64, 'base64')
  expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['PNG', 800, 600])
  const refused = async (cell: string, query = ''): Promise<unknown> => (await image(cell, query)).status
  expect([await refused('listed'), await refused('aside'), await refused('none'), await refused('drawn', '?width=3000&height=300')]).toEqual([
    422, 404, 404, 400,
  ])
})

it('programs get the picture of a chart of a draft as whoever asks ran it last, and of nothing that they have not run', async () => {
  const { values } = (await house.bearer.admin.get(`/api/v1/cells?projectId=${app}&limit=100`)).body as { values: { id: string }[] }
  const image = (cell: string, query = '', who: Person = 'admin') =>
    house.bearer[who].get(`/api/v1/cells/${values[cells.findIndex(({ id }) => id === cell)]?.id}/image${query}`)
  expect((await image('drawn')).status).toBe(404)
  const { uuid } = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${app}/sessions`, { of: 'draft' })
  await house.as.admin.results('POST', at(uuid, '/runs'), { wanted: { how: 'all' } })
  await expect.poll(async () => (await image('drawn', '?width=400&height=300')).status, { timeout: 60_000 }).toBe(200)
  const { imageBase64, ...rest } = (await image('drawn', '?width=400&height=300')).body as { imageBase64: string }
  expect(rest).toEqual({ cellId: values[cells.findIndex(({ id }) => id === 'drawn')]?.id, mimeType: 'image/png' })
  const bytes = Buffer.from(imageBase64, 'base64')
  expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['PNG', 800, 600])
  expect([(await image('listed')).status, (await image('drawn', '?width=99&height=300')).status]).toEqual([400, 400])
  // What others ran is theirs; who may not change the notebook has no draft of it.
  expect([(await image('drawn', '', 'developer')).status, (await image('drawn', '', 'viewer')).status]).toEqual([404, 403])
})

it('nobody is drawn what they may not see: not the logic of an app, not the session of somebody else', async () => {
  const session = await computed('viewer')
  expect((await file('viewer', at(session, '/cells/aside/picture.png'))).status).toBe(404)
  expect((await file('viewer', at(session, '/cells/none/picture.png'))).status).toBe(404)
  expect((await file('admin', at(session, '/document.pdf'))).status).toBe(404)
})

it('a language that is none is refused in words, by pictures and by what a cell shows', async () => {
  const session = await computed('viewer')
  for (const path of ['/document.pdf', '/cells/listed/view']) {
    for (const none of ['x', '<x>', 'en-US-US', 'EN', `en-${'a'.repeat(40)}`, '']) {
      const { status, body } = await house.as.viewer.call('GET', at(session, `${path}?locale=${encodeURIComponent(none)}`))
      expect([path, none, status, JSON.stringify(body)]).toEqual([
        path,
        none,
        422,
        expect.stringContaining(none.length > 35 ? '35 characters' : 'as in en, de or pt-BR'),
      ])
    }
  }
  expect((await house.as.viewer.call('GET', at(session, '/cells/listed/view?locale=pt-BR'))).status).toBe(200)
})
