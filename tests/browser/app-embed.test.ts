import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPage } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let appUuid: string
/** A page of somebody else, which shows what it is told to. */
let site: { server: Server; url: string; shows: string }

const cells = [
  { kind: 'text', id: 'said', markdown: 'Numbers of **your** shop' },
  { kind: 'input', id: 'least', name: 'least', title: 'At least', input: { type: 'number', default: 2 } },
  { kind: 'sql', id: 'rows', name: 'numbers', title: 'Numbers', sql: 'select range as n from range(5) where range >= {{ least }}', on: 'warehouse' },
]
const app = { elements: cells.map(({ id }, at) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: at * 6, w: 36, h: 6 })) }

beforeAll(async () => {
  house = await sharedHouse()
  const server = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end(`<!doctype html><title>Shop</title><h1>Our shop</h1><iframe title="Numbers" width="900" height="700" src="${site.shows}"></iframe>`)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  site = { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shows: '' }
  const { admin, projectUuid } = house
  const made = await admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name: 'Embedded numbers', document: { cells, app } })
  appUuid = made.uuid
  await admin.results('POST', `/api/v1/app/apps/${appUuid}/force-publish`, { version: null, comparedVersion: 1 })
  await admin.results('PUT', `/api/v1/app/apps/${appUuid}/embedding`, { isOn: true, origins: [site.url] })
})
afterAll(() => {
  site.server.close()
})

const link = async (more: object = {}): Promise<string> =>
  (await house.admin.results<{ url: string }>('POST', `/api/v1/app/apps/${appUuid}/embed-links`, { expiresIn: 60_000, ...more })).url

it('a page of elsewhere shows the app once, with its inputs; what follows says why not', async () => {
  site.shows = await link({ inputs: { least: 3 }, options: { theme: 'dark' } })
  const { page, context, complaints } = await openPage()
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')

  await frame.getByText('Numbers of your shop').waitFor()
  await frame.getByText('2 rows').waitFor()
  expect(await frame.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
  await frame.getByRole('textbox', { name: 'At least' }).fill('1')
  await frame.getByRole('textbox', { name: 'At least' }).press('Enter')
  await frame.getByText('4 rows').waitFor()
  expect(await frame.getByText('CSV').count(), 'nothing to take away').toBe(0)
  expect(await frame.getByText('select').count(), 'nothing of how it comes about').toBe(0)
  expect(await context.cookies()).toEqual([])
  expect(complaints).toEqual([])
  await page.reload()
  await frame.getByText('This view was opened before').waitFor()
})

it('reads the data anew at a press where the address gives that button, says how old they are, and keeps the inputs', async () => {
  site.shows = await link({ inputs: { least: 3 }, options: { showEmbeddedRunButton: true } })
  const { page } = await openPage()
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await frame.getByText('2 rows').waitFor()
  const asOf = frame.getByRole('status').locator('time')
  const first = await asOf.getAttribute('datetime')
  await frame.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => asOf.getAttribute('datetime')).not.toBe(first)
  await frame.getByText('2 rows').waitFor()
  expect(await frame.getByRole('textbox', { name: 'At least' }).inputValue()).toBe('3')
})

it('says in German and on a phone that nobody opened it in time', async () => {
  site.shows = await link({ expiresIn: 0 })
  const { page } = await openPage({ locale: 'de-DE', width: 390, height: 800 })
  await page.goto(site.url)
  await page.frameLocator('iframe').getByText('Diese Ansicht wurde nicht rechtzeitig geöffnet').waitFor()
})

it('is in no frame of a page that is not named', async () => {
  const url = await link()
  await house.admin.results('PUT', `/api/v1/app/apps/${appUuid}/embedding`, { isOn: true, origins: ['https://shop.example.com'] })
  site.shows = url
  const { page, complaints } = await openPage()
  await page.goto(site.url)
  await expect.poll(() => complaints.join(' ')).toContain('frame-ancestors')
  await house.admin.results('PUT', `/api/v1/app/apps/${appUuid}/embedding`, { isOn: true, origins: [site.url] })
})
