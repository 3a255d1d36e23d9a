import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

let house: WithPeople
beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: status}
`,
    },
    statements: ["CREATE TABLE orders AS SELECT range AS order_id, ['new', 'paid'][range % 2 + 1] AS status FROM range(10)"],
  })
})
afterAll(() => house.stop())

type Made = { uuid: string; slug: string; name: string }
type Tile = { properties: { savedChartUuid: string; chartName: string; belongsToDashboard: boolean } }

const query = {
  exploreName: 'orders',
  dimensions: ['orders_status'],
  metrics: ['orders_order_count'],
  filters: {},
  sorts: [],
  limit: 10,
  tableCalculations: [],
}
const chart = (name: string, place: object): object => ({
  name,
  tableName: 'orders',
  metricQuery: query,
  chartConfig: { type: 'table', config: {} },
  tableConfig: { columnOrder: [] },
  ...place,
})
const tile = ({ uuid }: Made, y: number): object => ({ type: 'saved_chart', x: 0, y, w: 18, h: 6, properties: { savedChartUuid: uuid } })

it('a preview may end by itself: it says when, and is kept by who administers it', async () => {
  const end = new Date(Date.now() + 7 * 86_400_000).toISOString()
  const create = (deleteAfter: string | null) =>
    house.as.admin.post(`/api/v1/projects/${house.projectUuid}/createPreview`, { name: 'Ends', copyContent: false, deleteAfter })
  expect((await create('2020-01-01')).status).toBe(422)
  const preview = ((await create(end)).body as { results: string }).results
  const endOf = async (): Promise<string | null | undefined> =>
    (await house.as.admin.results<{ projectUuid: string; deleteAfter: string | null }[]>('GET', '/api/v1/org/projects')).find(
      ({ projectUuid }) => projectUuid === preview,
    )?.deleteAfter
  expect(await endOf()).toBe(end)
  expect((await house.as.admin.patch(`/api/v1/projects/${house.projectUuid}/metadata`, { deleteAfter: end })).status).toBe(422)
  expect((await house.as.viewer.patch(`/api/v1/projects/${preview}/metadata`, { deleteAfter: null })).status).toBe(403)
  await house.as.admin.results('PATCH', `/api/v1/projects/${preview}/metadata`, { deleteAfter: null })
  expect(await endOf()).toBeNull()
  await house.as.admin.results('DELETE', `/api/v1/org/projects/${preview}`)
})

it('a preview has the data, models, content and access of its project, and goes without it', async () => {
  const { admin, developer, viewer } = house.as
  const inProject = `/api/v1/projects/${house.projectUuid}`
  const top = await admin.results<Made>('POST', `${inProject}/spaces`, { name: 'Company', isPrivate: false })
  const closed = await admin.results<Made>('POST', `${inProject}/spaces`, { name: 'Board', isPrivate: true, parentSpaceUuid: top.uuid })
  await admin.results('POST', `${inProject}/spaces/${closed.uuid}/share`, { userUuid: house.userUuid.viewer, spaceRole: 'viewer' })
  const shared = await admin.results<Made>('POST', `${inProject}/saved`, chart('Shared', { spaceUuid: top.uuid }))
  const secret = await admin.results<Made>('POST', `${inProject}/saved`, chart('Secret', { spaceUuid: closed.uuid }))
  const dashboard = await admin.results<Made>('POST', `${inProject}/dashboards`, { name: 'Week', spaceUuid: top.uuid, tiles: [] })
  const inside = await admin.results<Made>('POST', `${inProject}/saved`, chart('Inside', { dashboardUuid: dashboard.uuid }))
  await admin.results('PATCH', `/api/v1/dashboards/${dashboard.uuid}`, { tiles: [tile(shared, 0), tile(inside, 6), tile(secret, 12)] })

  const preview = await developer.results<string>('POST', `${inProject}/createPreview`, { name: 'Try it', copyContent: true })
  const inPreview = `/api/v1/projects/${preview}`
  expect(await admin.results('GET', inPreview)).toMatchObject({ name: 'Try it', type: 'PREVIEW', upstreamProjectUuid: house.projectUuid })

  const slugs = async (client: typeof admin, what: string): Promise<string[]> =>
    (await client.results<Made[]>('GET', `${inPreview}/${what}`)).map(({ slug }) => slug).toSorted()
  expect(await slugs(admin, 'spaces')).toEqual(['board', 'company'])
  expect(await slugs(admin, 'chart-summaries')).toEqual(['inside', 'secret', 'shared'])
  // The developer who made it sees no more than before, the viewer no less.
  expect(await slugs(developer, 'charts')).toEqual(['shared'])
  expect(await slugs(viewer, 'charts')).toEqual(['secret', 'shared'])
  const spaces = await admin.results<(Made & { parentSpaceUuid: string | null; isPrivate: boolean })[]>('GET', `${inPreview}/spaces`)
  const company = spaces.find(({ slug }) => slug === 'company')
  expect(spaces.find(({ slug }) => slug === 'board')).toMatchObject({ parentSpaceUuid: company?.uuid, isPrivate: true })

  const [copy] = await admin.results<Made[]>('GET', `${inPreview}/dashboards`)
  const { tiles } = await admin.results<{ tiles: Tile[] }>('GET', `/api/v1/dashboards/${copy?.uuid}`)
  expect(tiles.map(({ properties }) => [properties.chartName, properties.belongsToDashboard])).toEqual([
    ['Shared', false],
    ['Inside', true],
    ['Secret', false],
  ])
  const ids = tiles.map(({ properties }) => properties.savedChartUuid)
  expect(ids.filter((id) => [shared.uuid, inside.uuid, secret.uuid].includes(id))).toEqual([])
  const answer = await developer.results<{ rows: unknown[] }>('POST', `/api/v1/saved/${ids[0]}/results`, {})
  expect(answer.rows).toHaveLength(2)

  // What is changed there is promoted back to the one thing that it is a copy of.
  await developer.results('PATCH', `/api/v1/saved/${ids[0]}`, { name: 'Shared, better' })
  expect(await developer.results('POST', `/api/v1/saved/${ids[0]}/promote`)).toMatchObject({ uuid: shared.uuid, name: 'Shared, better' })

  expect((await developer.get(inPreview)).status).toBe(200)
  await developer.results('DELETE', `/api/v1/org/projects/${preview}`)
  expect((await admin.get(inPreview)).status).toBe(404)
  expect((await developer.results<{ rows: unknown[] }>('POST', `/api/v1/saved/${shared.uuid}/results`, {})).rows).toHaveLength(2)
})

it('SQL charts and virtual views come along, and SQL charts are promoted with the dashboard that shows them', async () => {
  const { admin, developer } = house.as
  const inProject = `/api/v1/projects/${house.projectUuid}`
  const space = await admin.results<Made>('POST', `${inProject}/spaces`, { name: 'With SQL', isPrivate: false })
  const sql = 'select status from orders'
  const { savedSqlUuid } = await developer.results<{ savedSqlUuid: string }>('POST', `${inProject}/sqlRunner/saved`, {
    name: 'By hand',
    sql,
    limit: 10,
    config: { type: 'table' },
    spaceUuid: space.uuid,
  })
  const view = await developer.results<{ name: string }>('POST', `${inProject}/sqlRunner/virtual-view`, {
    name: 'Status only',
    sql,
    columns: [{ reference: 'status', type: 'string' }],
  })
  const sqlTile = { type: 'sql_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedSqlUuid } }
  const dashboard = await admin.results<Made>('POST', `${inProject}/dashboards`, { name: 'By hand', spaceUuid: space.uuid, tiles: [sqlTile] })

  const preview = await developer.results<string>('POST', `${inProject}/createPreview`, { name: 'With SQL', copyContent: true })
  const inPreview = `/api/v1/projects/${preview}`
  const explores = await developer.results<{ name: string }[]>('GET', `${inPreview}/explores`)
  expect(explores.map(({ name }) => name)).toContain(view.name)
  const copy = (await developer.results<Made[]>('GET', `${inPreview}/dashboards`)).find(({ slug }) => slug === dashboard.slug)
  type SqlTiles = { uuid: string; tiles: { properties: { savedSqlUuid: string | null } }[] }
  const { tiles } = await developer.results<SqlTiles>('GET', `/api/v1/dashboards/${copy?.uuid}`)
  const copied = tiles[0]?.properties.savedSqlUuid ?? ''
  expect([null, savedSqlUuid]).not.toContain(copied)
  expect(await developer.results('GET', `${inPreview}/sqlRunner/saved/${copied}`)).toMatchObject({ name: 'By hand', sql })

  await developer.results('PATCH', `${inPreview}/sqlRunner/saved/${copied}`, { unversionedData: { name: 'By hand, better' } })
  type Diff = { sqlCharts: { action: string }[]; dashboards: { action: string; problems: unknown[] }[] }
  const diff = await developer.results<Diff>('GET', `/api/v1/dashboards/${copy?.uuid}/promoteDiff`)
  expect(diff.sqlCharts.map(({ action }) => action)).toEqual(['update'])
  expect(diff.dashboards).toMatchObject([{ action: 'no changes', problems: [] }])
  const promoted = await developer.results<SqlTiles>('POST', `/api/v1/dashboards/${copy?.uuid}/promote`)
  expect(promoted).toMatchObject({ uuid: dashboard.uuid, tiles: [{ properties: { savedSqlUuid } }] })
  expect(await developer.results('GET', `${inProject}/sqlRunner/saved/${savedSqlUuid}`)).toMatchObject({ name: 'By hand, better' })
})

it('tables that were dropped into the project are there too, and stay when the preview goes', async () => {
  const { admin } = house.as
  const at = `/api/v1/app/uploads/${house.projectUuid}`
  const text = 'city,amount\nOslo,2\nRome,3\n'
  const { uploadUuid } = await admin.results<{ uploadUuid: string }>('POST', at, { fileName: 'sales.csv', size: text.length })
  const sent = await admin.call('PUT', `${at}/${uploadUuid}?offset=0`, text, { 'content-type': 'application/octet-stream' })
  expect(sent.status).toBe(200)
  type Read = { columns: { name: string; label: string; type: string }[] }
  const { columns } = await admin.results<Read>('POST', `${at}/${uploadUuid}/preview`, { options: {}, types: {} })
  await admin.results('POST', `${at}/${uploadUuid}/model`, {
    name: 'sales',
    label: 'Sales',
    options: {},
    columns: columns.map(({ name, label, type }, source) => ({ source, name, label, type })),
  })

  const preview = await admin.results<string>('POST', `/api/v1/projects/${house.projectUuid}/createPreview`, { name: 'With a file', copyContent: false })
  const cities = (projectUuid: string): Promise<{ rows: object[] }> =>
    admin.results('POST', `/api/v1/projects/${projectUuid}/sqlQuery`, { sql: 'select city from sales order by city' })
  expect((await cities(preview)).rows).toHaveLength(2)
  await admin.results('DELETE', `/api/v1/org/projects/${preview}`)
  expect((await cities(house.projectUuid)).rows).toHaveLength(2)
})

it('a preview without content is empty, and of a preview there is none', async () => {
  const { admin, developer, editor } = house.as
  const create = (projectUuid: string, by = developer) =>
    by.call('POST', `/api/v1/projects/${projectUuid}/createPreview`, { name: '  Leer 🚀  ', copyContent: false })
  expect((await create(house.projectUuid, editor)).status).toBe(403)
  expect((await create(house.foreignProjectUuid)).status).toBe(403)
  const made = (await create(house.projectUuid)).body as { results: string }
  expect(await admin.results('GET', `/api/v1/projects/${made.results}`)).toMatchObject({ name: 'Leer 🚀' })
  expect(await admin.results('GET', `/api/v1/projects/${made.results}/spaces`)).toEqual([])
  expect((await create(made.results)).status).toBe(403)
})

it('whose role in a project gets less or goes has no more than that in its previews', async () => {
  const { admin, developer, member } = house.as
  const inProject = `/api/v1/projects/${house.projectUuid}`
  const group = await admin.results<{ uuid: string }>('POST', '/api/v1/org/groups', { name: 'Testers', members: [{ userUuid: house.userUuid.member }] })
  await admin.results('POST', `${inProject}/access`, { email: house.email('member'), role: 'developer', sendEmail: false })
  await admin.results('POST', `/api/v1/groups/${group.uuid}/projects/${house.projectUuid}`, { role: 'editor' })
  const preview = await developer.results<string>('POST', `${inProject}/createPreview`, { name: 'Kept', copyContent: true })
  const inPreview = `/api/v1/projects/${preview}`
  const roles = async (): Promise<unknown[]> => [
    (await admin.results<{ userUuid: string; role: string }[]>('GET', `${inPreview}/access`)).find(({ userUuid }) => userUuid === house.userUuid.member)?.role,
    (await admin.results<{ groupUuid: string; role: string }[]>('GET', `${inPreview}/groupAccesses`)).find(({ groupUuid }) => groupUuid === group.uuid)?.role,
  ]
  expect(await roles()).toEqual(['developer', 'editor'])

  await admin.results('PATCH', `${inProject}/access/${house.userUuid.member}`, { role: 'viewer' })
  await admin.results('PATCH', `/api/v1/groups/${group.uuid}/projects/${house.projectUuid}`, { role: 'interactive_viewer' })
  expect(await roles()).toEqual(['viewer', 'interactive_viewer'])
  // More in the project is no more in the preview.
  await admin.results('PATCH', `${inProject}/access/${house.userUuid.member}`, { role: 'editor' })
  expect(await roles()).toEqual(['viewer', 'interactive_viewer'])

  await admin.results('DELETE', `${inProject}/access/${house.userUuid.member}`)
  await admin.results('DELETE', `/api/v1/groups/${group.uuid}/projects/${house.projectUuid}`)
  expect(await roles()).toEqual([undefined, undefined])
  expect((await member.get(inPreview)).status).toBe(403)
  await admin.results('DELETE', `/api/v1/org/projects/${preview}`)
  await admin.results('DELETE', `/api/v1/groups/${group.uuid}`)
})
