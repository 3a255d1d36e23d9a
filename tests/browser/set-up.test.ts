import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openPage } from './open-browser.ts'

/** An installation without the demo, as the first person meets it. */

let base: string
let atrium: Atrium

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-set-up-'))
})
afterEach(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

const start = async (env: Record<string, string> = {}): Promise<void> => {
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), fresh: true, unprovisioned: true, env: { ATRIUM_DEMO: 'false', ...env } })
}

/** Goes through the form behind the printed link; wrong input first. */
async function setUp(page: Page): Promise<void> {
  await expect.poll(() => atrium.output()).toMatch(/\/setup\?token=\S+/)
  await page.goto(/http:\/\/\S+\/setup\?token=\S+/.exec(atrium.output())?.[0] ?? '')
  const create = page.getByRole('button', { name: 'Create the organization' })
  await create.click()
  expect(await page.getByText('Fill this in').count()).toBe(3)
  await page.getByLabel('Organization').fill('Example')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Example')
  await page.getByLabel('E-mail').fill('ada@atrium.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse 7 battery')
  await create.click()
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/setup'))
}

describe('setting up without the demo', () => {
  it('ends on a page that says what to do next when nothing is connected', async () => {
    await start()
    const { page, complaints } = await openPage()
    // This browser has seen another installation at the same address.
    await page.addInitScript(`localStorage.setItem('atrium-project', '"00000000-0000-4000-8000-000000000000"')`)
    await setUp(page)
    await page.getByRole('heading', { name: 'Connect your data' }).waitFor()
    await page.getByText('ATRIUM_MODELS_DIR=').waitFor()
    // Nothing leads to pages of a project that is not there.
    expect(await page.getByRole('link', { name: 'Dashboards' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'New', exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Ada Example' }).click()
    await page.getByRole('menuitem', { name: 'Profile and tokens' }).click()
    await page.getByRole('heading', { name: 'Profile', exact: false, level: 1 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Profile', exact: false, level: 1 }).waitFor()
    expect(complaints).toEqual([])

    // The door closes behind the first person.
    const late = await openPage()
    await late.page.goto(`${atrium.url}/setup`)
    await late.page.getByText('Atrium is set up already').waitFor()
  })

  it('opens the project of the model folder at once: empty pages that say what comes next, and the first model appears', async () => {
    const models = path.join(base, 'models')
    await mkdir(models)
    await makeDatabase(path.join(base, 'data'), "CREATE TABLE orders AS SELECT DATE '2026-01-01' AS ordered_at, 12 AS amount")
    await start({ ATRIUM_MODELS_DIR: models })
    const { page, complaints } = await openPage()
    await setUp(page)
    await page.getByRole('heading', { name: 'Hello Ada' }).waitFor()
    await page.getByRole('heading', { name: 'Describe your first table' }).waitFor()
    const empty: [string, string][] = [
      ['Explore', 'There is no explore yet.'],
      ['Dashboards', 'There is no dashboard yet.'],
      ['SQL', 'Write a SELECT'],
      ['Spaces', 'There is no space yet.'],
    ]
    for (const [place, text] of empty) {
      await page.getByRole('link', { name: place, exact: true }).first().click()
      await page.getByText(text).waitFor()
      expect(await page.getByRole('alert').count(), place).toBe(0)
    }
    expect(complaints).toEqual([])

    // What the page shows as an example works.
    await page.getByRole('link', { name: 'Explore', exact: true }).first().click()
    const example = await page.getByText('models:').textContent()
    await writeFile(path.join(models, 'orders.yml'), example ?? '')
    await page.getByRole('link', { name: /^Orders/ }).click()
    await page.getByRole('treeitem', { name: 'Revenue', exact: true }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByText('12', { exact: true }).first().waitFor()
    expect(complaints).toEqual([])
  })
})
