import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChart } from '../create-chart.ts'
import { createDashboard } from '../create-dashboard.ts'
import { createSpace } from '../create-space.ts'
import { deleteChart, deleteDashboard, deleteSpace } from '../delete-content.ts'
import { getChart } from '../get-chart.ts'
import { getDashboard } from '../get-dashboard.ts'
import { updateChart } from '../update-chart.ts'
import { saveChartVersion } from '../save-chart-version.ts'
import { restoreFromTrash } from '../trash.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from '../testing/content-world.ts'
import { listContentAsOf } from './list-content-as-of.ts'
import { restoreChartAsOf, restoreDashboardAsOf } from './restore-as-of.ts'
import { wantedState } from './wanted-state.ts'

let world: ContentWorld
let admin: string
let editor: string
let viewer: string
let openSpace: string
let closedSpace: string

beforeAll(async () => {
  world = await createContentWorld()
  admin = world.userId
  editor = await world.person('editor')
  viewer = await world.person('viewer')
  openSpace = (await world.as(admin, createSpace, { projectId: world.projectId, name: 'Open', isPrivate: false })).id
  closedSpace = (await world.as(admin, createSpace, { projectId: world.projectId, name: 'Closed', isPrivate: true })).id
})
afterAll(() => world.end())

/** An hour later; answers the moment in between. */
function later(): Date {
  world.clock.advance(3_600_000)
  const moment = new Date(world.clock.now())
  world.clock.advance(3_600_000)
  return moment
}
const key = (idOrSlug: string) => ({ idOrSlug })
const newChart = (name: string, spaceId = openSpace) => world.as(admin, createChart, { projectId: world.projectId, spaceId, name, document: chartDocument() })
const newDashboard = (name: string, ...chartIds: string[]) =>
  world.as(admin, createDashboard, { projectId: world.projectId, spaceId: openSpace, name, document: dashboardDocument(...chartIds) })
const namesThen = async (asOf: Date, person = viewer, spaceId?: string) =>
  (await world.as(person, listContentAsOf, { projectId: world.projectId, asOf, ...(spaceId === undefined ? {} : { spaceId }) })).map(({ name }) => name)

