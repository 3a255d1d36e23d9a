import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContentKind } from '@atrium/documents'
import { newId } from '../../platform/ids.ts'
import { createChart } from '../content/create-chart.ts'
import { createDashboard } from '../content/create-dashboard.ts'
import { createNotebook } from '../apps/create-notebook.ts'
import { fileReaderEntry } from '../content/testing/reader-entry.ts'
import { createFileReader, type FileReader } from '../content/files/file-reader.ts'
import { createSpace } from '../content/create-space.ts'
import { addSpaceAccess } from '../content/space-access.ts'
import { updateSpace } from '../content/update-space.ts'
import { createSqlChart } from '../content/sql-charts/create-sql-chart.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from '../content/testing/content-world.ts'
import { getChart } from '../content/get-chart.ts'
import { getDashboard } from '../content/get-dashboard.ts'
import { updateDashboard } from '../content/update-dashboard.ts'
import { exportContent, type ExportedFile } from './export-content.ts'
import { pushContent } from './push-content.ts'
import type { PushContent, PushOutcome } from './types.ts'

let world: ContentWorld
let fileReader: FileReader
let admin: string
beforeAll(async () => {
  world = await createContentWorld()
  fileReader = createFileReader({ entry: await fileReaderEntry(), timeoutMs: 20_000, memoryMegabytes: 512, mostWaiting: 10 })
  admin = world.userId
})
afterAll(async () => {
  await fileReader.close()
  await world.end()
})

async function newProject(): Promise<string> {
  const id = newId()
  await world.test.db
    .insertInto('projects')
    .values({
      id,
      organization_id: world.organizationId,
      name: 'Empty',
      type: 'DEFAULT',
      start_of_week: null,
      upstream_project_id: null,
      created_by: null,
      warehouse: JSON.stringify({ type: 'none' }),
      model_source: JSON.stringify({ type: 'none' }),
    })
    .execute()
  return id
}

type Files = readonly { path: string; text: string }[]
const exported = (projectId: string, by = admin): Promise<ExportedFile[]> => world.as(by, exportContent, { projectId })
const push = async (projectId: string, files: Files, more: Partial<PushContent> = {}, by = admin): Promise<PushOutcome> =>
  // No file here is an endpoint: nothing is asked of a warehouse.
  pushContent({ ...(await world.ctx(by)), fileReader } as Parameters<typeof pushContent>[0], { projectId, files, deletes: false, dryRun: false, ...more })
const actions = ({ changes }: PushOutcome): string[] => changes.map(({ action, kind, slug }) => `${action} ${kind} ${slug}`)
const said = ({ problems }: PushOutcome): string[] => problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
const texts = (files: Files): string[] => files.map(({ path, text }) => `${path}\n${text}`)
const textOf = (files: readonly ExportedFile[], kind: ContentKind, slug: string): string =>
  files.find((file) => file.kind === kind && file.slug === slug)?.text ?? ''

const space = (slug: string, more = ''): string => `kind: space\nslug: ${slug}\nname: ${slug}\n${more}version: 1\n`
const chart = (slug: string, place: string, more = ''): string =>
  `kind: chart\nslug: ${slug}\nname: ${slug}\n${place}\ntableName: orders\nmetricQuery: { metrics: [orders_total] }\nchartConfig: { type: table }\n${more}version: 1\n`
const dashboard = (slug: string, place: string, ...charts: string[]): string => {
  const tiles = charts.map((one, y) => `  - { type: saved_chart, uuid: ${slug}-${y}, x: 0, y: ${y}, w: 9, h: 1, properties: { chartSlug: ${one} } }\n`)
  return `kind: dashboard\nslug: ${slug}\nname: ${slug}\nspaceSlug: ${place}\ntiles:\n${tiles.join('')}${tiles.length === 0 ? '  []\n' : ''}version: 1\n`
}

