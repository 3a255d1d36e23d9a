import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let apps: string
let spaceUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: status, meta: {dimension: {type: string}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT unnest(['new', 'old']) AS status"],
  })
  apps = `/api/v1/app/projects/${house.projectUuid}/apps`
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
})
afterAll(() => house.stop())

type Outcome = { cellId: string; state: string; startedAt: string | null }
type Session = { uuid: string; inputs: object; outcomes: Outcome[]; stale: string[]; running: string[] }

const sql = (id: string, text: string): object => ({ kind: 'sql', id, name: id, sql: text, on: 'warehouse' })
const shown = (cellId: string, at: number): object => ({ uuid: `of-${cellId}`, cellId, x: 0, y: at * 4, w: 36, h: 4 })

async function publishedApp(name: string, cells: { id: string }[] | object[]): Promise<string> {
  const elements = (cells as { id: string }[]).map(({ id }, at) => shown(id, at))
  const { uuid } = await house.as.developer.results<{ uuid: string }>('POST', apps, { name, spaceUuid, document: { cells, app: { elements } } })
  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return uuid
}

it('viewers begin with the published results: nothing is computed for them until they ask for something else', async () => {
  const year = { kind: 'input', id: 'year', name: 'year', input: { type: 'number', default: 2026 } }
  const uuid = await publishedApp('With results', [sql('rows', 'select status, {{ year }} as year from orders'), year])
  const at = `/api/v1/app/apps/${uuid}`
  const { run } = await house.as.developer.results<{ run: { uuid: string } }>('POST', `${at}/runs`, { updatesPublished: true })
  await expect
    .poll(async () => (await house.as.developer.results<{ state: string }>('GET', `${at}/runs/${run.uuid}`)).state, { timeout: 20_000 })
    .toBe('completed')
  expect(await house.as.viewer.results('GET', `${at}/published`)).toMatchObject({ results: { runUuid: run.uuid } })

  const opened = await house.as.viewer.results<Session>('POST', `${at}/sessions`, { of: 'published' })
  expect(opened).toMatchObject({ running: [], stale: [], inputs: { year: 2026 } })
  const rows = opened.outcomes.find(({ cellId }) => cellId === 'rows')
  expect(rows?.state).toBe('done')
  // What somebody else begins with is the very same answer.
  const other = await house.as.editor.results<Session>('POST', `${at}/sessions`, { of: 'published' })
  expect(other.outcomes.find(({ cellId }) => cellId === 'rows')?.startedAt).toBe(rows?.startedAt)

  // With another value in the address it is theirs alone, and computed at once.
  const mine = await house.as.viewer.results<Session>('POST', `${at}/sessions`, { of: 'published', url: { year: '1999', nobody: '1' } })
  expect(mine.inputs).toEqual({ year: 1999 })
  await expect
    .poll(async () => (await house.as.viewer.results<Session>('GET', `/api/v1/app/app-sessions/${mine.uuid}`)).outcomes.find(({ cellId }) => cellId === 'rows'))
    .toMatchObject({ state: 'done' })
  expect((await house.as.editor.results<Session>('POST', `${at}/sessions`, { of: 'published' })).inputs).toEqual({ year: 2026 })
})

