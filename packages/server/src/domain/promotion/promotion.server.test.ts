import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { createChart } from '../content/create-chart.ts'
import { createDashboard } from '../content/create-dashboard.ts'
import { createSpace, type CreateSpace } from '../content/create-space.ts'
import { deleteChart } from '../content/delete-content.ts'
import { getChart } from '../content/get-chart.ts'
import { getDashboard } from '../content/get-dashboard.ts'
import { getSpace, listSpaces } from '../content/get-space.ts'
import { listCharts, listChartSummaries } from '../content/list-charts.ts'
import { saveChartVersion } from '../content/save-chart-version.ts'
import { addSpaceAccess } from '../content/space-access.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from '../content/testing/content-world.ts'
import type { Chart, Dashboard, Space } from '../content/types.ts'
import { updateChart } from '../content/update-chart.ts'
import { updateDashboard } from '../content/update-dashboard.ts'
import { updateMetadata } from '../projects/update-metadata.ts'
import { promoteChart, promoteChartDiff } from './promote-chart.ts'
import { promoteDashboard, promoteDashboardDiff } from './promote-dashboard.ts'
import type { PromotionDiff } from './types.ts'

let world: ContentWorld
let admin: string
let developer: string
beforeAll(async () => {
  world = await createContentWorld()
  admin = world.userId
  developer = await world.person('developer')
})
afterAll(() => world.end())

const reason = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'yes',
    (error: { code?: string; details?: { reason?: string } }) => error.details?.reason ?? error.code ?? String(error),
  )

type Projects = { staging: string; production: string }

