import { stepBetween, type DashboardDocument } from '@atrium/documents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertTestProject } from '../../../resources/testing/test-project.ts'
import { chartHistory, chartVersions } from '../content-history.ts'
import { createChart } from '../create-chart.ts'
import { createDashboard } from '../create-dashboard.ts'
import { createSpace } from '../create-space.ts'
import { deleteChart, deleteDashboard } from '../delete-content.ts'
import { getChart } from '../get-chart.ts'
import { getDashboard } from '../get-dashboard.ts'
import { listCharts } from '../list-charts.ts'
import { listDashboards } from '../list-dashboards.ts'
import { saveChartVersion } from '../save-chart-version.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from '../testing/content-world.ts'
import { emptyTrash, restoreFromTrash } from '../trash.ts'
import { getSqlChartVersion, sqlChartHistory } from '../content-history.ts'
import { createSqlChart } from '../sql-charts/create-sql-chart.ts'
import { getSqlChart } from '../sql-charts/get-sql-chart.ts'
import { listSqlCharts } from '../sql-charts/list-sql-charts.ts'
import { updateSqlChart } from '../sql-charts/update-sql-chart.ts'
import { discardChartDraft, discardSqlChartDraft } from './discard-draft.ts'
import { getChartDraft, getDashboardDraft, getSqlChartDraft } from './get-draft.ts'
import { publishChartDraft, publishDashboardDraft, publishSqlChartDraft } from './publish-draft.ts'
import { saveChartDraft, saveDashboardDraft, saveSqlChartDraft, type SaveDraft } from './save-draft.ts'