describe('a chart at a moment', () => {
  it('has the content and the name of then, says what became of it, and can not be changed from there', async () => {
    const { id } = await newChart('Before')
    const moment = later()
    await world.as(editor, saveChartVersion, { ...key(id), document: chartDocument('orders_count') })
    await world.as(editor, updateChart, { ...key(id), change: { name: 'After' } })
    const then = await world.as(editor, getChart, { ...key(id), asOf: moment })
    expect(then).toMatchObject({ name: 'Before', revision: 1, spec: { metricQuery: { metrics: ['orders_total'] } }, abilities: [] })
    expect(then.past).toMatchObject({ nameNow: 'After', isCurrent: false, deletedAt: null, mayRestore: true, savedBy: { id: admin } })
    expect((await world.as(viewer, getChart, { ...key(id), asOf: moment })).past?.mayRestore).toBe(false)
    expect((await world.as(editor, getChart, { ...key(id), asOf: later() })).past).toMatchObject({ isCurrent: true })
    // Saved as it was before: another version that says the same.
    await world.as(editor, saveChartVersion, { ...key(id), document: chartDocument() })
    await world.as(editor, updateChart, { ...key(id), change: { name: 'Before' } })
    expect((await world.as(editor, getChart, { ...key(id), asOf: moment })).past).toMatchObject({ isCurrent: true })
  })

  it('is no version: both together are refused', async () => {
    const { id } = await newChart('Either')
    const chart = await world.as(admin, getChart, key(id))
    await expect(wantedState(await world.ctx(admin), chart, { versionId: chart.revisionId, asOf: later() })).rejects.toMatchObject({
      code: 'invalid',
      details: { reason: 'version_and_moment' },
    })
  })

  it('was not there before it was made, nor while it was in the trash, and is not there in time to come: each is said', async () => {
    const early = later()
    const { id } = await newChart('Now and then')
    later()
    await world.as(admin, deleteChart, key(id))
    const gone = later()
    await world.as(admin, restoreFromTrash, { id })
    const back = later()
    await expect(world.as(viewer, getChart, { ...key(id), asOf: early })).rejects.toMatchObject({ code: 'not_found', details: { reason: 'not_made_yet' } })
    await expect(world.as(viewer, getChart, { ...key(id), asOf: gone })).rejects.toMatchObject({ code: 'not_found', details: { reason: 'deleted_then' } })
    expect((await world.as(viewer, getChart, { ...key(id), asOf: back })).name).toBe('Now and then')
    const tomorrow = new Date(world.clock.now() + 1)
    await expect(world.as(viewer, getChart, { ...key(id), asOf: tomorrow })).rejects.toMatchObject({ details: { reason: 'moment_to_come' } })
  })

  it('is found by the slug that it had then', async () => {
    const { id } = await newChart('Twin')
    const first = later()
    await world.as(admin, deleteChart, key(id))
    const other = await newChart('Twin')
    const between = later()
    await world.as(admin, restoreFromTrash, { id })
    const both = later()
    const at = (slug: string, asOf: Date) => world.as(viewer, getChart, { idOrSlug: slug, projectId: world.projectId, asOf })
    expect((await at('twin', first)).id).toBe(id)
    expect((await at('twin', between)).id).toBe(other.id)
    expect((await at('twin', both)).id).toBe(other.id)
    expect((await at('twin-1', both)).id).toBe(id)
    await expect(at('twin-1', between)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('shows nobody what is closed to them today: moved into a closed space it is closed in the past too', async () => {
    const { id } = await newChart('Once open')
    const moment = later()
    expect(await namesThen(moment)).toContain('Once open')
    await world.as(admin, updateChart, { ...key(id), change: { spaceId: closedSpace } })
    await expect(world.as(viewer, getChart, { ...key(id), asOf: moment })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await namesThen(moment)).not.toContain('Once open')
    const listed = await world.as(admin, listContentAsOf, { projectId: world.projectId, asOf: moment, spaceId: openSpace })
    expect(listed.find((one) => one.id === id)?.spaceThen).toEqual({ id: openSpace, name: 'Open' })
    expect(await namesThen(moment, admin, closedSpace)).not.toContain('Once open')
  })

  it('is listed without the name of the space that it was in, where that is closed today', async () => {
    const { id } = await newChart('Came out', closedSpace)
    const moment = later()
    await world.as(admin, updateChart, { ...key(id), change: { spaceId: openSpace } })
    const [listed] = (await world.as(viewer, listContentAsOf, { projectId: world.projectId, asOf: moment })).filter((one) => one.id === id)
    expect(listed).toMatchObject({ name: 'Came out', spaceThen: null })
    // Nor by asking what was there.
    expect(await namesThen(moment, viewer, closedSpace)).toEqual([])
    expect(await namesThen(moment, admin, closedSpace)).toContain('Came out')
  })
})

describe('a dashboard at a moment', () => {
  it('shows its charts as they were, deleted ones too, and comes back with them as a new version', async () => {
    const chart = await newChart('Takings')
    const dashboard = await newDashboard('Morning', chart.id)
    const moment = later()
    await world.as(editor, updateChart, { ...key(chart.id), change: { name: 'Income' } })
    await world.as(editor, deleteChart, key(chart.id))
    later()
    await world.as(editor, deleteDashboard, key(dashboard.id))
    later()
    const then = await world.as(viewer, getDashboard, { ...key(dashboard.id), asOf: moment })
    expect(then.charts.get(chart.id)?.name).toBe('Takings')
    expect(then.past).toMatchObject({ deletedBy: { id: editor }, mayRestore: false })
    expect(await namesThen(moment)).toEqual(expect.arrayContaining(['Morning', 'Takings']))
    await expect(world.as(viewer, restoreDashboardAsOf, { ...key(dashboard.id), asOf: moment })).rejects.toMatchObject({ code: 'forbidden' })

    const restored = await world.as(admin, restoreDashboardAsOf, { ...key(dashboard.id), asOf: moment })
    expect(restored.restoredIds.toSorted()).toEqual([dashboard.id, chart.id].toSorted())
    const now = await world.as(viewer, getDashboard, key(dashboard.id))
    expect(now).toMatchObject({ name: 'Morning', space: { id: openSpace } })
    expect(now.charts.get(chart.id)?.name).toBe('Income')
  })

  it('is restored by a new version where it said something else, and by none where it said the same', async () => {
    const { id } = await newChart('Versions')
    const moment = later()
    await world.as(editor, saveChartVersion, { ...key(id), document: chartDocument('orders_count') })
    expect(await world.as(editor, restoreChartAsOf, { ...key(id), asOf: moment })).toEqual({ restoredIds: [], revision: 3 })
    expect(await world.as(editor, getChart, key(id))).toMatchObject({ revision: 3, spec: { metricQuery: { metrics: ['orders_total'] } } })
    expect(await world.as(editor, restoreChartAsOf, { ...key(id), asOf: moment })).toEqual({ restoredIds: [], revision: 3 })
  })

  it('stays in the trash while its space is there: nothing is half restored', async () => {
    const space = (await world.as(admin, createSpace, { projectId: world.projectId, name: 'Short-lived', isPrivate: false })).id
    const { id } = await newChart('In a short-lived space', space)
    const moment = later()
    await world.as(admin, deleteSpace, key(space))
    await expect(world.as(admin, restoreChartAsOf, { ...key(id), asOf: moment })).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'place_in_trash' },
    })
    const listed = await world.as(admin, listContentAsOf, { projectId: world.projectId, asOf: moment, spaceId: space })
    expect(listed).toMatchObject([{ name: 'In a short-lived space', spaceThen: { name: 'Short-lived' } }])
    await expect(world.as(admin, getChart, key(id))).rejects.toMatchObject({ code: 'not_found' })
  })
})
