import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let people: SharedHouse

beforeAll(async () => {
  people = await sharedHouse()
})

const nowhere = '00000000-0000-7000-8000-000000000000'

/** Keeps every list of places that the navigation called `label` showed, in `window.seen`; for before a page loads. */
const watchPlaces = (page: Page, label: string): Promise<unknown> =>
  page.addInitScript(`
    window.seen = []
    new MutationObserver(() => {
      const nav = document.querySelector('nav[aria-label="${label}"]')
      if (nav === null) return
      const shown = [...nav.querySelectorAll('a')].map((link) => link.textContent).join(' ')
      if (window.seen.at(-1) !== shown) window.seen.push(shown)
    }).observe(document, { childList: true, subtree: true })
  `)

/** Has what the person may do answered long after everything else. */
const delayRights = (page: Page): Promise<unknown> =>
  page.route(/\/api\/v1\/app\/abilities/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700))
    await route.continue()
  })

describe('the frame around the pages', () => {
  it('has every place from its first moment, however late the rights are answered', async () => {
    const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
    await watchPlaces(page, 'Places')
    await delayRights(page)
    await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces`)
    await page.getByRole('heading', { name: 'Spaces', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Develop' }).waitFor()
    expect(await page.evaluate('window.seen')).toEqual(['Home Explore Dashboards SQL Notebooks Catalog Endpoints Spaces Develop'])
    // Pages of no project have the one seen last around them.
    await page.goto(`${people.atrium.url}/settings/members`)
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
    expect(await page.evaluate('window.seen')).toEqual(['Home Explore Dashboards SQL Notebooks Catalog Endpoints Spaces Develop'])
    expect(complaints).toEqual([])
  })

  it('has the settings that a person may use from its first moment', async () => {
    const { page } = await openSignedIn(people.asAdmin)
    await watchPlaces(page, 'Settings')
    await delayRights(page)
    await page.goto(`${people.atrium.url}/me`)
    await page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor()
    const seen = (await page.evaluate('window.seen')) as string[]
    expect(seen).toHaveLength(1)
    expect(seen[0]).toContain('Audit log')
  })

  it('shows places once: at the left, or below on a narrow screen', async () => {
    const { page, projectUuid } = await openSignedIn(people.asAdmin, { width: 768 })
    await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces`)
    await page.getByRole('heading', { name: 'Spaces', level: 1 }).waitFor()
    expect(await page.getByRole('navigation', { name: 'Places' }).count()).toBe(1)
    await page.setViewportSize({ width: 767, height: 900 })
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Develop' }).waitFor({ state: 'detached' })
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home' }).waitFor()
  })

  it('of a project that is not there leads to those that are, and is not remembered', async () => {
    const { page, projectUuid } = await openSignedIn(people.asAdmin)
    await page.goto(`${people.atrium.url}/p/${projectUuid}`)
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()
    await page.goto(`${people.atrium.url}/p/${nowhere}/dashboards`)
    await page.getByRole('heading', { name: 'Project not found', level: 1 }).waitFor()
    expect(await page.getByRole('link', { name: 'Dashboards' }).count()).toBe(0)
    await page.getByRole('main').getByRole('link', { name: 'Atrium demo' }).click()
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()
    await page.goto(`${people.atrium.url}/p/${nowhere}`)
    await page.getByRole('heading', { name: 'Project not found', level: 1 }).waitFor()
    await page.goto(`${people.atrium.url}/`)
    await page.waitForURL(`**/p/${projectUuid}`)
  })

  it('made meanwhile is found', async () => {
    const { page, projectUuid } = await openSignedIn(people.asAdmin)
    await page.goto(`${people.atrium.url}/p/${projectUuid}/dashboards`)
    await page.getByRole('heading', { name: 'Dashboards', level: 1 }).waitFor()
    const body = { name: 'Made meanwhile', type: 'DEFAULT', warehouseConnection: { type: 'duckdb' } }
    const { project } = await people.admin.results<{ project: { projectUuid: string } }>('POST', '/api/v1/org/projects', body)
    // As a link would lead there, without loading everything afresh.
    await page.evaluate(`history.pushState({}, '', '/p/${project.projectUuid}/spaces')`)
    await page.evaluate(`history.back()`)
    await page.waitForURL(`**/p/${projectUuid}/dashboards`)
    await page.evaluate(`history.forward()`)
    await page.getByRole('button', { name: 'Project Made meanwhile, switch' }).waitFor()
    await page.getByRole('heading', { name: 'Spaces', level: 1 }).waitFor()
    await people.admin.results('DELETE', `/api/v1/org/projects/${project.projectUuid}`)
  })
})

