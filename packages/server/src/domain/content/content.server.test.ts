import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { chartHistory, dashboardHistory, getChartVersion, getDashboardVersion } from './content-history.ts'
import { createChart } from './create-chart.ts'
import { createDashboard } from './create-dashboard.ts'
import { createSpace } from './create-space.ts'
import { deleteChart, deleteDashboard, deleteSpace } from './delete-content.ts'
import { duplicateChart } from './duplicate-chart.ts'
import { duplicateDashboard } from './duplicate-dashboard.ts'
import { getChart } from './get-chart.ts'
import { getDashboard } from './get-dashboard.ts'
import { getSpace } from './get-space.ts'
import { listCharts, listChartSummaries } from './list-charts.ts'
import { listDashboards } from './list-dashboards.ts'
import { rollbackChart, rollbackDashboard } from './rollback-content.ts'
import { saveChartVersion } from './save-chart-version.ts'
import { seedContent } from './seed-content.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from './testing/content-world.ts'
import { emptyTrash, listTrash, restoreFromTrash } from './trash.ts'
import { updateChart } from './update-chart.ts'
import { updateDashboard } from './update-dashboard.ts'
import { updateCharts } from './update-many.ts'

let world: ContentWorld
let admin: string
let editor: string
let projectId: string
let spaceId: string
beforeAll(async () => {
  world = await createContentWorld()
  ;({ userId: admin, projectId } = world)
  editor = await world.person('editor')
  spaceId = (await world.as(admin, createSpace, { projectId, name: 'Shared', isPrivate: false })).id
})
afterAll(() => world.end())

const newChart = (name: string, more: { spaceId?: string; dashboardId?: string } = { spaceId }) =>
  world.as(admin, createChart, { projectId, name, document: chartDocument(), ...more })
const newDashboard = (name: string, ...chartIds: string[]) =>
  world.as(admin, createDashboard, { projectId, spaceId, name, document: dashboardDocument(...chartIds) })