/** A project with one of everything. */
async function fullProject(): Promise<string> {
  const projectId = await newProject()
  const top = await world.as(admin, createSpace, { projectId, name: 'Company', isPrivate: false, description: 'All of it' })
  const below = await world.as(admin, createSpace, { projectId, name: 'Sales', parentId: top.id })
  const revenue = await world.as(admin, createChart, { projectId, spaceId: below.id, name: 'Revenue', document: chartDocument() })
  const sqlDocument = { sql: 'select 1 as one', limit: 10, config: { type: 'table' } }
  const rows = await world.as(admin, createSqlChart, { projectId, spaceId: top.id, name: 'Rows', document: sqlDocument })
  const sales = await world.as(admin, createDashboard, { projectId, spaceId: below.id, name: 'Sales', document: dashboardDocument(revenue.id) })
  const inside = await world.as(admin, createChart, { projectId, dashboardId: sales.id, name: 'Only here', document: chartDocument() })
  const names = { kind: 'sql', id: 'a', name: 'names', sql: 'select 1 as one', on: 'warehouse' }
  const part = await world.as(admin, createNotebook, { projectId, spaceId: top.id, name: 'Names', document: { type: 'component', cells: [names] } })
  const uses = { kind: 'component', id: 'c', componentId: part.id, version: null }
  await world.as(admin, createNotebook, { projectId, spaceId: below.id, name: 'A notebook', description: 'What it is for', document: { cells: [uses] } })
  const tiles = dashboardDocument(revenue.id, inside.id)['tiles'] as unknown[]
  const sqlTile = { uuid: newId(), type: 'sql_chart', x: 18, y: 0, w: 9, h: 3, properties: { savedSqlUuid: rows.id } }
  const text = { uuid: newId(), type: 'markdown', x: 18, y: 9, w: 9, h: 3, properties: { title: '', content: '# yes\n\n: #no' } }
  await world.as(admin, updateDashboard, {
    idOrSlug: sales.id,
    document: { tiles: [...tiles, sqlTile, text], parameters: { region: { parameterName: 'region', value: 'north' } } },
  })
  return projectId
}

describe('content as files', () => {
  it('makes the same content in another project, and the same files come out of that', async () => {
    const files = await exported(await fullProject())
    expect(files.map(({ path }) => path)).toEqual([
      'charts/only-here.yml',
      'charts/revenue.yml',
      'dashboards/sales.yml',
      'notebooks/a-notebook.yml',
      'notebooks/names.yml',
      'spaces/company.yml',
      'spaces/sales.yml',
      'sql-charts/rows.yml',
    ])
    const other = await newProject()
    const done = await push(other, files)
    expect(said(done)).toEqual([])
    expect(actions(done)).toEqual([
      'create space company',
      'create space sales',
      'create sql_chart rows',
      'create chart revenue',
      'create dashboard sales',
      'create notebook names',
      'create notebook a-notebook',
      'create chart only-here',
    ])
    expect(texts(await exported(other))).toEqual(texts(files))
    expect(textOf(files, 'notebook', 'a-notebook')).toContain('componentId: names')
    expect(actions(await push(other, files)).every((action) => action.startsWith('unchanged '))).toBe(true)
  })

  it('changes what a file says otherwise, and nothing else', async () => {
    const projectId = await fullProject()
    const files = await exported(projectId)
    const changed = files.map(({ path, text }) => ({
      path,
      text: path === 'charts/revenue.yml' ? text.replace('limit: 500', 'limit: 7').replace('name: Revenue', 'name: Income') : text,
    }))
    const planned = await push(projectId, changed, { dryRun: true })
    expect(actions(planned).filter((action) => !action.startsWith('unchanged'))).toEqual(['update chart revenue'])
    expect(texts(await exported(projectId))).toEqual(texts(files))
    const done = await push(projectId, changed, { expectedVersion: planned.version })
    expect(done).toMatchObject({ applied: true, version: planned.version })
    expect(textOf(await exported(projectId), 'chart', 'revenue')).toContain('name: Income')
    await expect(push(projectId, changed, { expectedVersion: planned.version })).rejects.toMatchObject({ details: { reason: 'push_changed' } })
  })

  it('deletes what no file holds only when that is asked for', async () => {
    const projectId = await fullProject()
    const files = (await exported(projectId)).filter(({ kind }) => kind === 'space')
    expect(actions(await push(projectId, files)).filter((action) => !action.startsWith('unchanged'))).toEqual([])
    const done = await push(projectId, files, { deletes: true })
    expect(actions(done).filter((action) => action.startsWith('delete'))).toEqual([
      'delete notebook names',
      'delete notebook a-notebook',
      'delete dashboard sales',
      'delete chart revenue',
      'delete chart only-here',
      'delete sql_chart rows',
    ])
    expect(texts(await exported(projectId))).toEqual(texts(files))
  })

  it('tells of notebooks whose components are not there, or use each other in a circle', async () => {
    const projectId = await newProject()
    const notebook = (slug: string, uses: string): string =>
      `kind: notebook\nslug: ${slug}\nname: ${slug}\nspaceSlug: s\ncells:\n  - { kind: component, id: c, componentId: ${uses}, version: null }\nversion: 1\n`
    const files = (...texts: string[]): Files => [space('s', 'isPrivate: false\n'), ...texts].map((text, place) => ({ path: `${place}.yml`, text }))
    const missing = await push(projectId, files(notebook('a', 'nmes')))
    expect(said(missing)).toEqual(['1.yml:6:44 cells.0.componentId: there is no notebook "nmes" in this project.'])
    const round = await push(projectId, files(notebook('a', 'b'), notebook('b', 'a')))
    expect(said(round).map((one) => one.replace(/^.*?: /, ''))).toEqual([
      'the notebook "a" uses itself as a component, directly or through others.',
      'the notebook "b" uses itself as a component, directly or through others.',
    ])
    expect(await exported(projectId)).toEqual([])
  })

  it('moves, and takes a chart out of its dashboard', async () => {
    const projectId = await fullProject()
    const before = await exported(projectId)
    const moved = textOf(before, 'chart', 'only-here').replace('dashboardSlug: sales', 'spaceSlug: company')
    expect(said(await push(projectId, [{ path: 'a.yml', text: moved }]))).toEqual([])
    expect(textOf(await exported(projectId), 'chart', 'only-here')).toBe(moved)
    const top = textOf(before, 'space', 'sales').replace('parentSlug: company\ninheritsAccess: true\n', 'isPrivate: true\n')
    expect(said(await push(projectId, [{ path: 'a.yml', text: top }]))).toEqual([])
    expect(textOf(await exported(projectId), 'space', 'sales')).toBe(top)
  })
})

