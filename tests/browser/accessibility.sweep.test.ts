import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { sliceOf } from '../harness/sweep.ts'
import { standard, violations } from './accessibility-violations.ts'
import { openPage, openSignedIn, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
/** What the dark look changes are colors. */
const looks = [
  { name: 'light', size: desktop, colorScheme: 'light', runOnly: { type: 'tag', values: standard } },
  { name: 'dark', size: desktop, colorScheme: 'dark', runOnly: { type: 'rule', values: ['color-contrast'] } },
  { name: 'on a phone', size: phone, colorScheme: 'light', runOnly: { type: 'tag', values: standard } },
] as const

/** Addresses as the router has them: `/p/$project/sql`. Read from its tables, so that no page is forgotten. */
function routes(): string[] {
  const text = ['router.tsx', 'signed-out-routes.ts'].map((file) => readFileSync(`packages/web/src/${file}`, 'utf8')).join('\n')
  const found = [...text.matchAll(/const (\w+) = createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*(?:path: '([^']+)'|id: '\w+')/g)].map(
    ([, name = '', parent = '', path = '']) => ({ name, parent, path }),
  )
  if (found.length !== text.split('createRoute({').length - 1) throw new Error('there are routes that this test cannot read')
  const parents = new Map(found.map((route) => [route.name, route]))
  const pathOf = (name: string): string => {
    const route = parents.get(name)
    return route === undefined ? '' : `${pathOf(route.parent)}/${route.path}`.replaceAll(/\/+/g, '/')
  }
  return [...new Set(found.map(({ name }) => pathOf(name).replace(/(.)\/$/, '$1')).filter((path) => path !== ''))]
}

/** Waits until nothing loads any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('#root').textContent()).not.toBe('')
  await whenLoaded(page)
}

/** What can be done with a row of a table, where the table is wider than the window and that is at its end. */
const actionsOutOfSight = `[...document.querySelectorAll('tr > td:last-child button')]
  .filter((button) => button.getBoundingClientRect().right > window.innerWidth)
  .map((button) => button.getAttribute('aria-label') ?? button.textContent)`

type Samples = Record<string, string>

/** A thing of every kind that addresses name. */
async function samples(
  get: (path: string) => Promise<{ uuid: string }[]>,
  projectUuid: string,
  made: { group: string; account: string; sqlChart: string; item: string; link: string; notebook: string; run: string },
): Promise<Samples> {
  const inProject = `/api/v1/projects/${projectUuid}`
  const first = async (path: string): Promise<string> => (await get(`${inProject}/${path}`))[0]?.uuid ?? ''
  return {
    $project: projectUuid,
    $explore: 'orders',
    $chart: await first('charts'),
    $dashboard: await first('dashboards'),
    $space: await first('spaces'),
    $item: made.item,
    $token: 'no-such-token',
    $code: 'no-such-code',
    $group: made.group,
    $account: made.account,
    $sqlChart: made.sqlChart,
    $link: made.link,
    $endpoint: 'orders_by_status',
    $notebook: made.notebook,
    $app: made.notebook,
    $run: made.run,
  }
}

const signedOut = ['/login', '/setup', '/sign-in/$token', '/register', '/register/$code', '/forgot-password', '/reset-password/$code']

describe('every page', () => {
  it('has a title and a heading, keeps WCAG 2.2 AA and does not scroll sideways, light and dark, on a desk and on a phone', async () => {
    const { page, context, projectUuid } = await openSignedIn(atrium)
    const visitor = await openPage()
    const get = async (path: string): Promise<{ uuid: string }[]> =>
      ((await (await context.request.get(`${atrium.url}${path}`)).json()) as { results: { uuid: string }[] }).results
    const make = async (path: string, data: object): Promise<string> =>
      ((await (await context.request.post(`${atrium.url}${path}`, { data })).json()) as { results: { uuid: string } }).results.uuid
    // The demo has no group, no service account and no other way to sign in.
    const group = await make('/api/v1/org/groups', { name: 'Readers' })
    const account = await make('/api/v1/app/service-accounts', { name: 'Loader', role: 'viewer' })
    await make(`/api/v1/app/service-accounts/${account}/tokens`, {
      description: 'ends soon',
      expiresAt: new Date(Date.now() + 86_400_000),
      scopes: ['project:read'],
    })
    await make('/api/v1/app/identity-providers', { name: 'Acme ID', slug: 'acme', issuer: 'https://id.invalid', clientId: 'atrium' })
    const sql = { name: 'By status', sql: 'select status, count(*) as orders from orders group by status', config: { type: 'table' } }
    const saved = await context.request.post(`${atrium.url}/api/v1/projects/${projectUuid}/sqlRunner/saved`, { data: sql })
    const sqlChart = ((await saved.json()) as { results: { savedSqlUuid: string } }).results.savedSqlUuid
    const asked = { name: 'orders_by_status', query: { kind: 'HogQLQuery', query: 'select count(*) as orders from orders' } }
    await context.request.post(`${atrium.url}/api/projects/${projectUuid}/endpoints/`, { data: asked })
    const cells = [
      { kind: 'sql', id: 'a', name: 'orders_of_day', sql: 'select * from orders', on: 'warehouse' },
      { kind: 'input', id: 'b', name: 'least', input: { type: 'number', default: 1 } },
      { kind: 'text', id: 'c', markdown: 'At least {{ least }} and {{ nothing }}' },
    ]
    const elements = cells.map(({ id }, at) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: at * 5, w: 36, h: 5 }))
    const notebook = await make(`/api/v1/app/projects/${projectUuid}/apps`, { name: 'Orders of a day', document: { cells, app: { elements } } })
    await context.request.post(`${atrium.url}/api/v1/app/apps/${notebook}/force-publish`, { data: { version: null, comparedVersion: 1 } })
    const begun = await context.request.post(`${atrium.url}/api/v1/app/apps/${notebook}/runs`, { data: {} })
    const run = ((await begun.json()) as { results: { run: { uuid: string } } }).results.run.uuid
    const [metric] = (await get(`/api/v1/projects/${projectUuid}/dataCatalog?filter=metrics&search=order_items_revenue`)) as unknown as {
      catalogSearchUuid: string
    }[]
    const item = metric?.catalogSearchUuid ?? ''
    const shared = await context.request.post(`${atrium.url}/api/v1/share`, { data: { path: `/p/${projectUuid}/explore/orders`, params: '' } })
    const link = ((await shared.json()) as { results: { nanoid: string } }).results.nanoid
    const known = await samples(get, projectUuid, { group, account, sqlChart, item, link, notebook, run })
    const all = routes()
    expect(all).toContain('/p/$project/dashboards/$dashboard/history')
    const problems: string[] = []
    for (const [turn, route] of [...all, '/no/such/page'].entries()) {
      const path = route.replaceAll(/\$\w+/g, (name) => known[name] ?? '')
      expect(path, `a sample for ${route}`).not.toMatch(/\/\/|\/$(?<!^\/)/)
      const on = signedOut.includes(route) ? visitor.page : page
      await on.goto(`${atrium.url}${path}`)
      await settled(on)
      // Some addresses lead on to others.
      await expect.poll(() => on.title(), { message: `title of ${route}` }).toMatch(/^.+ · Atrium$/)
      await expect.poll(() => on.getByRole('heading', { level: 1 }).count(), { message: `main headings of ${route}` }).toBe(1)
      // In a slice each page has one of the looks, in turn.
      for (const { name, size, colorScheme, runOnly } of sliceOf(looks, looks.length, turn)) {
        await on.setViewportSize(size)
        await on.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await on.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
        await whenLoaded(on)
        problems.push(...(await violations(on, `${route} ${name}`, runOnly)))
        const tooWide = await on.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
        if (tooWide > 0) problems.push(`${route} ${name}: ${tooWide} px wider than the window`)
        for (const label of await on.evaluate<string[]>(actionsOutOfSight)) problems.push(`${route} ${name}: “${label}” is out of sight`)
      }
    }
    expect(problems).toEqual([])
  }, 300_000)
})

