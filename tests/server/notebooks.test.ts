import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let apps: string
let spaceUuid: string
beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: status, meta: {dimension: {type: string}}}\n' },
    statements: ["CREATE TABLE orders AS SELECT 'new' AS status"],
  })
  apps = `/api/v1/app/projects/${house.projectUuid}/apps`
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
})
afterAll(() => house.stop())

type App = {
  uuid: string
  name: string
  status: string
  published: { version: number } | null
  newest?: { version: number }
  unpublished?: object | null
  abilities: string[]
}
type DraftState = { published: { number: number; document: object }; draft: { version: string; document: { cells: object[] } } | null }
const text = (id: string, markdown: string): object => ({ kind: 'text', id, markdown })
const sql = { kind: 'sql', id: 'rows', name: 'rows', sql: 'select 1 as one', on: 'warehouse' }

const create = (name: string, cells: object[], who: 'developer' | 'editor' = 'developer'): Promise<App> =>
  house.as[who].results<App>('POST', apps, { name, spaceUuid, document: { cells } })
const draftOf = (uuid: string): string => `/api/v1/app/drafts/apps/${uuid}`
const save = (uuid: string, cells: object[], version: string | null, who: 'developer' | 'editor' = 'developer', baseVersion = 1) =>
  house.as[who].put(draftOf(uuid), { document: { cells }, version, baseVersion })