describe('files that cannot be pushed', () => {
  it('change nothing at all, and everything that is wrong is told with its place', async () => {
    const projectId = await fullProject()
    const before = await exported(projectId)
    const outcome = await push(projectId, [
      { path: 'good.yml', text: space('good') },
      { path: 'cut.yml', text: chart('cut', 'spaceSlug: good').slice(0, 40) },
      { path: 'first.yml', text: chart('twice', 'spaceSlug: good') },
      { path: 'second.yml', text: chart('twice', 'spaceSlug: good') },
      { path: 'lost.yml', text: dashboard('lost', 'goood', 'revenu') },
      { path: 'inside.yml', text: chart('revenue', 'dashboardSlug: sales') },
      { path: 'a.yml', text: space('a', 'parentSlug: b\n') },
      { path: 'b.yml', text: space('b', 'parentSlug: a\n') },
    ])
    expect(outcome.applied).toBe(false)
    expect(said(outcome)).toEqual([
      'cut.yml:4:1 Implicit map keys need to be followed by map values.',
      'second.yml:2:7 slug: the chart "twice" stands in first.yml too.',
      'lost.yml:4:12 spaceSlug: there is no space "goood" in this project.',
      'lost.yml:6:89 tiles.0.properties.chartSlug: there is no chart "revenu" in this project.',
      'inside.yml:4:16 dashboardSlug: the chart "revenue" lives in the space "sales"; a chart cannot be moved into a dashboard.',
      'a.yml:4:13 parentSlug: the space "a" lies inside of itself.',
      'b.yml:4:13 parentSlug: the space "b" lies inside of itself.',
    ])
    expect(outcome.problems.find(({ file }) => file === 'lost.yml')?.hint).toBe('Did you mean good?')
    expect(texts(await exported(projectId))).toEqual(texts(before))
  })

  it('are taken back whole when the last of them is refused', async () => {
    const projectId = await newProject()
    const good = [
      { path: 'a.yml', text: space('a') },
      { path: 'b.yml', text: chart('b', 'spaceSlug: a') },
    ]
    const logged = await changeLines()
    const bad = { path: 'c.yml', text: dashboard('c', 'a', 'b').replace('tiles:\n', 'parameters: { "": 1 }\ntiles:\n') }
    expect((await push(projectId, [...good, bad])).applied).toBe(false)
    expect((await push(projectId, [...good, { path: 'c.yml', text: dashboard('c', 'a', 'b') }], { dryRun: true })).problems).toEqual([])
    expect(await exported(projectId)).toEqual([])
    expect(await changeLines()).toBe(logged)
  })

  const changeLines = async (): Promise<number> => (await world.test.db.selectFrom('change_log').select('id').execute()).length
})

