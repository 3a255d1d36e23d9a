import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { launchBrowser, openSignedIn } from './open-browser.ts'

let atrium: Atrium
let browser: Browser

beforeAll(async () => {
  ;[atrium, browser] = await Promise.all([startAtrium(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await atrium.stop()
})

describe('building a dashboard', () => {
  it('adds, resizes by keyboard, takes back, saves, and does not overwrite what someone else saved', async () => {
    const { page, context, projectUuid, complaints } = await openSignedIn(browser, atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/dashboards`)
    await page.getByRole('link', { name: 'Shop overview' }).first().click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).waitFor()
    expect(await save.isDisabled()).toBe(true)

    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Text' }).click()
    await page.getByLabel('Text (Markdown)').fill('**Read** me')
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
    await page.getByText('Read', { exact: true }).waitFor()
    const revenue = page.getByRole('region', { name: 'Revenue', exact: true })
    const before = (await revenue.boundingBox())?.width ?? 0
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).press('Shift+ArrowLeft')
    await expect.poll(async () => (await revenue.boundingBox())?.width ?? 0).toBeLessThan(before)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await revenue.boundingBox())?.width ?? 0).toBe(before)
    const dashboardUuid = /dashboards\/([^/]+)\/edit/.exec(page.url())?.[1] ?? ''
    await save.click()
    await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    const read = async (): Promise<{ tiles: { type: string; properties: { content?: string } }[] }> =>
      ((await (await context.request.get(`${atrium.url}/api/v1/dashboards/${dashboardUuid}`)).json()) as { results: { tiles: never[] } }).results
    expect((await read()).tiles.filter(({ properties }) => properties.content === '**Read** me')).toHaveLength(1)

    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).press('Shift+ArrowLeft')
    const theirs = await context.request.patch(`${atrium.url}/api/v1/dashboards/${dashboardUuid}`, {
      data: { ...(await read()), tiles: (await read()).tiles.slice(0, 2) },
    })
    expect(theirs.status()).toBe(200)
    await save.click()
    await page.getByText('Someone saved this dashboard meanwhile').waitFor()
    expect((await read()).tiles).toHaveLength(2)
    // The refused save is the only thing the console may speak of.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([])
    await context.close()
  })
})