describe.each(looks.slice(0, 2))('what opens over a page $name', ({ colorScheme, runOnly }) => {
  it('keeps WCAG 2.2 AA', async () => {
    const { page, projectUuid } = await openSignedIn(atrium, { dark: colorScheme === 'dark' })
    // What is half faded in has the contrast of neither before nor after.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`${atrium.url}/p/${projectUuid}/dashboards`)
    await page.getByRole('link', { name: 'Shop overview' }).first().click()
    await settled(page)
    const problems: string[] = []
    const look = async (where: string): Promise<void> => void problems.push(...(await violations(page, where, runOnly)))

    await page.getByRole('button', { name: /^Ordered is between/ }).click()
    await look('a filter')
    await page.getByRole('button', { name: /^To/ }).click()
    await page.getByRole('button', { name: '15 October 2026' }).waitFor()
    await look('a calendar')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: /^Applies to/ }).click()
    await look('the tiles of a filter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu of Paid by', exact: true }).click()
    await look('the menu of a tile')
    await page.getByRole('menuitem', { name: 'How these numbers came to be' }).click()
    await page.getByRole('dialog').getByText('Data as of').waitFor()
    await look('a receipt')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu of Paid by', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Full screen/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('img', { name: /^Pie chart/ })
      .waitFor()
    await look('full screen')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).press('Shift+ArrowLeft')
    await page.getByText('Draft · saved').waitFor()
    await look('a draft')
    await page.getByRole('button', { name: 'Publish …' }).click()
    const publish = page.getByRole('dialog', { name: 'Publish “Shop overview”' })
    await publish.getByText('Moved or resized 1 tile').waitFor()
    await look('what publishing changes, in words')
    await publish.getByText('Side by side').click()
    await look('what publishing changes, side by side')
    await publish.getByText('As code').click()
    await look('what publishing changes, as code')
    await page.keyboard.press('Escape')
    await publish.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Close' }).click()
    await page.getByText('Unpublished changes').waitFor()
    await look('unpublished changes')
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Search pages', { exact: false }).waitFor()
    await look('the palette')
    await page.keyboard.press('Escape')
    await page.getByPlaceholder('Search pages', { exact: false }).waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Go to dashboards').waitFor()
    await look('the shortcuts')
    await page.goto(`${atrium.url}/settings/sign-in-methods`)
    await page.getByRole('button', { name: 'Add provider' }).click()
    await page.getByRole('dialog').getByLabel('Claim with the groups').fill('groups')
    await look('the form of an identity provider')
    expect(problems).toEqual([])
  })
})
