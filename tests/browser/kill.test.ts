import { once } from 'node:events'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn, publishDraft, type Visitor, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium({ ownStore: true })
})
afterAll(async () => {
  await atrium.stop()
})

async function kill(): Promise<void> {
  atrium.process.kill('SIGKILL')
  await once(atrium.process, 'exit')
}

/** The same folder and the same port, as a supervisor would do it. */
async function startAgain(): Promise<void> {
  atrium = await startAtrium({ dataDir: atrium.dataDir, ownStore: true, env: { ATRIUM_PORT: new URL(atrium.url).port } })
}

const away = (page: Page) => page.getByRole('alert').filter({ hasText: 'The server does not answer' })
const back = (page: Page) => page.getByText('The server is back. Nothing on this page was lost.')
/** The browser itself reports requests that nobody answered; nothing else may be complained about. */
const complaintsOf = ({ complaints }: Visitor): string[] => complaints.filter((text) => !text.startsWith('console: Failed to load resource: net::'))

describe('a server that is killed while somebody works', () => {
  it('loses no dashboard edit: what was saved is there, what was not is saved by itself afterwards', async () => {
    const visitor = await openSignedIn(atrium)
    const { page, context, projectUuid } = visitor
    await page.goto(`${atrium.url}/p/${projectUuid}/dashboards`)
    await page.getByRole('link', { name: 'Shop overview' }).first().click()
    const addText = async (text: string): Promise<void> => {
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Text' }).click()
      await page.getByLabel('Text (Markdown)').fill(text)
      await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
      await page.getByText(text, { exact: true }).waitFor()
    }
    const edit = page.getByRole('link', { name: 'Edit', exact: true })
    const saved = page.getByText('Draft · saved')
    await edit.click()
    await addText('Saved before')
    const dashboardUuid = /dashboards\/([^/]+)\/edit/.exec(page.url())?.[1] ?? ''
    await saved.waitFor()
    await kill()
    await addText('Added without a server')
    await away(page).waitFor()
    await page.getByText('Draft · not saved: no connection').waitFor()
    // The edit is still on the page, and can still be gone on with.
    await addText('Added later')
    await startAgain()
    await away(page).waitFor({ state: 'hidden' })
    await back(page).first().waitFor()
    await saved.waitFor()
    await publishDraft(page)

    const answer = (await (await context.request.get(`${atrium.url}/api/v1/dashboards/${dashboardUuid}`)).json()) as {
      results: { tiles: { properties: { content?: string } }[] }
    }
    const texts = answer.results.tiles.flatMap(({ properties }) => (properties.content === undefined ? [] : [properties.content]))
    for (const text of ['Saved before', 'Added without a server', 'Added later']) expect(texts.filter((content) => content === text)).toHaveLength(1)
    await whenLoaded(page)
    expect(complaintsOf(visitor)).toEqual([])
  })

  it('loses no question: it is asked again by itself when the server is back', async () => {
    const visitor = await openSignedIn(atrium)
    const { page, projectUuid } = visitor
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    const search = page.getByPlaceholder('Search fields')
    const pick = async (label: string): Promise<void> => {
      await search.fill(label)
      await page.getByRole('treeitem', { name: label, exact: true }).last().click()
    }
    await pick('Status')
    await pick('Revenue')
    await page.keyboard.press('Control+Enter')
    await page.getByText('5 rows').first().waitFor()
    await page.getByRole('img', { name: /^Bar chart/ }).waitFor()

    await kill()
    await pick('Return rate')
    await search.fill('')
    await page.keyboard.press('Control+Enter')
    await away(page).waitFor()
    await expect.poll(() => page.url()).toContain('orders_return_rate')
    await startAgain()
    await back(page).waitFor()
    await page
      .getByRole('columnheader', { name: /Return rate/ })
      .first()
      .waitFor()
    // The rows of before and the word that nothing answered are there until the new answer is.
    await expect.poll(() => page.getByRole('main').getByRole('alert').count()).toBe(0)
    await page.getByText('5 rows').first().waitFor()
    expect(complaintsOf(visitor)).toEqual([])
  })
})
