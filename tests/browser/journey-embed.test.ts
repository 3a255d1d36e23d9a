import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, withToken, type ApiClient } from '../harness/api-client.ts'
import { startShop, type Shop } from '../harness/start-shop.ts'
import { openPage } from './open-browser.ts'

/** A page of a customer shows an app with the customer's rows: once, in time, and with what they may take away. */

let shop: Shop
let program: ApiClient
let uuid: string
/** The page of the customer, which shows what it is told to. */
let site: { server: Server; url: string; shows: string }

const cells = [
  {
    kind: 'explore',
    id: 'mine',
    name: 'mine',
    title: 'Orders',
    exploreName: 'orders',
    query: { exploreName: 'orders', dimensions: ['orders_tenant'], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 100 },
  },
]

beforeAll(async () => {
  shop = await startShop(
    {
      'orders.yml': `models:
  - name: orders
    meta:
      sql_filter: "\${TABLE}.tenant IN (\${lightdash.attributes.tenant})"
    columns:
      - {name: tenant, meta: {dimension: {type: string}, metrics: {orders: {type: count}}}}
`,
    },
    "CREATE TABLE orders AS SELECT ['Acme', 'Umbrella'][range % 2 + 1] AS tenant FROM range(7)",
  )
  const server = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end(`<!doctype html><title>Acme</title><h1>Our numbers</h1><iframe title="Numbers" width="900" height="700" src="${site.shows}"></iframe>`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  site = { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shows: '' }
  const admin = withToken(shop.atrium.url, shop.atrium.token)
  const [project] = await admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  await admin.results('POST', `/api/v1/projects/${project?.projectUuid}/spaces`, { name: 'For customers', isPrivate: false })
  const made = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${project?.projectUuid}/apps`, {
    name: 'Orders of a customer',
    document: { cells, app: { elements: [{ uuid: 'of-mine', cellId: 'mine', x: 0, y: 0, w: 36, h: 8 }] } },
  })
  uuid = made.uuid
  await admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  await admin.results('PUT', `/api/v1/app/apps/${uuid}/embedding`, { isOn: true, origins: [site.url] })
  program = apiClient(shop.atrium.url, { authorization: `Bearer ${shop.atrium.token}` })
})
afterAll(async () => {
  site.server.close()
  await shop.stop()
})

const presigned = async (more: object = {}): Promise<string> => {
  const { status, body } = await program.post(`/api/v1/embedding/createPresignedUrl/${uuid}`, {
    hexUserAttributes: { tenant: 'Acme' },
    scope: ['EXPORT_CSV'],
    displayOptions: { theme: 'dark' },
    expiresIn: 15_000,
    ...more,
  })
  expect([status, body]).toMatchObject([200, { url: expect.any(String) }])
  return (body as { url: string }).url
}

it('a customer sees their rows alone, once, and takes them away as CSV', async () => {
  site.shows = await presigned()
  const { page, context, complaints } = await openPage()
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('gridcell', { name: 'Acme' }).waitFor()
  await frame.getByRole('gridcell', { name: '4', exact: true }).waitFor()
  expect(await frame.getByText('Umbrella').count()).toBe(0)
  expect(await frame.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')

  const download = page.waitForEvent('download')
  await frame.getByRole('link', { name: /CSV/ }).click()
  const rows = await (await download).createReadStream().then((stream) => stream.setEncoding('utf8').toArray())
  expect(rows.join('')).toContain('Acme')
  expect(rows.join('')).not.toContain('Umbrella')
  expect(await frame.getByRole('button', { name: /PDF/ }).count(), 'nobody may take it away as PDF').toBe(0)
  expect(await context.cookies()).toEqual([])
  expect(complaints).toEqual([])

  // The address again, by whoever found it.
  const found = await openPage()
  await found.page.goto(site.url)
  await found.page.frameLocator('iframe').getByText('This view was opened before').waitFor()
})

it('a customer who may take it away as a document has that, and no CSV', async () => {
  site.shows = await presigned({ scope: ['EXPORT_PDF'] })
  const { page } = await openPage()
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('gridcell', { name: 'Acme' }).waitFor()
  await frame.getByRole('button', { name: /PDF/ }).waitFor()
  expect(await frame.getByRole('link', { name: /CSV/ }).count()).toBe(0)
})

it('an address that nobody opened in time says so', async () => {
  site.shows = await presigned({ expiresIn: 1 })
  const { page } = await openPage()
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('alert').getByText('This view was not opened in time').waitFor()
  await frame.getByText('Each address works once. Load the page that shows it again.').waitFor()
})