it('viewers have what is published, and nothing of what goes on', async () => {
  const { uuid, status } = await create('Sales', [sql])
  expect(status).toBe('never')
  expect((await house.as.viewer.results<App[]>('GET', apps)).map(({ name }) => name)).not.toContain('Sales')
  const refused = await house.as.viewer.get(`/api/v1/app/apps/${uuid}`)
  expect(refused.status).toBe(403)
  expect(JSON.stringify(refused.body)).toContain('not published')

  const published = await house.as.developer.results<App>('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  expect(published).toMatchObject({ status: 'published', published: { version: 1 } })
  await save(uuid, [sql, text('more', 'A secret plan')], null)
  expect(await house.as.developer.results<App>('GET', `/api/v1/app/apps/${uuid}`)).toMatchObject({ status: 'changed', newest: { version: 1 } })
  const seen = await house.as.viewer.get(`/api/v1/app/apps/${uuid}`)
  expect((seen.body as { results: App }).results).toMatchObject({
    status: 'published',
    published: { version: 1 },
    abilities: ['app.view', 'app.run', 'comment.view'],
  })
  expect(JSON.stringify(seen.body)).not.toMatch(/secret|select|newest|unpublished/)
  for (const path of [draftOf(uuid), `/api/v1/app/apps/${uuid}/versions`, `/api/v1/app/apps/${uuid}/file?format=yaml`])
    expect((await house.as.viewer.get(path)).status, path).toBe(403)
})

it('publishing is all or nothing: what somebody else did meanwhile is not overwritten, and viewers keep what they have', async () => {
  const { uuid } = await create('Atomic', [sql])
  const at = `/api/v1/app/apps/${uuid}`
  await house.as.developer.results('POST', `${at}/force-publish`, { version: null, comparedVersion: 1 })
  const mine = ((await save(uuid, [sql, text('mine', 'mine')], null)).body as { results: { version: string } }).results.version
  const theirs = ((await save(uuid, [sql, text('theirs', 'theirs')], mine, 'editor')).body as { results: { version: string } }).results.version
  expect((await save(uuid, [sql], mine)).status).toBe(409)
  // An old draft, one that is forgotten, and another version to compare with.
  for (const body of [
    { version: mine, comparedVersion: 1 },
    { version: null, comparedVersion: 1 },
    { version: theirs, comparedVersion: 2 },
  ])
    expect((await house.as.developer.post(`${at}/force-publish`, body)).status, JSON.stringify(body)).toBe(409)
  expect(await house.as.viewer.results<App>('GET', at)).toMatchObject({ published: { version: 1 } })
  expect((await house.as.developer.results<DraftState>('GET', draftOf(uuid))).draft?.document.cells).toMatchObject([{ id: 'rows' }, { id: 'theirs' }])
  const after = await house.as.developer.results<App>('POST', `${at}/force-publish`, { version: theirs, comparedVersion: 1, message: 'With words' })
  expect(after).toMatchObject({ status: 'published', published: { version: 2 }, newest: { version: 2 }, unpublished: null })
})

it('a rollback is a new version, which viewers have when it is published', async () => {
  const { uuid } = await create('History', [text('a', 'first')])
  const at = `/api/v1/app/apps/${uuid}`
  const { version } = ((await save(uuid, [text('a', 'second')], null)).body as { results: { version: string } }).results
  await house.as.developer.results('POST', `${at}/force-publish`, { version, comparedVersion: 1, message: 'Second' })
  const { versions } = await house.as.developer.results<{ versions: { versionUuid: string; number: number; message: string | null }[] }>(
    'GET',
    `${at}/versions`,
  )
  expect(versions.map(({ number, message }) => [number, message])).toEqual([
    [1, null],
    [2, 'Second'],
  ])
  expect(await house.as.developer.results<App>('POST', `${at}/versions/${versions[0]!.versionUuid}/rollback`)).toMatchObject({
    status: 'changed',
    published: { version: 2 },
    newest: { version: 3 },
  })
  const [, , third] = (await house.as.developer.results<{ versions: { versionUuid: string }[] }>('GET', `${at}/versions`)).versions
  expect(await house.as.developer.results('GET', `${at}/versions/${third!.versionUuid}`)).toMatchObject({ document: { cells: [{ markdown: 'first' }] } })
})

it('SQL and code are written by those who may, and stay when others change the rest', async () => {
  expect((await house.as.editor.post(apps, { name: 'No', spaceUuid, document: { cells: [sql] } })).status).toBe(403)
  const { uuid } = await create('Shared work', [sql])
  const { version } = ((await save(uuid, [sql, text('b', 'by the editor')], null, 'editor')).body as { results: { version: string } }).results
  const code = { kind: 'code', id: 'c', language: 'python', code: 'x = 1' }
  for (const cells of [[{ ...sql, sql: 'select 2 as one' }], [sql, code], [{ kind: 'writeback', id: 'w', of: 'rows', table: 'kept', mode: 'replace' }]])
    expect((await save(uuid, cells, version, 'editor')).status).toBe(403)
  expect((await save(uuid, [sql, code], version)).status).toBe(200)
  expect((await house.as.editor.post(`/api/v1/app/apps/${uuid}/duplicate`, {})).status).toBe(403)
})

it('a notebook goes into the trash with its app, and comes back as it was', async () => {
  const { uuid } = await create('Gone', [sql])
  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  await house.as.developer.results('DELETE', `/api/v1/app/apps/${uuid}`)
  expect((await house.as.viewer.get(`/api/v1/app/apps/${uuid}`)).status).toBe(404)
  const trash = await house.as.developer.results<{ uuid: string; kind: string; mayRestore: boolean }[]>('GET', `/api/v1/app/trash/${house.projectUuid}`)
  expect(trash).toContainEqual(expect.objectContaining({ uuid, kind: 'notebook', mayRestore: true }))
  await house.as.developer.results('POST', `/api/v1/app/trash/things/${uuid}/restore`)
  expect(await house.as.viewer.results<App>('GET', `/api/v1/app/apps/${uuid}`)).toMatchObject({ published: { version: 1 } })
})

it('files go out and come back: ours, Jupyter, Hex', async () => {
  const { uuid } = await create('Files', [text('intro', '# Hello'), sql, { kind: 'code', id: 'c', language: 'python', code: 'x = 1' }])
  for (const format of ['yaml', 'ipynb', 'hex']) {
    const { text: file } = await house.as.developer.results<{ text: string }>('GET', `/api/v1/app/apps/${uuid}/file?format=${format}`)
    const { app } = await house.as.developer.results<{ app: App }>('POST', `${apps}/import`, { format, text: file, spaceUuid })
    expect(app).toMatchObject({ name: 'Files', status: 'never' })
    const { published } = await house.as.developer.results<DraftState>('GET', draftOf(app.uuid))
    expect(published.document, format).toMatchObject({ cells: [{ kind: 'text' }, { kind: 'sql', sql: 'select 1 as one' }, { kind: 'code', code: 'x = 1' }] })
  }
  const bad = await house.as.developer.post(`${apps}/import`, {
    format: 'yaml',
    text: 'kind: notebook\nslug: a\nname: A\ncells:\n  - {kind: text, id: a}\nversion: 1',
  })
  expect(bad.status).toBe(400)
  expect(JSON.stringify(bad.body)).toMatch(/5:\d+: cells\.0\.markdown/)
  expect((await house.as.editor.post(`${apps}/import`, { format: 'ipynb', text: '{', spaceUuid })).status).toBe(400)
  const wordy = { cells: [], metadata: { atrium: { description: 'long '.repeat(2001) } }, nbformat: 4, nbformat_minor: 5 }
  expect((await house.as.editor.post(`${apps}/import`, { format: 'ipynb', text: JSON.stringify(wordy), spaceUuid })).status).toBe(400)
})

it('text that no store keeps is refused with its place, whatever file it comes in', async () => {
  const cell = (source: string): string =>
    JSON.stringify({
      nbformat: 4,
      cells: [
        { cell_type: 'code', source: 'x' },
        { cell_type: 'code', source },
      ],
    })
  const yaml = 'kind: notebook\nslug: unkept\nname: A\ncells:\n  - {kind: text, id: a, markdown: "a\\0b"}\nversion: 1\n'
  for (const text of [cell('a\0b'), cell('\ud800')]) {
    const refused = await house.as.developer.post(`${apps}/import`, { format: 'ipynb', text, spaceUuid })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('cells.1.code holds a NUL character')])
  }
  const imported = await house.as.developer.post(`${apps}/import`, { format: 'yaml', text: yaml, spaceUuid })
  expect([imported.status, JSON.stringify(imported.body)]).toEqual([400, expect.stringMatching(/5:35: This text holds a NUL character/)])
  const pushed = await house.as.developer.post(`/api/v1/app/content-files/${house.projectUuid}`, { files: [{ path: 'a.yml', text: yaml }] })
  expect([pushed.status < 500, JSON.stringify(pushed.body)]).toEqual([true, expect.stringContaining('This text holds a NUL character')])
})

