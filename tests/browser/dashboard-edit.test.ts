import { beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn, publishDraft } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

let atrium: WayIn

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
})

describe('building a dashboard', () => {
  it('adds, resizes by keyboard, takes back, publishes, and says when another version was published meanwhile', async () => {
    const { page, context, projectUuid, complaints } = await openSignedIn(atrium)
    const client = withToken(atrium.url, atrium.token)
    const boards = await client.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
    const original = boards.find(({ name }) => name === 'Shop overview')?.uuid
    await client.results('POST', `/api/v1/projects/${projectUuid}/dashboards?duplicateFrom=${original}`, { dashboardName: 'Shop, built anew' })
    await page.goto(`${atrium.url}/p/${projectUuid}/dashboards`)
    await page.getByRole('link', { name: 'Shop, built anew' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).waitFor()
    await page.getByText('Draft · no changes yet').waitFor()
    const open = page.getByRole('button', { name: 'Publish …' })
    expect(await open.isDisabled()).toBe(true)

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
    await publishDraft(page)
    const read = async (): Promise<{ tiles: { type: string; properties: { content?: string } }[] }> =>
      ((await (await context.request.get(`${atrium.url}/api/v1/dashboards/${dashboardUuid}`)).json()) as { results: { tiles: never[] } }).results
    expect((await read()).tiles.filter(({ properties }) => properties.content === '**Read** me')).toHaveLength(1)

    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).press('Shift+ArrowLeft')
    await page.getByText('Draft · saved').waitFor()
    const theirs = await context.request.patch(`${atrium.url}/api/v1/dashboards/${dashboardUuid}`, {
      data: { ...(await read()), tiles: (await read()).tiles.slice(0, 2) },
    })
    expect(theirs.status()).toBe(200)
    await page.reload()
    await page.getByText('Another version was published since this draft began').waitFor()
    await page.getByRole('button', { name: 'Compare' }).click()
    const dialog = page.getByRole('dialog', { name: 'Publish “Shop, built anew”' })
    await dialog.getByText('Added “Paid by”').waitFor()
    expect((await read()).tiles).toHaveLength(2)
    await dialog.getByRole('button', { name: 'Publish over it' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    expect((await read()).tiles.length).toBeGreaterThan(2)
    expect(complaints).toEqual([])
  })
})