let world: ContentWorld
let ada: string
let ben: string
let viewer: string
let spaceId: string
beforeAll(async () => {
  world = await createContentWorld()
  ;[ada, ben, viewer] = await Promise.all([world.person('editor'), world.person('editor'), world.person('viewer')])
  spaceId = (await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Sales', isPrivate: false })).id
})
afterAll(() => world.end())

const makeChart = async (): Promise<string> =>
  (await world.as(ada, createChart, { projectId: world.projectId, name: 'Orders', spaceId, document: chartDocument() })).id
const draftOf = (idOrSlug: string, part: Partial<SaveDraft> = {}): SaveDraft => ({
  idOrSlug,
  document: chartDocument('orders_count'),
  undo: [],
  redo: [],
  version: null,
  baseRevision: 1,
  ...part,
})
const metricOf = async (who: string, id: string): Promise<string | undefined> => (await world.as(who, getChart, { idOrSlug: id })).spec.metricQuery.metrics[0]
const versionsOf = async (id: string): Promise<number> => (await world.as(ada, chartVersions, { idOrSlug: id })).versions.length

describe('a draft', () => {
  it('is seen by editors alone until it is published as one version', async () => {
    const id = await makeChart()
    const undo = [stepBetween(chartDocument('orders_count'), chartDocument())]
    const first = await world.as(ada, saveChartDraft, draftOf(id, { undo }))
    const second = await world.as(ben, saveChartDraft, draftOf(id, { version: first.version, document: chartDocument('orders_max'), undo, redo: undo }))
    expect(second.version).not.toBe(first.version)

    const { draft, published } = await world.as(ada, getChartDraft, { idOrSlug: id })
    expect(draft).toMatchObject({ undo, redo: undo, baseRevision: 1, savedBy: { id: ben }, savedAt: new Date(world.clock.now()) })
    expect(draft?.spec.metricQuery.metrics).toEqual(['orders_max'])
    expect(published).toMatchObject({ number: 1, author: { id: ada } })
    expect([await metricOf(viewer, id), await metricOf(ada, id)]).toEqual(['orders_total', 'orders_total'])
    expect(await world.as(ada, getChart, { idOrSlug: id })).toMatchObject({ draft: { savedBy: { id: ben } }, revision: 1 })
    expect(await world.as(viewer, getChart, { idOrSlug: id })).not.toHaveProperty('draft')
    const listed = async (who: string) => (await world.as(who, listCharts, { projectId: world.projectId })).find((chart) => chart.id === id)
    expect(await listed(ben)).toMatchObject({ draft: { savedBy: { id: ben } } })
    expect(await listed(viewer)).not.toHaveProperty('draft')

    expect(await world.as(ada, publishChartDraft, { idOrSlug: id, version: second.version, publishedRevision: 1, message: 'Largest order' })).toEqual({
      revision: 2,
    })
    expect(await metricOf(viewer, id)).toBe('orders_max')
    expect(await world.as(ada, getChart, { idOrSlug: id })).toMatchObject({ draft: null, revision: 2 })
    expect((await world.as(ada, chartVersions, { idOrSlug: id })).versions).toMatchObject([
      { number: 1, changes: [] },
      {
        number: 2,
        message: 'Largest order',
        author: { id: ada },
        changes: [
          { what: 'field_added', fieldId: 'orders_max' },
          { what: 'field_removed', fieldId: 'orders_total' },
        ],
      },
    ])
    expect(await world.as(viewer, chartHistory, { idOrSlug: id })).toHaveLength(2)
  })

  it('is neither shown to, saved, published nor discarded by who may not change the content', async () => {
    const id = await makeChart()
    const { version } = await world.as(ada, saveChartDraft, draftOf(id))
    const { userId: stranger } = await insertTestProject(world.test.db)
    for (const who of [viewer, stranger]) {
      await expect(world.as(who, getChartDraft, { idOrSlug: id })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(who, saveChartDraft, draftOf(id, { version }))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(who, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(who, discardChartDraft, { idOrSlug: id, version })).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(world.as(ada, getDashboardDraft, { idOrSlug: id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await world.as(ada, getChartDraft, { idOrSlug: id })).draft?.version).toBe(version)
  })

  it('is not overwritten by an editor who has not seen the latest', async () => {
    const id = await makeChart()
    const conflict = { code: 'conflict', details: { reason: 'draft_conflict' } }
    const adas = await world.as(ada, saveChartDraft, draftOf(id))
    // Begun by both at once.
    await expect(world.as(ben, saveChartDraft, draftOf(id))).rejects.toMatchObject(conflict)
    const bens = await world.as(ben, saveChartDraft, draftOf(id, { version: adas.version, document: chartDocument('orders_max') }))
    await expect(world.as(ada, saveChartDraft, draftOf(id, { version: adas.version }))).rejects.toMatchObject(conflict)
    await expect(world.as(ada, publishChartDraft, { idOrSlug: id, version: adas.version, publishedRevision: 1 })).rejects.toMatchObject(conflict)
    await expect(world.as(ada, discardChartDraft, { idOrSlug: id, version: adas.version })).rejects.toMatchObject(conflict)
    expect((await world.as(ada, getChartDraft, { idOrSlug: id })).draft?.spec.metricQuery.metrics).toEqual(['orders_max'])

    await world.as(ben, discardChartDraft, { idOrSlug: id, version: bens.version })
    const gone = { code: 'conflict', details: { reason: 'draft_gone' } }
    await expect(world.as(ada, saveChartDraft, draftOf(id, { version: bens.version }))).rejects.toMatchObject(gone)
    // A new draft is another one, however many saves it has seen.
    await world.as(ben, saveChartDraft, draftOf(id))
    await expect(world.as(ada, saveChartDraft, draftOf(id, { version: adas.version }))).rejects.toMatchObject(conflict)
  })

  it('is published once by two who press the button at once', async () => {
    const id = await makeChart()
    const { version } = await world.as(ada, saveChartDraft, draftOf(id))
    const publish = (who: string) => world.as(who, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })
    const [one, other] = (await Promise.allSettled([publish(ada), publish(ben)])).toSorted((a, b) => a.status.localeCompare(b.status))
    expect(one).toMatchObject({ status: 'fulfilled', value: { revision: 2 } })
    expect(other).toMatchObject({ status: 'rejected', reason: { code: 'conflict', details: { reason: 'draft_gone' } } })
    expect(await versionsOf(id)).toBe(2)
  })

  it('stays as it is when another version is published directly, and replaces that only for who has compared with it', async () => {
    const id = await makeChart()
    const { version } = await world.as(ada, saveChartDraft, draftOf(id))
    await world.as(ben, saveChartVersion, { idOrSlug: id, document: chartDocument('orders_max') })
    expect(await world.as(ada, getChartDraft, { idOrSlug: id })).toMatchObject({
      draft: { baseRevision: 1, version },
      published: { number: 2, author: { id: ben } },
    })
    await expect(world.as(ada, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'published_meanwhile' },
    })
    expect([await metricOf(ada, id), await versionsOf(id)]).toEqual(['orders_max', 2])
    expect(await world.as(ada, publishChartDraft, { idOrSlug: id, version, publishedRevision: 2 })).toEqual({ revision: 3 })
    expect(await metricOf(ada, id)).toBe('orders_count')
  })

  it('that changes nothing makes no version', async () => {
    const id = await makeChart()
    const { version } = await world.as(ada, saveChartDraft, draftOf(id, { document: chartDocument() }))
    expect(await world.as(ada, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).toEqual({ revision: 1 })
    expect([await versionsOf(id), (await world.as(ada, getChartDraft, { idOrSlug: id })).draft]).toEqual([1, null])
  })

  it('goes into the trash with its content, comes back with it, and is deleted with it', async () => {
    const id = await makeChart()
    const { version } = await world.as(ada, saveChartDraft, draftOf(id))
    await world.as(ada, deleteChart, { idOrSlug: id })
    await expect(world.as(ada, saveChartDraft, draftOf(id, { version }))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(ada, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).rejects.toMatchObject({ code: 'not_found' })
    await world.as(ada, restoreFromTrash, { id })
    expect((await world.as(ada, getChartDraft, { idOrSlug: id })).draft?.version).toBe(version)
    await world.as(ada, deleteChart, { idOrSlug: id })
    world.clock.advance(31 * 86_400_000)
    await world.as(null, emptyTrash, {})
    expect(await world.test.db.selectFrom('drafts').select('resource_id').where('resource_id', '=', id).execute()).toEqual([])
  })

  it('takes no content that could not be published, no SQL of who may write none, and no more than is kept', async () => {
    const id = await makeChart()
    await expect(world.as(ada, saveChartDraft, draftOf(id, { document: { tableName: 'orders' } }))).rejects.toMatchObject({ code: 'invalid' })
    await expect(world.as(ada, saveChartDraft, draftOf(id, { baseRevision: 2 }))).rejects.toMatchObject({
      code: 'invalid',
      details: { reason: 'base_revision' },
    })
    await expect(world.as(ada, saveChartDraft, draftOf(id, { undo: [[{ path: 'x' }]] }))).rejects.toMatchObject({ details: { reason: 'draft_steps' } })
    const step = stepBetween('', 'x'.repeat(50_000))
    await expect(world.as(ada, saveChartDraft, draftOf(id, { undo: Array.from({ length: 170 }, () => step) }))).rejects.toMatchObject({
      details: { reason: 'draft_too_large' },
    })
    const plain = chartDocument() as { metricQuery: object }
    const sql = [{ type: 'sql', id: 'own', name: 'Own', table: 'orders', sql: '1', dimensionType: 'number' }]
    const withSql = { ...plain, metricQuery: { ...plain.metricQuery, customDimensions: sql } }
    await expect(world.as(ada, saveChartDraft, draftOf(id, { document: withSql }))).rejects.toMatchObject({ code: 'forbidden' })
    expect((await world.as(ada, getChartDraft, { idOrSlug: id })).draft).toBeNull()

    // Somebody who may write SQL began; others go on with it, and cannot publish it.
    const developer = await world.person('developer')
    const begun = await world.as(developer, saveChartDraft, draftOf(id, { document: withSql }))
    const { version } = await world.as(ada, saveChartDraft, draftOf(id, { document: withSql, version: begun.version }))
    await expect(world.as(ada, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await world.as(developer, publishChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).toEqual({ revision: 2 })
  })

  it('is one line of the audit log for each stretch of editing, not one for each save', async () => {
    const id = await makeChart()
    let { version } = await world.as(ada, saveChartDraft, draftOf(id))
    for (const who of [ada, ada, ben]) ({ version } = await world.as(who, saveChartDraft, draftOf(id, { version })))
    await world.as(ben, discardChartDraft, { idOrSlug: id, version })
    const lines = await world.test.db.selectFrom('change_log').select('operation').where('target_id', '=', id).orderBy('at').execute()
    expect(lines.map(({ operation }) => operation)).toEqual(['charts.create', 'charts.save_draft', 'charts.save_draft', 'charts.discard_draft'])
  })
})

describe('a draft of a dashboard', () => {
  it('leaves what points where alone until it is published, and names tiles whose chart is gone by then', async () => {
    const [shown, added] = [await makeChart(), await makeChart()]
    const document = dashboardDocument(shown)
    const { id } = await world.as(ada, createDashboard, { projectId: world.projectId, name: 'Shop', spaceId, document })
    const both = { ...document, tiles: [...(document as DashboardDocument).tiles, ...(dashboardDocument(added) as DashboardDocument).tiles] }
    const draft = draftOf(id, { document: both })
    const { version } = await world.as(ben, saveDashboardDraft, draft)
    const showing = async (chartId: string) => (await world.as(ada, listDashboards, { projectId: world.projectId, chartId })).map((one) => one.id)
    expect([await showing(added), await showing(shown)]).toEqual([[], [id]])
    expect(await world.as(viewer, getDashboard, { idOrSlug: id })).toMatchObject({ spec: { tiles: [{}] } })

    await world.as(ada, deleteChart, { idOrSlug: added })
    await expect(world.as(ben, publishDashboardDraft, { idOrSlug: id, version, publishedRevision: 1 })).rejects.toMatchObject({
      code: 'invalid',
      details: { reason: 'tile_chart', fields: [{ path: 'tiles.1.properties.savedChartUuid', value: added }] },
    })
    // Nothing is half done: the draft is still there, and without that tile it goes through.
    const mended = await world.as(ben, saveDashboardDraft, { ...draft, document, version })
    await world.as(ben, publishDashboardDraft, { idOrSlug: id, version: mended.version, publishedRevision: 1 })
    await world.as(ada, deleteDashboard, { idOrSlug: id })
    await expect(world.as(ben, saveDashboardDraft, draft)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keeps no names of charts: who may see them is told them anew', async () => {
    const hidden = await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Cellar', isPrivate: true })
    const secret = await world.as(world.userId, createChart, { projectId: world.projectId, name: 'Salaries', spaceId: hidden.id, document: chartDocument() })
    const { id } = await world.as(world.userId, createDashboard, { projectId: world.projectId, name: 'Mixed', spaceId, document: dashboardDocument() })
    const told = { chartName: 'Salaries', lastVersionChartKind: 'line', belongsToDashboard: false }
    const { tiles, ...rest } = dashboardDocument(secret.id) as DashboardDocument
    const document = { ...rest, tiles: tiles.map((tile) => ({ ...tile, properties: { ...tile.properties, ...told } })) }
    const undo = [stepBetween(dashboardDocument(), document)]
    const { version } = await world.as(world.userId, saveDashboardDraft, draftOf(id, { document, undo, redo: undo }))
    const kept = await world.test.db.selectFrom('drafts').selectAll().where('resource_id', '=', id).execute()
    expect(JSON.stringify(kept)).toContain(secret.id)
    expect(JSON.stringify(kept)).not.toContain('Salaries')
    expect((await world.as(world.userId, getDashboardDraft, { idOrSlug: id })).chartNames.get(secret.id)).toBe('Salaries')
    expect(JSON.stringify(await world.as(ada, getDashboardDraft, { idOrSlug: id }))).not.toContain('Salaries')

    // Drafts that were kept before still hold them.
    await world.test.db
      .updateTable('drafts')
      .set({ undo: JSON.stringify([stepBetween(dashboardDocument(), document)]) as never })
      .where('resource_id', '=', id)
      .execute()
    const opened = JSON.stringify((await world.as(ada, getDashboardDraft, { idOrSlug: id })).draft?.undo)
    expect(opened).toContain(secret.id)
    expect(opened).not.toContain('Salaries')
    await world.as(world.userId, publishDashboardDraft, { idOrSlug: id, version, publishedRevision: 1 })
    expect(JSON.stringify((await world.as(ada, getDashboard, { idOrSlug: id })).spec)).not.toContain('Salaries')
  })

  it('takes no chart of a place that its author may not see', async () => {
    const hidden = await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Board', isPrivate: true })
    const secret = await world.as(world.userId, createChart, { projectId: world.projectId, name: 'Secret', spaceId: hidden.id, document: chartDocument() })
    const { id } = await world.as(ada, createDashboard, { projectId: world.projectId, name: 'Open', spaceId, document: dashboardDocument() })
    await expect(world.as(ada, saveDashboardDraft, draftOf(id, { document: dashboardDocument(secret.id) }))).rejects.toMatchObject({
      details: { reason: 'tile_chart' },
    })
  })
})

describe('a draft of a SQL chart', () => {
  const sqlDocument = (sql: string) => ({ sql, limit: 500, config: { type: 'table', metadata: { version: 1 } } })
  const draftOfSql = (idOrSlug: string, part: Partial<SaveDraft> = {}): SaveDraft => draftOf(idOrSlug, { document: sqlDocument('select 2'), ...part })
  let developer: string
  let colleague: string
  beforeAll(async () => {
    ;[developer, colleague] = await Promise.all([world.person('developer'), world.person('developer')])
  })
  const makeSqlChart = async (): Promise<string> =>
    (await world.as(developer, createSqlChart, { projectId: world.projectId, name: 'By hand', spaceId, document: sqlDocument('select 1') })).id

  it('is seen by those who may write SQL until it is published as one version, which says what it changed', async () => {
    const id = await makeSqlChart()
    const { version } = await world.as(developer, saveSqlChartDraft, draftOfSql(id))
    expect(await world.as(viewer, getSqlChart, { idOrSlug: id })).toMatchObject({ spec: { sql: 'select 1' } })
    for (const who of [viewer, ada]) expect(await world.as(who, getSqlChart, { idOrSlug: id })).not.toHaveProperty('draft')
    expect(await world.as(colleague, getSqlChart, { idOrSlug: id })).toMatchObject({ draft: { savedBy: { id: developer } } })
    const listed = async (who: string) => (await world.as(who, listSqlCharts, { projectId: world.projectId })).find((chart) => chart.id === id)
    expect(await listed(colleague)).toMatchObject({ draft: { savedBy: { id: developer } } })
    expect(await listed(ada)).not.toHaveProperty('draft')

    const published = await world.as(colleague, publishSqlChartDraft, { idOrSlug: id, version, publishedRevision: 1, message: 'Two of them' })
    expect(published).toEqual({ revision: 2 })
    const { versions } = await world.as(viewer, sqlChartHistory, { idOrSlug: id })
    expect(versions).toMatchObject([
      { number: 1, changes: [] },
      { number: 2, message: 'Two of them', author: { id: colleague }, changes: [{ what: 'sql_changed' }] },
    ])
    const first = await world.as(viewer, getSqlChartVersion, { idOrSlug: id, versionId: versions[0]?.id ?? '' })
    expect(first.spec).toEqual(sqlDocument('select 1'))
    expect(await world.as(colleague, getSqlChart, { idOrSlug: id })).toMatchObject({ draft: null, spec: { sql: 'select 2' } })
  })

  it('is neither shown to, saved, published nor discarded by editors who may not write SQL', async () => {
    const id = await makeSqlChart()
    const { version } = await world.as(developer, saveSqlChartDraft, draftOfSql(id))
    for (const who of [ada, viewer]) {
      await expect(world.as(who, getSqlChartDraft, { idOrSlug: id })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(who, saveSqlChartDraft, draftOfSql(id, { version }))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(who, publishSqlChartDraft, { idOrSlug: id, version, publishedRevision: 1 })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(who, discardSqlChartDraft, { idOrSlug: id, version })).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect((await world.as(developer, getSqlChartDraft, { idOrSlug: id })).draft?.version).toBe(version)
    await world.as(colleague, discardSqlChartDraft, { idOrSlug: id, version })
    expect((await world.as(developer, getSqlChartDraft, { idOrSlug: id })).draft).toBeNull()
  })

  it('overwrites neither another draft nor a version that was published directly', async () => {
    const id = await makeSqlChart()
    const first = await world.as(developer, saveSqlChartDraft, draftOfSql(id))
    await expect(world.as(colleague, saveSqlChartDraft, draftOfSql(id))).rejects.toMatchObject({ details: { reason: 'draft_conflict' } })
    await world.as(colleague, updateSqlChart, { idOrSlug: id, document: { sql: 'select 3' } })
    await expect(world.as(developer, publishSqlChartDraft, { idOrSlug: id, version: first.version, publishedRevision: 1 })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('this sql chart') as string,
      details: { reason: 'published_meanwhile' },
    })
    expect(await world.as(developer, publishSqlChartDraft, { idOrSlug: id, version: first.version, publishedRevision: 2 })).toEqual({ revision: 3 })
    await expect(world.as(developer, saveSqlChartDraft, draftOfSql(id, { document: sqlDocument('  ') }))).rejects.toMatchObject({ code: 'invalid' })
  })
})
