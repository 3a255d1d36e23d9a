import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartImpact, dashboardImpact, spaceImpact } from './content-impact.ts'
import { createChart } from './create-chart.ts'
import { createDashboard } from './create-dashboard.ts'
import { createSpace } from './create-space.ts'
import { getChart } from './get-chart.ts'
import { getDashboard } from './get-dashboard.ts'
import { listCharts } from './list-charts.ts'
import { listDashboards } from './list-dashboards.ts'
import { rollbackChart } from './rollback-content.ts'
import { saveChartVersion } from './save-chart-version.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from './testing/content-world.ts'
import { updateChart } from './update-chart.ts'
import { unverifyContent, verifyContent } from './verify-content.ts'

let world: ContentWorld
let developer: string
let spaceId: string
beforeAll(async () => {
  world = await createContentWorld()
  developer = await world.person('developer')
  spaceId = (await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Sales', isPrivate: false })).id
})
afterAll(() => world.end())

const makeChart = async (name: string): Promise<string> =>
  (await world.as(world.userId, createChart, { projectId: world.projectId, name, spaceId, document: chartDocument() })).id
const makeDashboard = async (name: string, ...chartIds: string[]): Promise<string> =>
  (await world.as(world.userId, createDashboard, { projectId: world.projectId, name, spaceId, document: dashboardDocument(...chartIds) })).id

describe('a verified chart', () => {
  it('says who vouches for it, in lists too, until it asks something else', async () => {
    const id = await makeChart('Verified')
    const verified = { by: expect.objectContaining({ id: developer }), at: new Date(world.clock.now()) }
    expect(await world.as(developer, verifyContent, { id })).toEqual(verified)
    expect(await world.as(developer, getChart, { idOrSlug: id })).toMatchObject({ verification: verified })
    expect((await world.as(developer, listCharts, { projectId: world.projectId })).find((chart) => chart.id === id)).toMatchObject({ verification: verified })

    // How it is drawn and called is not what it asks.
    await world.as(developer, updateChart, { idOrSlug: id, change: { name: 'Renamed' } })
    const { revisionId } = await world.as(developer, getChart, { idOrSlug: id })
    await world.as(developer, saveChartVersion, { idOrSlug: id, document: { ...chartDocument(), chartConfig: { type: 'big_number', config: {} } } })
    expect(await world.as(developer, getChart, { idOrSlug: id })).toMatchObject({ verification: verified })

    await world.as(developer, saveChartVersion, { idOrSlug: id, document: chartDocument('orders_count') })
    expect(await world.as(developer, getChart, { idOrSlug: id })).toMatchObject({ verification: null })
    // The word was for that question: it counts again when the question is back.
    await world.as(developer, rollbackChart, { idOrSlug: id, versionId: revisionId })
    expect(await world.as(developer, getChart, { idOrSlug: id })).toMatchObject({ verification: verified })
    await world.as(developer, unverifyContent, { id })
    expect(await world.as(developer, getChart, { idOrSlug: id })).toMatchObject({ verification: null })
  })

  it('is verified by developers, who may see it', async () => {
    const id = await makeChart('For developers')
    await expect(world.as(await world.person('editor'), verifyContent, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(world.as(developer, verifyContent, { id: spaceId })).rejects.toMatchObject({ code: 'not_found' })
    const space = await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Board', isPrivate: true })
    const secret = await world.as(world.userId, createChart, { projectId: world.projectId, name: 'Secret', spaceId: space.id, document: chartDocument() })
    await expect(world.as(developer, verifyContent, { id: secret.id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

it('a verified dashboard is not any more when one of its charts asks something else', async () => {
  const chart = await makeChart('On it')
  const id = await makeDashboard('Board', chart)
  await world.as(developer, verifyContent, { id })
  expect(await world.as(developer, getDashboard, { idOrSlug: id })).toMatchObject({ verification: { at: expect.any(Date) } })
  await world.as(developer, saveChartVersion, { idOrSlug: chart, document: chartDocument('orders_other') })
  expect(await world.as(developer, getDashboard, { idOrSlug: id })).toMatchObject({ verification: null })
  expect((await world.as(developer, listDashboards, { projectId: world.projectId })).find((one) => one.id === id)).toMatchObject({ verification: null })
})

describe('what would be missed', () => {
  it('names who looked in 30 days, and dashboards that show the chart; of others only how many', async () => {
    const [vera, ines, ed] = [await world.person('viewer'), await world.person('interactive_viewer'), await world.person('editor')]
    const chart = await makeChart('Looked at')
    const shown = await makeDashboard('Shows it', chart)
    const board = await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Hidden', isPrivate: true })
    await world.as(world.userId, createDashboard, { projectId: world.projectId, name: 'Secret', spaceId: board.id, document: dashboardDocument(chart) })
    await world.as(vera, getChart, { idOrSlug: chart })
    await world.views.flush()
    world.clock.advance(31 * 86_400_000)
    await world.as(ines, getChart, { idOrSlug: chart })
    await world.as(ines, getChart, { idOrSlug: chart })
    await world.as(developer, getChart, { idOrSlug: chart })
    await world.as(ed, getDashboard, { idOrSlug: shown })
    await world.views.flush()
    const impact = await world.as(developer, chartImpact, { idOrSlug: chart })
    expect({ ...impact, viewers: impact.viewers.toSorted((a, b) => a.lastName.localeCompare(b.lastName)) }).toEqual({
      days: 30,
      // Of Vera it is too long ago; Ed looked at the dashboard, the developer asks.
      viewers: [
        { id: ed, firstName: 'Ada', lastName: 'editor', lastViewedAt: new Date(world.clock.now()) },
        { id: ines, firstName: 'Ada', lastName: 'interactive_viewer', lastViewedAt: new Date(world.clock.now()) },
      ],
      dashboards: [expect.objectContaining({ name: 'Shows it' })],
      hiddenDashboards: 1,
    })
    await expect(world.as(vera, chartImpact, { idOrSlug: chart })).rejects.toMatchObject({ code: 'forbidden' })
    // Of a space, all that is in it counts, and what shows its charts from within is not elsewhere.
    expect(await world.as(world.userId, spaceImpact, { idOrSlug: spaceId })).toMatchObject({
      viewers: expect.arrayContaining([expect.objectContaining({ id: ines })]),
      dashboards: [expect.objectContaining({ name: 'Secret' })],
    })
  })

  it('of a dashboard counts the charts that live inside it', async () => {
    const id = await makeDashboard('Home of a chart')
    const inside = await world.as(world.userId, createChart, { projectId: world.projectId, name: 'Inside', dashboardId: id, document: chartDocument() })
    const vera = await world.person('viewer')
    await world.as(vera, getChart, { idOrSlug: inside.id })
    await world.views.flush()
    expect(await world.as(developer, dashboardImpact, { idOrSlug: id })).toMatchObject({ viewers: [{ id: vera }], dashboards: [] })
  })
})