describe('a page of something that is not there', () => {
  it.each([
    ['charts/', 'Chart', 'Spaces'],
    ['charts/%/edit', 'Edit Chart', 'Spaces'],
    ['dashboards/', 'Dashboard', 'Dashboards'],
    ['dashboards/%/edit', 'Edit Dashboard', 'Dashboards'],
    ['dashboards/%/history', 'History of Dashboard', 'Dashboards'],
    ['spaces/', 'Space', 'Spaces'],
    ['explore/', nowhere, 'Explore'],
  ])('/%s has a title and a way on', async (path, title, others) => {
    const { page, projectUuid } = await openSignedIn(people.asAdmin)
    await page.goto(`${people.atrium.url}/p/${projectUuid}/${path.includes('%') ? path.replace('%', nowhere) : path + nowhere}`)
    await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor()
    expect(await page.title()).toBe(`${title} · Atrium`)
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.getByRole('alert').getByRole('link', { name: others }).click()
    await page.getByRole('heading', { name: others, level: 1 }).waitFor()
  })
})

describe('what a viewer may not do', () => {
  it('says what it takes and what is open instead, wherever an address leads', async () => {
    const { page, complaints, projectUuid } = await openSignedIn(people.atrium)
    // By name: what other files left in the house may be out of the viewer's reach, or of another kind.
    const ofDemo = async (path: string, name: string): Promise<{ uuid: string; name: string } | undefined> =>
      (await people.admin.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${projectUuid}/${path}`)).find((content) => content.name === name)
    const chart = await ofDemo('charts', 'Revenue and orders by month')
    const dashboard = await ofDemo('dashboards', 'Shop overview')
    if (chart === undefined || dashboard === undefined) throw new Error('the demo has no chart or no dashboard')
    const project = `${people.atrium.url}/p/${projectUuid}`
    for (const path of ['explore', 'explore/orders']) {
      await page.goto(`${project}/${path}`)
      await page.getByText('at least the role Interactive viewer', { exact: false }).waitFor()
      await page.getByRole('main').getByRole('link', { name: 'Spaces' }).click()
      await page.getByRole('heading', { name: 'Spaces', level: 1 }).waitFor()
    }
    await page.goto(`${project}/charts/${chart.uuid}/edit`)
    await page.getByText('Changing this takes “can edit” in the space', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Open the chart' }).click()
    await page.getByRole('heading', { name: chart.name, level: 1, exact: true }).waitFor()
    await page.goto(`${project}/dashboards/${dashboard.uuid}/edit`)
    await page.getByText('Changing this takes “can edit” in the space', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Open the dashboard' }).click()
    await page.getByRole('heading', { name: dashboard.name, level: 1, exact: true }).waitFor()
    await page.goto(`${project}/develop/validation`)
    await page.getByText('at least the role Developer', { exact: false }).waitFor()
    await whenLoaded(page)
    expect(complaints).toEqual([])
  })

  it('is not in the palette', async () => {
    const asked = ['Explore', 'SQL', 'Develop', 'Order items', 'Web events', 'Home', 'Dashboards', 'Spaces', 'Shop overview']
    /** What of this the palette offers to who searches for it. */
    const offered = async (as: WayIn): Promise<string[]> => {
      const { page, projectUuid } = await openSignedIn(as)
      await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces`)
      await page.getByRole('heading', { name: 'Spaces', level: 1 }).waitFor()
      await page.keyboard.press('Control+k')
      const search = page.getByPlaceholder('Search pages', { exact: false })
      const found: string[] = []
      for (const name of asked) {
        const answered = page.waitForResponse((response) => new URL(response.url()).searchParams.get('q') === name)
        await search.fill(name)
        await answered
        // The answer is drawn at the next frame.
        await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50)))')
        const texts = await page.getByRole('dialog').getByRole('button').allInnerTexts()
        if (texts.some((text) => text.split('\n')[0] === name)) found.push(name)
      }
      return found
    }
    const [admin, viewer] = [await offered(people.asAdmin), await offered(people.atrium)]
    expect(admin).toEqual(asked)
    // Who may not explore a table reads about it in the catalog.
    expect(viewer).toEqual(['Order items', 'Web events', 'Home', 'Dashboards', 'Spaces', 'Shop overview'])
  })
})