async function insertProject(name: string): Promise<string> {
  const id = newId()
  await world.test.db
    .insertInto('projects')
    .values({
      id,
      organization_id: world.organizationId,
      name,
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

/** Two projects of their own, the second upstream of the first. */
async function projects(): Promise<Projects> {
  const [staging, production] = [await insertProject('Staging'), await insertProject('Production')]
  await world.as(admin, updateMetadata, { projectId: staging, upstreamProjectId: production })
  return { staging, production }
}

const spaceIn = (projectId: string, part: Partial<CreateSpace> = {}): Promise<Space> =>
  world.as(admin, createSpace, { projectId, name: 'Sales', isPrivate: false, ...part })
const chartIn = (projectId: string, spaceId: string, name = 'Revenue', metric?: string): Promise<Chart> =>
  world.as(admin, createChart, { projectId, spaceId, name, document: chartDocument(metric) })
const insideOf = (dashboard: Dashboard, name: string): Promise<Chart> =>
  world.as(admin, createChart, { projectId: dashboard.projectId, dashboardId: dashboard.id, name, document: chartDocument() })
const actions = ({ spaces, dashboards, charts }: PromotionDiff): Record<string, string[]> => ({
  spaces: spaces.map((one) => `${one.action} ${one.source?.slug}`),
  dashboards: dashboards.map((one) => `${one.action} ${one.source?.slug}`),
  charts: charts.map((one) => `${one.action} ${(one.source ?? one.upstream)?.slug}`).toSorted(),
})
const chartDiff = (idOrSlug: string, by = admin): Promise<PromotionDiff> => world.as(by, promoteChartDiff, { idOrSlug })
const dashboardDiff = (idOrSlug: string, by = admin): Promise<PromotionDiff> => world.as(by, promoteDashboardDiff, { idOrSlug })

describe('promoting a chart', () => {
  it('makes it and its spaces upstream with their slugs; then there is nothing left to do', async () => {
    const { staging, production } = await projects()
    const top = await spaceIn(staging, { name: 'Company' })
    const space = await spaceIn(staging, { name: 'Täglich 📈', parentId: top.id, isPrivate: true })
    const person = await world.person('viewer')
    await world.as(admin, addSpaceAccess, { idOrSlug: space.id, userId: person, role: 'viewer' })
    const chart = await chartIn(staging, space.id, `إيرادات 🚀 ${'long '.repeat(60)}`)

    expect(actions(await chartDiff(chart.id))).toEqual({
      spaces: ['create company', `create ${space.slug}`],
      dashboards: [],
      charts: [`create ${chart.slug}`],
    })
    expect(await world.as(admin, listCharts, { projectId: production })).toEqual([])

    const promoted = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    expect(promoted).toMatchObject({ projectId: production, slug: chart.slug, name: chart.name, spec: chart.spec })
    const there = await world.as(admin, getSpace, { idOrSlug: promoted.space.id })
    expect(there).toMatchObject({ slug: space.slug, name: space.name })
    expect(there.space.isPrivate).toBe(true)
    expect(there.path.map(({ name }) => name)).toEqual(['Company', 'Täglich 📈'])
    expect(await world.as(person, getChart, { idOrSlug: promoted.id })).toMatchObject({ id: promoted.id })

    const after = await chartDiff(chart.id)
    expect([...after.spaces, ...after.charts].map(({ action }) => action)).toEqual(['no changes', 'no changes'])
    const again = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    expect(again).toMatchObject({ id: promoted.id, revision: promoted.revision })
  })

  it('follows the name, description, content and space here, in one new version there', async () => {
    const { staging, production } = await projects()
    const [space, other] = [await spaceIn(staging), await spaceIn(staging, { name: 'Marketing' })]
    const chart = await chartIn(staging, space.id)
    const first = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    await world.as(admin, updateChart, { idOrSlug: chart.id, change: { name: 'Net revenue', description: 'After returns', spaceId: other.id } })
    await world.as(admin, saveChartVersion, { idOrSlug: chart.id, document: chartDocument('orders_net') })
    const diff = await chartDiff(chart.id)
    expect(actions(diff)).toEqual({ spaces: ['create marketing'], dashboards: [], charts: [`update ${chart.slug}`] })
    expect(diff.charts[0]?.before).toMatchObject({ name: 'Revenue', spaceSlug: 'sales' })
    expect(diff.charts[0]?.after).toMatchObject({ name: 'Net revenue', spaceSlug: 'marketing' })
    const second = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    expect(second).toMatchObject({ id: first.id, name: 'Net revenue', description: 'After returns', revision: first.revision + 1 })
    expect(second.space).toMatchObject({ name: 'Marketing' })
    expect((await world.as(admin, listSpaces, { projectId: production })).map(({ name }) => name)).toEqual(['Marketing', 'Sales'])
  })

  it('says what will not work upstream, and carries it all the same', async () => {
    const { staging, production } = await projects()
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    expect((await chartDiff(chart.id)).charts[0]?.problems).toEqual([{ reason: 'explore_missing', name: 'orders' }])
    expect(await world.as(admin, promoteChart, { idOrSlug: chart.id })).toMatchObject({ projectId: production })
  })

  it('refuses without an upstream project, and a chart that goes with its dashboard', async () => {
    const { staging } = await projects()
    const space = await spaceIn(staging)
    const dashboard = await world.as(admin, createDashboard, { projectId: staging, spaceId: space.id, name: 'Week', document: dashboardDocument() })
    const inside = await insideOf(dashboard, 'Inside')
    expect(await reason(world.as(admin, promoteChart, { idOrSlug: inside.id }))).toBe('chart_in_dashboard')
    expect(await reason(chartDiff(inside.id))).toBe('chart_in_dashboard')
    const alone = await chartIn(staging, space.id)
    await world.as(admin, updateMetadata, { projectId: staging, upstreamProjectId: null })
    expect(await reason(world.as(admin, promoteChart, { idOrSlug: alone.id }))).toBe('upstream_missing')
    expect(await reason(chartDiff(alone.id))).toBe('upstream_missing')
  })

  it('refuses a slug that is something else upstream, and changes nothing', async () => {
    const { staging, production } = await projects()
    const theirs = await world.as(admin, createDashboard, {
      projectId: production,
      spaceId: (await spaceIn(production, { name: 'Theirs' })).id,
      name: 'Board',
      document: dashboardDocument(),
    })
    const inside = await insideOf(theirs, 'Revenue')
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    expect(chart.slug).toBe(inside.slug)
    expect(await reason(chartDiff(chart.id))).toBe('slug_conflict')
    expect(await reason(world.as(admin, promoteChart, { idOrSlug: chart.id }))).toBe('slug_conflict')
    expect((await world.as(admin, listSpaces, { projectId: production })).map(({ name }) => name)).toEqual(['Theirs'])
  })

  it('makes it anew when the one upstream is in the trash', async () => {
    const { staging } = await projects()
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    const first = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    await world.as(admin, deleteChart, { idOrSlug: first.id })
    expect(actions(await chartDiff(chart.id))['charts']).toEqual([`create ${chart.slug}`])
    const second = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    expect(second.id).not.toBe(first.id)
    expect(second.slug).toBe(chart.slug)
  })

  it('refuses what is no longer what was looked at, on either side', async () => {
    const { staging } = await projects()
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    const there = await world.as(admin, promoteChart, { idOrSlug: chart.id })
    await world.as(admin, saveChartVersion, { idOrSlug: chart.id, document: chartDocument('orders_net') })
    const { version } = await chartDiff(chart.id)
    await world.as(admin, saveChartVersion, { idOrSlug: there.id, document: chartDocument('orders_gross') })
    const promote = (expectedVersion: string): Promise<Chart> => world.as(admin, promoteChart, { idOrSlug: chart.id, expectedVersion })
    expect(await reason(promote(version))).toBe('promotion_outdated')
    expect((await world.as(admin, getChart, { idOrSlug: there.id })).spec.metricQuery.metrics).toEqual(['orders_gross'])
    const { version: now } = await chartDiff(chart.id)
    await world.as(admin, updateChart, { idOrSlug: chart.id, change: { name: 'Renamed meanwhile' } })
    expect(await reason(promote(now))).toBe('promotion_outdated')
    const { version: last } = await chartDiff(chart.id)
    expect((await promote(last)).spec.metricQuery.metrics).toEqual(['orders_net'])
  })

  it('lets two at once make one chart', async () => {
    const { staging, production } = await projects()
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    const made = await Promise.all([1, 2, 3].map(() => world.as(admin, promoteChart, { idOrSlug: chart.id })))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await world.as(admin, listCharts, { projectId: production })).toHaveLength(1)
  })
})

describe('promoting a dashboard', () => {
  it('carries its charts, inside it and beside it, and shows them; what is gone here goes there', async () => {
    const { staging, production } = await projects()
    const space = await spaceIn(staging)
    const shared = await chartIn(staging, space.id, 'Shared')
    const dashboard = await world.as(admin, createDashboard, { projectId: staging, spaceId: space.id, name: 'Week', document: dashboardDocument(shared.id) })
    const [one, two] = [await insideOf(dashboard, 'One'), await insideOf(dashboard, 'Two')]
    const show = (...ids: string[]): Promise<Dashboard> => world.as(admin, updateDashboard, { idOrSlug: dashboard.id, document: dashboardDocument(...ids) })
    await show(shared.id, one.id, two.id)
    expect(actions(await dashboardDiff(dashboard.id))).toEqual({
      spaces: ['create sales'],
      dashboards: ['create week'],
      charts: ['create one', 'create shared', 'create two'],
    })
    const there = await world.as(admin, promoteDashboard, { idOrSlug: dashboard.id })
    expect(there).toMatchObject({ projectId: production, slug: 'week', name: 'Week' })
    expect([...there.charts.values()].map(({ slug, projectId, dashboard: home }) => [slug, projectId, home?.id ?? null])).toEqual([
      ['one', production, there.id],
      ['shared', production, null],
      ['two', production, there.id],
    ])
    expect(there.spec.tiles.map(({ uuid }) => uuid)).toEqual(
      (await world.as(admin, getDashboard, { idOrSlug: dashboard.id })).spec.tiles.map(({ uuid }) => uuid),
    )
    expect(actions(await dashboardDiff(dashboard.id))).toEqual({
      spaces: ['no changes sales'],
      dashboards: ['no changes week'],
      charts: ['no changes one', 'no changes shared', 'no changes two'],
    })
    expect((await world.as(admin, promoteDashboard, { idOrSlug: dashboard.id })).revision).toBe(there.revision)

    await show(shared.id, one.id)
    await world.as(admin, saveChartVersion, { idOrSlug: shared.id, document: chartDocument('orders_net') })
    expect(actions(await dashboardDiff(dashboard.id))).toEqual({
      spaces: ['no changes sales'],
      dashboards: ['update week'],
      charts: ['delete two', 'no changes one', 'update shared'],
    })
    const after = await world.as(admin, promoteDashboard, { idOrSlug: dashboard.id })
    expect(after).toMatchObject({ id: there.id, revision: there.revision + 1 })
    expect((await world.as(admin, listChartSummaries, { projectId: production })).map(({ slug }) => slug)).toEqual(['one', 'shared'])
    expect(actions(await dashboardDiff(dashboard.id))['charts']).toEqual(['no changes one', 'no changes shared'])
  })

  it('of 200 tiles goes whole', async () => {
    const { staging } = await projects()
    const space = await spaceIn(staging)
    const charts: Chart[] = []
    for (let number = 0; number < 200; number += 1) charts.push(await chartIn(staging, space.id, `Chart ${number}`))
    const document = dashboardDocument(...charts.map(({ id }) => id))
    const dashboard = await world.as(admin, createDashboard, { projectId: staging, spaceId: space.id, name: 'Large', document })
    const there = await world.as(admin, promoteDashboard, { idOrSlug: dashboard.id })
    expect(there.charts.size).toBe(200)
    expect(new Set((await dashboardDiff(dashboard.id)).charts.map(({ action }) => action))).toEqual(new Set(['no changes']))
  })

  it('keeps tiles whose chart is gone, empty, and says so', async () => {
    const { staging } = await projects()
    const space = await spaceIn(staging)
    const chart = await chartIn(staging, space.id)
    const dashboard = await world.as(admin, createDashboard, { projectId: staging, spaceId: space.id, name: 'Week', document: dashboardDocument(chart.id) })
    await world.as(admin, deleteChart, { idOrSlug: chart.id })
    const tile = dashboard.spec.tiles[0]?.uuid
    expect((await dashboardDiff(dashboard.id)).dashboards[0]?.problems).toEqual([{ reason: 'tile_empty', name: tile }])
    const there = await world.as(admin, promoteDashboard, { idOrSlug: dashboard.id })
    expect(there.spec.tiles).toMatchObject([{ uuid: tile, properties: { savedChartUuid: null } }])
    expect(actions(await dashboardDiff(dashboard.id))['dashboards']).toEqual(['no changes week'])
  })
})

describe('the rights to promote', () => {
  it('take a developer in both projects', async () => {
    const { staging, production } = await projects()
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    const inProjects = async (here: 'editor' | 'developer' | 'admin', there: 'viewer' | 'editor' | 'developer' | null): Promise<string> => {
      const person = await world.person('member')
      const roles = [
        { project_id: staging, user_id: person, role: here },
        ...(there === null ? [] : [{ project_id: production, user_id: person, role: there }]),
      ]
      await world.test.db.insertInto('project_members').values(roles).execute()
      return reason(chartDiff(chart.id, person))
    }
    expect(await inProjects('editor', 'developer')).toBe('role')
    expect(await inProjects('admin', null)).toBe('role')
    expect(await inProjects('admin', 'viewer')).toBe('role')
    expect(await inProjects('admin', 'editor')).toBe('role')
    expect(await inProjects('developer', 'developer')).toBe('yes')
    expect(await reason(chartDiff(chart.id, developer))).toBe('yes')
  })

  it('take the right to change the spaces, of both projects, and leave nothing half done', async () => {
    const { staging, production } = await projects()
    const [space, closed] = [await spaceIn(staging), await spaceIn(staging, { name: 'Board room' })]
    const [open, secret] = [await chartIn(staging, space.id, 'Open'), await chartIn(staging, closed.id, 'Secret')]
    await spaceIn(production, { name: 'Board room', isPrivate: true })
    const dashboard = await world.as(admin, createDashboard, {
      projectId: staging,
      spaceId: space.id,
      name: 'Both',
      document: dashboardDocument(open.id, secret.id),
    })
    expect(await reason(dashboardDiff(dashboard.id, developer))).toBe('space_access')
    expect(await reason(world.as(developer, promoteDashboard, { idOrSlug: dashboard.id }))).toBe('space_access')
    expect(await world.as(admin, listCharts, { projectId: production })).toEqual([])
    expect((await world.as(admin, listSpaces, { projectId: production })).map(({ name }) => name)).toEqual(['Board room'])
    expect(await reason(world.as(developer, promoteChart, { idOrSlug: open.id }))).toBe('yes')
  })

  it('cover charts on a dashboard that the promoter may not see here', async () => {
    const { staging } = await projects()
    const [space, closed] = [await spaceIn(staging), await spaceIn(staging, { name: 'Board room', isPrivate: true })]
    const secret = await chartIn(staging, closed.id, 'Secret')
    const document = dashboardDocument(secret.id)
    const dashboard = await world.as(admin, createDashboard, { projectId: staging, spaceId: space.id, name: 'Both', document })
    expect(await reason(dashboardDiff(dashboard.id, developer))).toBe('space_access')
  })

  it('make whoever makes a space admin of it', async () => {
    const { staging } = await projects()
    const space = await spaceIn(staging, { name: 'Closed', isPrivate: true })
    await world.as(admin, addSpaceAccess, { idOrSlug: space.id, userId: developer, role: 'editor' })
    const chart = await chartIn(staging, space.id)
    const there = await world.as(developer, promoteChart, { idOrSlug: chart.id })
    expect(there.ownAccess).toMatchObject({ role: 'admin' })
    expect(await world.as(developer, getChart, { idOrSlug: there.id })).toMatchObject({ id: there.id })
  })

  it('are those of the own organization', async () => {
    const { staging } = await projects()
    const chart = await chartIn(staging, (await spaceIn(staging)).id)
    const elsewhere = newId()
    await world.test.db.insertInto('organizations').values({ id: elsewhere, name: 'Elsewhere', default_project_id: null }).execute()
    const stranger = await world.person('admin', elsewhere)
    expect(await reason(chartDiff(chart.id, stranger))).toBe('foreign_organization')
    expect(await reason(world.as(stranger, promoteChart, { idOrSlug: chart.id }))).toBe('foreign_organization')
  })
})
