import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openPage, openSignedIn, whenLoaded } from './open-browser.ts'

let people: WithViewer
/** Two sites of somebody else. */
let sites: { server: Server; url: string }[]

beforeAll(async () => {
  people = await startWithViewer()
  sites = await Promise.all(
    [1, 2].map(async () => {
      const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>'))
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve)
      })
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }),
  )
})
afterAll(async () => {
  for (const { server } of sites) server.close()
  await people.atrium.stop()
})

/** What a page of a site gets when its script calls the endpoint; null: the browser keeps it from reading anything. */
const callFrom = async (
  page: Page,
  url: string,
  token: string,
  region: string | null,
): Promise<{ status: number; results?: unknown; rows: string | null } | null> => {
  const at = `${people.atrium.url}/api/projects/${people.projectUuid}/endpoints/by_status/run`
  await page.goto(url)
  return page.evaluate(
    async ([address, secret, value]) => {
      try {
        const response = await fetch(address, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
          body: JSON.stringify(value === null ? {} : { variables: { status: value } }),
        })
        const { results } = (await response.json()) as { results?: unknown }
        return { status: response.status, results, rows: response.headers.get('atrium-answer')?.split(',')[0] ?? null }
      } catch {
        return null
      }
    },
    [at, token, region] as const,
  )
}

it('a token that is made on the page works on the site that it names, with its value, until it is revoked', async () => {
  const { admin, projectUuid } = people
  const door = `/api/projects/${projectUuid}`
  await admin.call('POST', `${door}/insight_variables/`, { name: 'status', code_name: 'status', type: 'String' })
  const query = { kind: 'HogQLQuery', query: 'SELECT status, count(*) AS orders FROM orders WHERE status = {variables.status} GROUP BY 1' }
  expect((await admin.call('POST', `${door}/endpoints/`, { name: 'by_status', query })).status).toBe(201)

  const { page, complaints } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints/by_status`)
  await page.getByRole('tab', { name: 'Code' }).click()
  const tokens = page.getByRole('region', { name: 'Tokens for pages and partners' })
  await tokens.getByText('None yet.').waitFor()
  await tokens.getByRole('button', { name: 'New call token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New call token' })
  await dialog.getByRole('textbox', { name: 'What is it for?' }).fill('Shop page')
  await dialog.getByRole('textbox', { name: 'Sites whose pages may use it' }).fill(sites[0]?.url ?? '')
  await dialog.getByRole('textbox', { name: 'Fixed value of status' }).fill('shipped')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  const once = page.getByRole('dialog', { name: 'Shop page' })
  const token = (await once.locator('pre').textContent()) ?? ''
  await once.getByRole('button', { name: 'I have copied it' }).click()
  await tokens.getByText('status = shipped').waitFor()
  await tokens.getByText(sites[0]?.url ?? '').waitFor()

  const { page: elsewhere } = await openPage()
  const [shop, other] = sites
  expect(await callFrom(elsewhere, shop?.url ?? '', token, null)).toMatchObject({ status: 200, results: [['shipped', expect.any(Number)]], rows: 'rows=1' })
  expect(await callFrom(elsewhere, shop?.url ?? '', token, 'pending')).toMatchObject({ status: 403 })
  // Another site does not even learn that it was refused.
  expect(await callFrom(elsewhere, other?.url ?? '', token, null)).toBeNull()

  await tokens.getByRole('button', { name: 'Revoke Shop page' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await tokens.getByText('None yet.').waitFor()
  expect(await callFrom(elsewhere, shop?.url ?? '', token, null)).toBeNull()
  await whenLoaded(page)
  expect(complaints).toEqual([])
})
