import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

type Made = { uuid: string }

const chart = (name: string, spaceUuid: string): object => ({
  name,
  spaceUuid,
  tableName: 'orders',
  metricQuery: {
    exploreName: 'orders',
    dimensions: ['orders_status'],
    metrics: ['orders_order_count'],
    filters: {},
    sorts: [],
    limit: 10,
    tableCalculations: [],
  },
  chartConfig: { type: 'table', config: {} },
  tableConfig: { columnOrder: [] },
})
const tiles = (charts: readonly Made[]): object[] =>
  charts.map(({ uuid }, index) => ({ type: 'saved_chart', x: 0, y: index * 6, w: 18, h: 6, properties: { savedChartUuid: uuid } }))

it('a dashboard is promoted to the upstream project after its diff was looked at; then there are no changes', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  const api = withToken(atrium.url, atrium.token)
  const inProject = `/api/v1/projects/${projectUuid}`
  await api.results('POST', '/api/v1/org/projects', { name: 'Production', type: 'DEFAULT', warehouseConnection: { type: 'duckdb' } })

  await page.goto(`${atrium.url}/p/${projectUuid}/settings`)
  const card = page.getByRole('region', { name: 'Upstream project' })
  await card.getByRole('combobox', { name: 'Promote to' }).click()
  await page.getByRole('option', { name: 'Production' }).click()
  await card.getByRole('button', { name: 'Save upstream project' }).click()
  await page.getByText('Upstream project saved').waitFor()

  const space = await api.results<Made>('POST', `${inProject}/spaces`, { name: 'Promoted', isPrivate: false })
  const make = (name: string): Promise<Made> => api.results<Made>('POST', `${inProject}/saved`, chart(name, space.uuid))
  const [one, two, three] = [await make('One'), await make('Two'), await make('Three')]
  const dashboard = await api.results<Made>('POST', `${inProject}/dashboards`, { name: 'Weekly', spaceUuid: space.uuid, tiles: tiles([one, two, three]) })
  const path = `/api/v1/dashboards/${dashboard.uuid}`
  await api.results('POST', `${path}/promote`)
  await api.results('PATCH', `/api/v1/saved/${one.uuid}`, { name: 'One, renamed' })
  await api.results('PATCH', `/api/v1/saved/${two.uuid}`, { description: 'Described' })
  await api.results('PATCH', path, { tiles: tiles([one, two, three, await make('Four')]) })

  await page.goto(`${atrium.url}/p/${projectUuid}/dashboards/${dashboard.uuid}`)
  const promote = async (): Promise<void> => {
    await page.getByRole('heading', { level: 1, name: 'Weekly' }).waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Promote…' }).click()
  }
  await promote()
  const dialog = page.getByRole('dialog', { name: 'Promote “Weekly”' })
  await whenLoaded(page)
  const summary = dialog.getByRole('group', { name: 'Changes in short' })
  expect(await summary.innerText()).toBe(['1 to create', '3 to update', '2 unchanged'].join('\n'))
  await dialog.getByRole('button', { name: /^One, renamed/ }).click()
  // Where the models are not deployed yet it is said before, not after.
  const opened = dialog.getByRole('region', { name: /^One, renamed/ })
  await opened.getByText('The explore “orders” is not in that project.').waitFor()
  await opened.getByRole('row').filter({ hasText: 'name' }).getByText('One, renamed').waitFor()
  await dialog.getByRole('button', { name: 'Promote 4 changes' }).click()
  await dialog.getByRole('link', { name: 'Open it in Production' }).click()
  await page.getByRole('button', { name: /^Project Production/ }).waitFor()
  await page.getByRole('heading', { level: 1, name: 'Weekly' }).waitFor()
  await page.getByText('Four', { exact: true }).first().waitFor()

  await page.goto(`${atrium.url}/p/${projectUuid}/dashboards/${dashboard.uuid}`)
  await promote()
  await dialog.getByText('No changes: the project “Production” has all of this already.').waitFor()
  expect(await dialog.getByRole('button', { name: /^Promote \d/ }).count()).toBe(0)
  // The charts in there have no models to ask yet, as was said.
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([])
})

it('what was changed since the diff was shown is not promoted unseen', async () => {
  const { page, projectUuid } = await openSignedIn(atrium)
  const api = withToken(atrium.url, atrium.token)
  const upstream = await api.results<{ project: { projectUuid: string } }>('POST', '/api/v1/org/projects', {
    name: 'Live',
    type: 'DEFAULT',
    warehouseConnection: { type: 'duckdb' },
  })
  await api.results('PATCH', `/api/v1/projects/${projectUuid}/metadata`, { upstreamProjectUuid: upstream.project.projectUuid })
  const space = await api.results<Made>('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Meanwhile', isPrivate: false })
  const saved = await api.results<Made>('POST', `/api/v1/projects/${projectUuid}/saved`, chart('Meanwhile', space.uuid))
  await page.goto(`${atrium.url}/p/${projectUuid}/charts/${saved.uuid}`)
  await page.getByRole('heading', { level: 1, name: 'Meanwhile' }).waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Promote…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Promote “Meanwhile”' })
  const button = dialog.getByRole('button', { name: 'Promote 2 changes' })
  await button.waitFor()
  await api.results('PATCH', `/api/v1/saved/${saved.uuid}`, { description: 'Of somebody else' })
  await button.click()
  await dialog.getByText('Look at them again', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByRole('alert').waitFor({ state: 'detached' })
  await button.click()
  await dialog.getByRole('link', { name: 'Open it in Live' }).waitFor()
})

it('a preview is made in the settings, is marked on every page, leads back, and is deleted', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}/settings`)
  await page.getByRole('region', { name: 'Previews' }).getByRole('button', { name: 'Create preview' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create preview of “Atrium demo”' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Try it 🚀')
  expect(await dialog.getByRole('checkbox', { name: 'Copy charts, dashboards, endpoints and spaces' }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Create preview' }).click()

  const strip = page.getByRole('region', { name: 'Preview', exact: true })
  await strip.getByText('This is a preview').waitFor()
  await page
    .getByRole('region', { name: 'Dashboards' })
    .getByRole('link', { name: /^Shop overview/ })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Shop overview' }).waitFor()
  await whenLoaded(page)
  expect(await page.getByRole('alert').count()).toBe(0)
  await strip.waitFor()

  // What was changed there goes back to the project that it is of.
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Promote…' }).click()
  await page.getByText('No changes: the project “Atrium demo” has all of this already.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()

  await page.getByRole('button', { name: /^Project Try it/ }).click()
  await page.getByRole('menuitem', { name: 'Try it 🚀 Preview' }).waitFor()
  await page.keyboard.press('Escape')
  await strip.getByRole('link', { name: 'back to Atrium demo' }).click()
  await page.getByRole('button', { name: /^Project Atrium demo/ }).waitFor()
  expect(await strip.count()).toBe(0)
  await page.goBack()
  await strip.getByRole('button', { name: 'Delete preview' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete preview' }).click()
  await page.getByRole('button', { name: /^Project Atrium demo/ }).waitFor()
  await page.getByRole('button', { name: /^Project Atrium demo/ }).click()
  await page.getByRole('menuitem', { name: 'Atrium demo' }).waitFor()
  expect(await page.getByRole('menuitem', { name: /Try it/ }).count()).toBe(0)
  expect(complaints).toEqual([])
})