it('nothing tells viewers of a notebook that has no app; of an app they are told like of other content', async () => {
  const { uuid } = await house.as.developer.results<{ uuid: string }>('POST', apps, {
    name: 'Zanzibar plan',
    spaceUuid,
    document: { cells: [{ kind: 'text', id: 'a', markdown: 'x' }] },
  })
  type Hits = { hits: { kind: string; uuid: string }[]; counts: Record<string, number> }
  const found = (who: 'viewer' | 'developer', typed: string): Promise<Hits> =>
    house.as[who].results('GET', `/api/v1/app/search/${house.projectUuid}?${new URLSearchParams({ q: typed }).toString()}`)
  const favourite = (isFavourite: boolean) => house.as.viewer.put(`/api/v1/app/favourites/things/${uuid}`, { isFavourite })
  // Not by words, not by words that are nearly right, not by number, and not by its id.
  for (const typed of ['zanzibar', 'zanzibra', 'type:app zanzibar']) expect(await found('viewer', typed), typed).toMatchObject({ hits: [], counts: {} })
  expect((await favourite(true)).status).toBe(404)
  expect((await found('developer', 'zanzibar')).hits).toMatchObject([{ kind: 'notebook', uuid }])

  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  expect(await found('viewer', 'type:app zanzi')).toMatchObject({ hits: [{ kind: 'notebook', uuid }], counts: { notebook: 1 } })
  expect((await favourite(true)).status).toBe(200)
  await house.as.editor.results('PATCH', `/api/v1/app/apps/${uuid}/pinning`)
  expect((await house.as.viewer.post(`/api/v1/app/apps/${uuid}/pinning`, {})).status).not.toBe(200)
  type Home = Record<'pinned' | 'favourites', { kind: string; uuid: string }[]>
  const home = await house.as.viewer.results<Home>('GET', `/api/v1/projects/${house.projectUuid}/home`)
  expect(home).toMatchObject({ pinned: [{ kind: 'notebook', uuid }], favourites: [{ kind: 'notebook', uuid }] })
  // Pins are put in order with apps among them; lists of formats that know none have none.
  await house.as.editor.put(`/api/v1/app/pins/${house.projectUuid}`, { items: [{ kind: 'notebook', uuid }] })
  expect(await house.as.viewer.results('GET', `/api/v1/projects/${house.projectUuid}/pinned-lists/${house.projectUuid}/items`)).toEqual([])
})

it('an app is renamed and moved for all at once, by those who may in both places, and stays the version that was published', async () => {
  const uuid = await publishedApp('Before', [sql('rows', 'select 1 as n')])
  const at = `/api/v1/app/apps/${uuid}`
  const published = async () => (await house.as.viewer.results<{ app: { name: string; published: { version: number } } }>('GET', `${at}/published`)).app

  const renamed = await house.as.developer.results('PATCH', at, { name: 'After', description: 'Told at once' })
  expect(renamed).toMatchObject({ name: 'After', description: 'Told at once' })
  expect(await published()).toMatchObject({ name: 'After', published: { version: 1 } })
  // Nothing is said: nothing changes.
  expect(await house.as.developer.results('PATCH', at, {})).toEqual(await house.as.developer.results('GET', at))

  for (const [change, status] of [
    [{ name: '' }, 422],
    [{ name: 'x'.repeat(1000) }, 422],
    [{ spaceUuid: '00000000-0000-4000-8000-000000000000' }, 404],
  ] as const) {
    expect([change, (await house.as.developer.patch(at, change)).status]).toEqual([change, status])
  }
  expect((await house.as.viewer.patch(at, { name: 'Mine' })).status).toBe(403)

  const closed = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Closed', isPrivate: true })
  expect((await house.as.editor.patch(at, { spaceUuid: closed.uuid })).status).toBe(403)
  expect((await published()).name).toBe('After')
  await house.as.admin.results('PATCH', at, { spaceUuid: closed.uuid })
  expect((await house.as.viewer.call('GET', `${at}/published`)).status).toBe(403)
})

it('a push of the file of a notebook makes a version of it, and viewers keep the published one', async () => {
  const uuid = await publishedApp('Pushed', [sql('rows', 'select 1 as n')])
  const files = `/api/v1/app/content-files/${house.projectUuid}`
  type File = { path: string; uuid: string; text: string }
  const [file] = (await house.as.developer.results<{ files: File[] }>('GET', `${files}?kind=notebook`)).files.filter((one) => one.uuid === uuid)
  const published = async () => (await house.as.viewer.results<{ app: object }>('GET', `/api/v1/app/apps/${uuid}/published`)).app
  const before = await published()
  const push = { files: [{ path: file?.path, text: file?.text.replace('select 1 as n', 'select 2 as n') }] }
  expect(await house.as.developer.results('POST', files, push)).toMatchObject({
    applied: true,
    problems: [],
    changes: [{ action: 'update', kind: 'notebook' }],
  })
  expect(await published()).toEqual({ ...before, views: expect.any(Number) as number })
  const [now] = (await house.as.developer.results<{ files: File[] }>('GET', `${files}?kind=notebook`)).files.filter((one) => one.uuid === uuid)
  expect(now?.text).toContain('select 2 as n')
})