it('what was left out of a notebook of Jupyter, and what only we run, is said', async () => {
  const source = 'rows = %sql select :top\nf = !ls'
  const file = JSON.stringify({ nbformat: 4, metadata: { title: 'Notes', atrium: { description: 'Said' } }, cells: [{ cell_type: 'code', id: 'a', source }] })
  const { app, notes } = await house.as.developer.results<{ app: App; notes: unknown[] }>('POST', `${apps}/import`, { format: 'ipynb', text: file, spaceUuid })
  expect(app).toMatchObject({ name: 'Notes', description: 'Said' })
  expect(notes).toEqual([
    { place: 1, code: 'value_left_out', name: 'f', command: '!ls' },
    { place: 1, code: 'made_several', count: 2 },
    { place: 1, code: 'values_rewritten', names: ['top'] },
  ])
  const { uuid } = await create('Charts', [sql, { kind: 'table', id: 't', of: sql.name }])
  expect(await house.as.developer.results('GET', `/api/v1/app/apps/${uuid}/file?format=ipynb`)).toMatchObject({ leftOut: [], onlyHere: ['t'] })
})

it('previews of the project have copies of notebooks: the newest version, and the app as viewers have it', async () => {
  const part = await create('Part', [sql])
  const { uuid } = await create('Whole', [{ kind: 'component', id: 'c', componentId: part.uuid, version: null }, text('t', 'first')])
  await house.as.developer.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  // A push makes a version, and leaves to viewers what they have.
  const { files } = await house.as.developer.results<{ files: { text: string }[] }>(
    'GET',
    `/api/v1/app/content-files/${house.projectUuid}?kind=notebook&slug=whole`,
  )
  expect(files[0]?.text).toContain('componentId: part')
  const pushed = { files: [{ path: 'a.yml', text: files[0]?.text.replace('first', 'second') }] }
  await house.as.developer.results('POST', `/api/v1/app/content-files/${house.projectUuid}`, pushed)
  const preview = await house.as.admin.results<string>('POST', `/api/v1/projects/${house.projectUuid}/createPreview`, {
    name: 'Copy',
    copyContent: true,
    deleteAfter: null,
  })
  const copies = await house.as.admin.results<App[]>('GET', `/api/v1/app/projects/${preview}/apps`)
  const copy = copies.find(({ name }) => name === 'Whole')
  expect(copy).toMatchObject({ status: 'changed', published: { version: 1 }, newest: { version: 2 } })
  const { versions } = await house.as.admin.results<{ versions: { versionUuid: string }[] }>('GET', `/api/v1/app/apps/${copy?.uuid}/versions`)
  const documents = await Promise.all(
    versions.map((one) => house.as.admin.results<{ document: { cells: object[] } }>('GET', `/api/v1/app/apps/${copy?.uuid}/versions/${one.versionUuid}`)),
  )
  const componentId = copies.find(({ name }) => name === 'Part')?.uuid
  expect(componentId).not.toBe(part.uuid)
  expect(documents.map(({ document }) => document.cells)).toMatchObject([
    [{ componentId }, { markdown: 'first' }],
    [{ componentId }, { markdown: 'second' }],
  ])
})