describe('who may push', () => {
  it('is whoever may do each part by hand; a dry run says which part is not theirs', async () => {
    const projectId = await fullProject()
    const before = await exported(projectId)
    const viewer = await world.person('viewer')
    const changed = [{ path: 'r.yml', text: textOf(before, 'chart', 'revenue').replace('limit: 500', 'limit: 7') }]
    expect(said(await push(projectId, changed, { dryRun: true }, viewer))).toEqual([expect.stringMatching(/^r\.yml:1:1 .*access/) as string])
    await expect(push(projectId, changed, {}, viewer)).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('r.yml') as string })
    const editor = await world.person('editor')
    const sql = [{ path: 's.yml', text: textOf(before, 'sql_chart', 'rows').replace('select 1', 'select 2') }]
    await expect(push(projectId, sql, {}, editor)).rejects.toMatchObject({ code: 'forbidden' })
    expect(texts(await exported(projectId))).toEqual(texts(before))
    await expect(push(projectId, [], {}, await world.person('member'))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('sees and touches nothing of spaces that are closed to them', async () => {
    const projectId = await fullProject()
    const closed = await world.as(admin, createSpace, { projectId, name: 'Board', isPrivate: true })
    const secret = await world.as(admin, createChart, { projectId, spaceId: closed.id, name: 'Salaries', document: chartDocument() })
    const open = await world.as(admin, getDashboard, { idOrSlug: 'sales', projectId })
    const [tile] = dashboardDocument(secret.id)['tiles'] as object[]
    await world.as(admin, updateDashboard, { idOrSlug: open.id, document: { tiles: [...open.spec.tiles, tile] } })

    const editor = await world.person('editor')
    const files = await exported(projectId, editor)
    expect(JSON.stringify(files)).not.toContain('salaries')
    const renamed = files.map(({ path, text }) => ({ path, text: path.startsWith('dashboards/') ? text.replace('x: 0', 'x: 1') : text }))
    const done = await push(projectId, renamed, { deletes: true }, editor)
    expect([said(done), done.applied]).toEqual([[], true])
    // The tile goes on showing what its editor may not see.
    const after = await world.as(admin, getDashboard, { idOrSlug: 'sales', projectId })
    expect(JSON.stringify(after.spec.tiles)).toContain(secret.id)

    // So it does when a chart that is new is put inside of the dashboard along with its tile, in one push.
    const board = textOf(await exported(projectId, editor), 'dashboard', 'sales')
    const tileOfNew = 'tiles:\n  - { type: saved_chart, uuid: new, x: 0, y: 90, w: 9, h: 1, properties: { chartSlug: added } }\n'
    const both = [
      { path: 'dashboards/sales.yml', text: board.replace('tiles:\n', tileOfNew) },
      { path: 'charts/added.yml', text: chart('added', 'dashboardSlug: sales') },
    ]
    const added = await push(projectId, both, {}, editor)
    expect([said(added), added.applied]).toEqual([[], true])
    const whole = await world.as(admin, getDashboard, { idOrSlug: 'sales', projectId })
    expect(JSON.stringify(whole.spec.tiles)).toContain(secret.id)
    const chartOf = new Map(whole.spec.tiles.map((one) => [one.uuid, one.type === 'saved_chart' ? one.properties.savedChartUuid : null]))
    expect(chartOf.get('new')).toEqual(expect.any(String))
    expect(actions(await push(projectId, await exported(projectId, editor), {}, editor)).filter((action) => !action.startsWith('unchanged'))).toEqual([])
  })

  it('is not told by a slug what there is in them', async () => {
    const projectId = await fullProject()
    const closed = await world.as(admin, createSpace, { projectId, name: 'Board', isPrivate: true })
    const secret = await world.as(admin, createChart, { projectId, spaceId: closed.id, name: 'Salaries', document: chartDocument() })
    const [editor, viewer] = await Promise.all([world.person('editor'), world.person('viewer')])
    const filesOf = (chartSlug: string, spaceSlug: string) => [
      { path: 's.yml', text: space(spaceSlug, 'isPrivate: true\n') },
      { path: 'c.yml', text: chart(chartSlug, `spaceSlug: ${spaceSlug}`) },
      { path: 'd.yml', text: dashboard('shown', spaceSlug, chartSlug) },
    ]
    const taken = filesOf('salaries', 'board')
    // A try answers the same whether somebody else has the slugs or not, to those who may do it and to those who may not.
    const told = (outcome: PushOutcome): string =>
      JSON.stringify([said(outcome), outcome.changes])
        .replaceAll(/salaries|wages/g, 'X')
        .replaceAll(/board|table/g, 'Y')
    for (const who of [editor, viewer]) {
      const [known, free] = [await push(projectId, taken, { dryRun: true }, who), await push(projectId, filesOf('wages', 'table'), { dryRun: true }, who)]
      expect(told(known)).toBe(told(free))
    }
    expect(said(await push(projectId, [{ path: 'x.yml', text: chart('mine', 'spaceSlug: board') }], { dryRun: true }, editor))).toEqual([
      'x.yml:4:12 spaceSlug: there is no space "board" in this project.',
    ])

    // What is pushed gets slugs of its own, and the next push finds it.
    const done = await push(projectId, taken, {}, editor)
    expect([said(done), done.applied]).toEqual([[], true])
    const made = (await exported(projectId, editor)).filter(({ slug }) => /^(salaries|board)-[0-9a-f]{8}$/.test(slug))
    expect(made.map(({ kind }) => kind)).toEqual(['chart', 'space'])
    expect((await push(projectId, taken, { dryRun: true }, editor)).changes.map(({ action }) => action)).toEqual(['unchanged', 'unchanged', 'unchanged'])
    const only = await push(projectId, [{ path: 'c.yml', text: chart('salaries', 'spaceSlug: board').replace('name: salaries', 'name: Renamed') }], {}, editor)
    expect(only).toMatchObject({ problems: [], changes: [{ action: 'update' }] })
    expect(await world.as(admin, getChart, { idOrSlug: secret.id })).toMatchObject({ name: 'Salaries', slug: 'salaries' })
  })

  it('may put something into the space that is made along with it', async () => {
    const projectId = await newProject()
    const editor = await world.person('editor')
    const files = [
      { path: 's.yml', text: space('mine', 'isPrivate: true\n') },
      { path: 'c.yml', text: chart('c', 'spaceSlug: mine') },
      { path: 'd.yml', text: dashboard('d', 'mine', 'c', 'i') },
      { path: 'i.yml', text: chart('i', 'dashboardSlug: d') },
    ]
    const done = await push(projectId, files, {}, editor)
    expect([said(done), done.applied]).toEqual([[], true])
    expect((await exported(projectId, editor)).map(({ slug }) => slug)).toEqual(['c', 'i', 'd', 'mine'])
  })

  it('renames a space whose place they may not see, and who sees it stays', async () => {
    const projectId = await newProject()
    const open = await world.as(admin, createSpace, { projectId, name: 'Team', isPrivate: false })
    const above = await world.as(admin, createSpace, { projectId, name: 'Above', isPrivate: true })
    await world.as(admin, updateSpace, { idOrSlug: open.id, parentId: above.id, inherits: true })
    const owner = await world.person('editor')
    await world.as(admin, addSpaceAccess, { idOrSlug: open.id, userId: owner, role: 'admin' })
    const [file] = await exported(projectId, owner)
    const done = await push(projectId, [{ path: 'team.yml', text: (file?.text ?? '').replace('name: Team', 'name: Crew') }], {}, owner)
    expect([said(done), done.applied, actions(done)]).toEqual([[], true, ['update space team']])
    const stranger = await world.person('editor')
    expect(await exported(projectId, stranger)).toEqual([])
    expect((await exported(projectId)).map(({ slug, text }) => [slug, /name: (.*)/.exec(text)?.[1]])).toEqual([
      ['above', 'Above'],
      ['team', 'Crew'],
    ])
  })
})