describe('a chart', () => {
  it('is saved in the first space that takes it, and seen with who made it and what one may', async () => {
    const chart = await world.as(editor, createChart, { projectId, name: '  Sales  ', document: chartDocument() })
    expect(chart).toMatchObject({
      name: 'Sales',
      slug: 'sales',
      space: { id: spaceId },
      dashboard: null,
      revision: 1,
      updatedBy: { id: editor },
      ownAccess: { role: 'editor', hasDirectAccess: false, inheritedFrom: 'organization' },
    })
    await world.as(editor, getChart, { idOrSlug: 'sales' })
    await world.views.flush()
    expect((await world.as(editor, getChart, { idOrSlug: chart.id })).views).toBe(1)
  })

  it('keeps its versions: history, one of them, and back again', async () => {
    const { id } = await newChart('Versions')
    world.clock.advance(20 * 86_400_000)
    await world.as(editor, saveChartVersion, { idOrSlug: id, document: chartDocument('orders_second') })
    const history = await world.as(editor, chartHistory, { idOrSlug: id })
    expect(history.map((one) => one.number)).toEqual([2, 1])
    const firstId = history[1]?.id ?? ''
    const old = await world.as(editor, getChartVersion, { idOrSlug: id, versionId: firstId })
    expect(old.chart.spec.metricQuery.metrics).toEqual(['orders_total'])
    const back = await world.as(editor, rollbackChart, { idOrSlug: id, versionId: firstId })
    expect(back).toMatchObject({ revision: 3, spec: { metricQuery: { metrics: ['orders_total'] } } })
    const other = await newChart('Other')
    await expect(world.as(editor, getChartVersion, { idOrSlug: other.id, versionId: firstId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('says which field of it is wrong, and saves nothing then', async () => {
    const before = (await world.as(admin, listCharts, { projectId })).length
    const document = { ...chartDocument(), tableName: 7 }
    await expect(world.as(editor, createChart, { projectId, spaceId, name: 'Bad', document })).rejects.toMatchObject({
      code: 'invalid',
      details: { fields: [{ path: 'tableName' }] },
    })
    await expect(newChart('   ')).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ path: 'name' }] } })
    expect(await world.as(admin, listCharts, { projectId })).toHaveLength(before)
  })

  it('refuses to overwrite what its author has not seen', async () => {
    const { id } = await newChart('Contested')
    await world.as(editor, saveChartVersion, { idOrSlug: id, document: chartDocument('a'), expectedRevision: 1 })
    await expect(world.as(admin, saveChartVersion, { idOrSlug: id, document: chartDocument('b'), expectedRevision: 1 })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('takes SQL only from people who may write SQL, and keeps it when others save', async () => {
    const base = chartDocument()
    const withSql = (sql: string) => ({
      ...base,
      metricQuery: {
        ...(base['metricQuery'] as object),
        customDimensions: [{ id: 'c', name: 'c', table: 'orders', type: 'sql', sql, dimensionType: 'string' }],
      },
    })
    await expect(world.as(editor, createChart, { projectId, spaceId, name: 'SQL', document: withSql('1') })).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await world.as(admin, createChart, { projectId, spaceId, name: 'SQL', document: withSql('1') })
    await world.as(editor, saveChartVersion, { idOrSlug: id, document: withSql('1') })
    await expect(world.as(editor, saveChartVersion, { idOrSlug: id, document: withSql('2') })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('goes to the trash and comes back', async () => {
    const { id } = await newChart('Trash me')
    await world.as(editor, deleteChart, { idOrSlug: id })
    await expect(world.as(admin, getChart, { idOrSlug: id })).rejects.toMatchObject({ code: 'not_found' })
    const viewer = await world.person('viewer')
    const inTrash = async (person: typeof viewer) => (await world.as(person, listTrash, { projectId })).find((one) => one.id === id)
    expect(await inTrash(editor)).toMatchObject({ name: 'Trash me', deletedBy: { id: editor }, mayRestore: true })
    expect(await inTrash(viewer)).toMatchObject({ mayRestore: false })
    await expect(world.as(viewer, restoreFromTrash, { id })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await world.as(editor, restoreFromTrash, { id })).toEqual({ restoredIds: [id] })
    expect((await world.as(admin, getChart, { idOrSlug: id })).name).toBe('Trash me')
  })

  it('is changed with others all or not at all', async () => {
    const [a, b] = [await newChart('Bulk a'), await newChart('Bulk b')]
    await expect(
      world.as(editor, updateCharts, {
        projectId,
        changes: [
          { id: a.id, name: 'Renamed' },
          { id: newId(), name: 'Ghost' },
        ],
      }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect((await world.as(admin, getChart, { idOrSlug: a.id })).name).toBe('Bulk a')
    const changed = await world.as(editor, updateCharts, {
      projectId,
      changes: [
        { id: a.id, name: 'Renamed' },
        { id: b.id, description: 'why' },
      ],
    })
    expect(changed.map((one) => [one.name, one.description])).toEqual([
      ['Renamed', null],
      ['Bulk b', 'why'],
    ])
  })

  it('leaves a line in the change log for every change', async () => {
    const { id } = await newChart('Logged')
    await world.as(editor, updateChart, { idOrSlug: id, change: { name: 'Logged well' } })
    const lines = await world.test.db.selectFrom('change_log').selectAll().where('target_id', '=', id).orderBy('id').execute()
    expect(lines.map((line) => [line.operation, line.actor_id, line.project_id])).toEqual([
      ['charts.create', admin, projectId],
      ['charts.update', editor, projectId],
    ])
    expect(lines[1]).toMatchObject({ before: { name: 'Logged' }, after: { name: 'Logged well' } })
  })
})

describe('a dashboard', () => {
  it('shows its charts, and keeps versions of its tiles only', async () => {
    const chart = await newChart('On it')
    const dashboard = await newDashboard('Board', chart.id)
    expect(dashboard.charts.get(chart.id)?.name).toBe('On it')
    expect(await world.as(editor, updateDashboard, { idOrSlug: dashboard.id, change: { name: 'Board!' } })).toMatchObject({ name: 'Board!', revision: 1 })
    const changed = await world.as(editor, updateDashboard, { idOrSlug: dashboard.id, document: { tiles: [] } })
    expect(changed).toMatchObject({ revision: 2, spec: { tiles: [], filters: { dimensions: [] } } })
    const history = await world.as(editor, dashboardHistory, { idOrSlug: dashboard.id })
    expect(history.versions.map(({ number, changes }) => [number, changes.map(({ what }) => what)])).toEqual([
      [1, []],
      [2, ['tile_removed']],
    ])
    expect(history.charts.get(chart.id)?.name).toBe('On it')
    const versionId = history.versions[0]?.id ?? ''
    expect((await world.as(editor, getDashboardVersion, { idOrSlug: dashboard.id, versionId })).dashboard.spec.tiles).toHaveLength(1)
    expect((await world.as(editor, rollbackDashboard, { idOrSlug: dashboard.id, versionId })).spec.tiles).toHaveLength(1)
    expect(await world.as(editor, listDashboards, { projectId, chartId: chart.id })).toHaveLength(1)
    const viewer = await world.person('viewer')
    expect(changed.abilities).toContain('dashboard.update')
    expect((await world.as(viewer, getDashboard, { idOrSlug: dashboard.id })).abilities).toEqual(['dashboard.view', 'comment.view'])
    await expect(world.as(viewer, rollbackDashboard, { idOrSlug: dashboard.id, versionId })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('refuses tiles with charts that are not there, foreign, hidden or of another dashboard, naming the tile', async () => {
    const secret = await world.as(admin, createSpace, { projectId, name: 'Secret' })
    const hidden = await newChart('Hidden', { spaceId: secret.id })
    const elsewhere = await newDashboard('Elsewhere')
    const inside = await newChart('Inside', { dashboardId: elsewhere.id })
    const ghost = newId()
    for (const id of [ghost, hidden.id, inside.id]) {
      await expect(world.as(editor, createDashboard, { projectId, spaceId, name: 'Bad', document: dashboardDocument(id) })).rejects.toMatchObject({
        code: 'invalid',
        details: { reason: 'tile_chart', fields: [{ path: 'tiles.0.properties.savedChartUuid', value: id }] },
      })
    }
    // What is on it already stays, also for somebody who cannot see it.
    const mixed = await newDashboard('Mixed', hidden.id)
    const seen = await world.as(editor, updateDashboard, { idOrSlug: mixed.id, document: { tiles: mixed.spec.tiles, tabs: [] } })
    expect([seen.spec.tiles.length, seen.charts.size]).toEqual([1, 0])
  })

  it('takes the charts that live inside it along: moved, copied, deleted, restored', async () => {
    const shared = await newChart('Shared by all')
    const dashboard = await newDashboard('House')
    const inside = await newChart('Lives inside', { dashboardId: dashboard.id })
    await world.as(admin, updateDashboard, { idOrSlug: dashboard.id, document: dashboardDocument(shared.id, inside.id) })
    expect((await world.as(admin, listCharts, { projectId })).map((one) => one.id)).not.toContain(inside.id)
    expect((await world.as(admin, listChartSummaries, { projectId })).map((one) => one.id)).toContain(inside.id)
    expect((await world.as(admin, listChartSummaries, { projectId, withoutThoseInDashboards: true })).map((one) => one.id)).not.toContain(inside.id)

    const copy = await world.as(admin, duplicateDashboard, { idOrSlug: dashboard.id, name: 'House 2' })
    const copied = [...copy.charts.values()]
    expect(copied.map((one) => one.id)).toContain(shared.id)
    expect(copied.find((one) => one.dashboard?.id === copy.id)).toMatchObject({ name: 'Lives inside', slug: 'lives-inside-1' })
    expect(copied.map((one) => one.id)).not.toContain(inside.id)

    const room = await world.as(admin, createSpace, { projectId, name: 'Room' })
    await world.as(admin, updateDashboard, { idOrSlug: dashboard.id, change: { spaceId: room.id } })
    expect((await world.as(admin, getChart, { idOrSlug: inside.id })).space.id).toBe(room.id)

    const gone = await world.as(admin, deleteDashboard, { idOrSlug: dashboard.id })
    expect(gone.trashedIds.toSorted()).toEqual([dashboard.id, inside.id].toSorted())
    expect((await world.as(admin, listTrash, { projectId })).map((one) => one.id)).not.toContain(inside.id)
    await world.as(admin, restoreFromTrash, { id: dashboard.id })
    expect((await world.as(admin, getDashboard, { idOrSlug: dashboard.id })).charts.size).toBe(2)

    const moved = await world.as(admin, updateChart, { idOrSlug: inside.id, change: { spaceId } })
    expect(moved).toMatchObject({ dashboard: null, space: { id: spaceId } })
    const twin = await world.as(admin, duplicateChart, { idOrSlug: moved.id })
    expect(twin.name).toBe('Copy of Lives inside')
  })

  it('is listed for nobody of another organization, without a refusal', async () => {
    const foreign = await insertTestProject(world.test.db)
    await newDashboard('Ours')
    expect(await world.as(foreign.userId, listDashboards, { projectId })).toEqual([])
    expect(await world.as(admin, listDashboards, { projectId: newId() })).toEqual([])
    await expect(world.as(foreign.userId, createDashboard, { projectId, name: 'x', document: dashboardDocument() })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(world.as(foreign.userId, createDashboard, { projectId, spaceId, name: 'x', document: dashboardDocument() })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(world.as(admin, createDashboard, { projectId: foreign.projectId, spaceId, name: 'x', document: dashboardDocument() })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a space', () => {
  it('goes to the trash with its content, comes back with it, and leaves for good after its days', async () => {
    const space = await world.as(admin, createSpace, { projectId, name: 'Doomed' })
    const chart = await newChart('In it', { spaceId: space.id })
    await world.as(admin, deleteSpace, { idOrSlug: space.id })
    await expect(world.as(admin, getChart, { idOrSlug: chart.id })).rejects.toMatchObject({ code: 'not_found' })
    await world.as(admin, restoreFromTrash, { id: space.id })
    expect((await world.as(admin, getSpace, { idOrSlug: space.id })).charts.map((one) => one.id)).toEqual([chart.id])
    await world.as(admin, deleteSpace, { idOrSlug: space.id })
    await expect(world.as(admin, emptyTrash, {})).rejects.toMatchObject({ code: 'forbidden' })
    expect((await world.as(null, emptyTrash, {})).removed).toBe(0)
    world.clock.advance(31 * 86_400_000)
    expect((await world.as(null, emptyTrash, {})).removed).toBeGreaterThanOrEqual(2)
    await expect(world.as(admin, restoreFromTrash, { id: space.id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('seeding', () => {
  const seed = () => ({
    projectId,
    spaces: [{ slug: 'shop', name: 'Shop' }],
    charts: [{ slug: 'orders', name: 'Orders', space: 'shop', document: chartDocument() }],
    dashboards: [
      {
        slug: 'overview',
        name: 'Overview',
        space: 'shop',
        document: { ...dashboardDocument(), tiles: [{ type: 'saved_chart', x: 0, y: 0, w: 9, h: 6, properties: { chartSlug: 'orders' } }] },
      },
    ],
  })

  it('puts content in once, and leaves alone what people made of it', async () => {
    expect(await world.as(null, seedContent, seed())).toEqual({ created: 3 })
    const dashboard = await world.as(editor, getDashboard, { idOrSlug: 'overview', projectId })
    expect([...dashboard.charts.values()].map((chart) => chart.slug)).toEqual(['orders'])
    await world.as(editor, updateChart, { idOrSlug: 'orders', projectId, change: { name: 'My orders' } })
    expect(await world.as(null, seedContent, seed())).toEqual({ created: 0 })
    expect((await world.as(editor, getChart, { idOrSlug: 'orders', projectId })).name).toBe('My orders')
  })

  it('puts nothing in when something is wrong', async () => {
    const wrong = seed()
    await expect(
      world.as(null, seedContent, {
        ...wrong,
        spaces: [...wrong.spaces, { slug: 'new', name: 'New' }],
        charts: [{ slug: 'x', name: 'X', space: 'nowhere', document: {} }],
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(world.as(admin, getSpace, { idOrSlug: 'new', projectId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