it('viewers have the app and nothing of how it comes about, whatever the notebook says meanwhile', async () => {
  const cells = [
    sql,
    { kind: 'sql', id: 'shown', name: 'shown', sql: 'select 1 as visible_source', on: 'warehouse' },
    { kind: 'sql', id: 'hidden', name: 'hidden', sql: 'select 2 as secret_of_hidden', on: 'warehouse' },
    { kind: 'input', id: 'year', name: 'year', title: 'Year', input: { type: 'number', default: 2026 } },
    text('said', 'Hello **all**'),
    text('greeting', 'Hello {{ secret_name }}'),
  ]
  const place = (cellId: string, y: number): object => ({ uuid: `of-${cellId}`, cellId, x: 0, y, w: 36, h: 2 })
  const elements = [{ ...place('shown', 0), showsSource: true }, ...['hidden', 'year', 'said', 'greeting'].map((id, at) => place(id, at + 1))]
  const { uuid } = await house.as.developer.results<App>('POST', apps, { name: 'Laid out', spaceUuid, document: { cells, app: { elements } } })
  const at = `/api/v1/app/apps/${uuid}`
  // Nobody has an app of a notebook that was never published, its author neither.
  for (const who of ['viewer', 'developer'] as const) expect((await house.as[who].get(`${at}/published`)).status, who).toBe(403)
  const { version } = ((await save(uuid, cells, null)).body as { results: { version: string } }).results
  await house.as.developer.results('DELETE', `${draftOf(uuid)}?version=${version}`)
  await house.as.developer.results('POST', `${at}/force-publish`, { version: null, comparedVersion: 1 })
  await save(uuid, [text('later', 'A later plan')], null)
  const seen = await house.as.viewer.results<{ cells: { id: string }[] }>('GET', `${at}/published`)
  expect(seen).toMatchObject({
    title: 'Laid out',
    app: { published: { version: 1 }, status: 'published' },
    elements: [{ cellId: 'shown' }, { cellId: 'hidden' }, { cellId: 'year' }, { cellId: 'said' }, { cellId: 'greeting' }],
    cells: [
      { id: 'shown', source: { language: 'sql', text: 'select 1 as visible_source' } },
      { id: 'hidden', title: null },
      { id: 'year', title: 'Year', input: { name: 'year', definition: { type: 'number', default: 2026 } } },
      { id: 'said', markdown: 'Hello **all**' },
      { id: 'greeting' },
    ],
    settings: { rerunsOnInput: true, runsOnOpen: false },
  })
  expect(JSON.stringify(seen)).not.toMatch(/secret|select 1 as one|later plan|newest|unpublished/)
})
