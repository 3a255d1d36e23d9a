import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { openSignedIn, publishDraft, type Visitor } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse

type Named = { uuid: string; name: string; unpublished?: unknown }

beforeAll(async () => {
  house = await sharedHouse()
})

const base = (): string => `/api/v1/projects/${house.projectUuid}`
const pageOf = (path: string): string => `${house.atrium.url}/p/${house.projectUuid}/${path}`
const openEd = () => openSignedIn(house.asAdmin)
const openVera = () => openSignedIn(house.atrium)

/** A copy of what the demo brings, so that no test sees what another one changed. */
async function copyOf(kind: 'dashboards' | 'saved', original: string, name: string): Promise<Named> {
  const all = await house.admin.results<Named[]>('GET', `${base()}/${kind === 'saved' ? 'charts' : kind}`)
  const from = all.find((one) => one.name === original)?.uuid ?? ''
  return house.admin.results<Named>('POST', `${base()}/${kind}?duplicateFrom=${from}`, kind === 'saved' ? { chartName: name } : { dashboardName: name })
}

const saved = (page: Page) => page.getByText('Draft · saved')
async function addText(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Text' }).click()
  await page.getByLabel('Text (Markdown)').fill(text)
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await page.getByText(text, { exact: true }).waitFor()
}
async function addChart(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Saved chart' }).click()
  await page.getByRole('dialog').getByLabel('Search charts').fill(name)
  await page.getByRole('dialog').getByRole('button', { name, exact: false }).first().click()
  await page.getByRole('button', { name: `Move ${name}`, exact: true }).waitFor()
}
const press = async (page: Page, keys: string, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(keys)
}

describe('a dashboard that is built', () => {
  it('survives its tab, is taken back step by step, and is seen by others once it is published', async () => {
    const board = await house.admin.results<Named>('POST', `${base()}/dashboards`, { name: 'Board of Ed', tiles: [], tabs: [] })
    const ed = await openEd()
    const vera = await openVera()
    await ed.page.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await addChart(ed.page, 'Orders by status')
    await addChart(ed.page, 'Revenue by category')
    await addText(ed.page, 'Read me')
    await ed.page.getByRole('button', { name: 'Add tab' }).click()
    await ed.page.getByRole('button', { name: 'Move Orders by status', exact: true }).press('Shift+ArrowLeft')
    const texts = ed.page.getByText('Read me', { exact: true })
    await press(ed.page, 'Control+z', 3)
    await texts.waitFor({ state: 'detached' })
    await press(ed.page, 'Control+Shift+z', 3)
    await texts.waitFor()
    await saved(ed.page).waitFor()

    await ed.page.close()
    const again = await ed.context.newPage()
    await again.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await again.getByText('Read me', { exact: true }).waitFor()
    await again.getByRole('button', { name: 'Undo' }).click()
    await again.getByRole('button', { name: 'Undo' }).click()
    await again.getByRole('button', { name: 'Undo' }).click()
    await again.getByText('Read me', { exact: true }).waitFor({ state: 'detached' })
    await press(again, 'Control+Shift+z', 3)
    await again.getByText('Read me', { exact: true }).waitFor()

    await vera.page.goto(pageOf(`dashboards/${board.uuid}`))
    await vera.page.getByText('This dashboard has no tiles yet.').waitFor()
    await vera.page.goto(pageOf('dashboards'))
    await vera.page.getByRole('link', { name: 'Board of Ed' }).waitFor()
    expect(await vera.page.getByText('Unpublished changes').count()).toBe(0)
    await vera.page.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await vera.page.getByText('Changing this takes “can edit”', { exact: false }).waitFor()
    expect((await house.viewer.get(`/api/v1/app/drafts/dashboards/${board.uuid}`)).status).toBe(403)

    await again.getByRole('link', { name: 'Close' }).click()
    await again.getByText('Unpublished changes').waitFor()
    await again.goto(pageOf('dashboards'))
    await again
      .getByRole('row', { name: /Board of Ed/ })
      .getByText('Unpublished changes')
      .waitFor()
    await again.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await again.getByRole('button', { name: 'Publish …' }).click()
    const dialog = again.getByRole('dialog', { name: 'Publish “Board of Ed”' })
    await dialog.getByText('Added “Orders by status”').waitFor()
    await dialog.getByText('Side by side').click()
    await dialog.getByRole('region', { name: 'After' }).getByText('Revenue by category').waitFor()
    await dialog.getByText('As code').click()
    await dialog.getByRole('region', { name: 'As code' }).getByText('content: Read me').waitFor()
    await dialog.getByLabel('What did you change?').fill('First tiles')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await again.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    expect(await again.getByText('Unpublished changes').count()).toBe(0)

    await vera.page.goto(pageOf(`dashboards/${board.uuid}`))
    await vera.page.getByText('Read me', { exact: true }).waitFor()
    await again.goto(pageOf(`dashboards/${board.uuid}/history`))
    await again.getByText('First tiles').waitFor()
    expect([ed.complaints, vera.complaints.filter((text) => !text.includes('403'))]).toEqual([[], []])
  })
})

describe('two editors of one dashboard', () => {
  async function bothEdit(name: string): Promise<{ board: Named; mine: Visitor; theirs: Visitor }> {
    const board = await copyOf('dashboards', 'Shop overview', name)
    const [mine, theirs] = await Promise.all([openEd(), openEd()])
    for (const { page } of [mine, theirs]) {
      await page.goto(pageOf(`dashboards/${board.uuid}/edit`))
      await page.getByText('Draft · no changes yet').waitFor()
    }
    await addText(theirs.page, 'Theirs')
    await saved(theirs.page).waitFor()
    await addText(mine.page, 'Mine')
    await mine.page.getByRole('heading', { name: 'Somebody else was faster' }).waitFor()
    return { board, mine, theirs }
  }
  const draftTexts = async ({ uuid }: Named): Promise<string[]> => {
    const { draft } = await house.admin.results<{ draft: { document: { tiles: { properties: { content?: string } }[] } } }>(
      'GET',
      `/api/v1/app/drafts/dashboards/${uuid}`,
    )
    return draft.document.tiles.flatMap(({ properties }) => (['Mine', 'Theirs'].includes(properties.content ?? '') ? [properties.content ?? ''] : []))
  }

  it('see both sides, and nothing is overwritten until one of them decides', async () => {
    const { board, mine } = await bothEdit('Two editors')
    await mine.page.getByRole('region', { name: 'From theirs to yours' }).getByText('Side by side').click()
    await mine.page.getByRole('region', { name: 'From theirs to yours' }).getByRole('region', { name: 'Before' }).waitFor()
    expect(await draftTexts(board)).toEqual(['Theirs'])
    await mine.page.getByRole('button', { name: 'Go on with yours' }).click()
    await saved(mine.page).waitFor()
    expect(await draftTexts(board)).toEqual(['Mine'])
    // Theirs is one step back.
    await mine.page.getByRole('button', { name: 'Undo' }).click()
    await mine.page.getByText('Theirs', { exact: true }).waitFor()
    await expect.poll(() => draftTexts(board)).toEqual(['Theirs'])
  })

  it('go on from what one of them published, and publish once', async () => {
    const { board, mine, theirs } = await bothEdit('Published once')
    await mine.page.getByRole('button', { name: 'Go on with theirs' }).click()
    await mine.page.getByText('Theirs', { exact: true }).waitFor()
    for (const { page } of [mine, theirs]) await page.getByRole('button', { name: 'Publish …' }).click()
    await theirs.page.getByRole('button', { name: 'Publish', exact: true }).click()
    await theirs.page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    await mine.page.getByRole('button', { name: 'Publish', exact: true }).click()
    await mine.page.getByText('Somebody else changed, published or discarded this draft this very moment.', { exact: false }).waitFor()
    const { history } = await house.admin.results<{ history: unknown[] }>('GET', `/api/v1/app/dashboards/${board.uuid}/history`)
    expect(history).toHaveLength(2)
    // What is published is what this page has too: there is nothing to decide.
    await mine.page.getByRole('button', { name: 'Cancel' }).click()
    await mine.page.getByText('Draft · no changes yet').waitFor()
  })
})

describe('a draft that cannot be saved', () => {
  it('says so without a network, is kept by the browser, and is saved by the next page', async () => {
    const board = await copyOf('dashboards', 'Shop overview', 'Without a network')
    const { page, context } = await openEd()
    await page.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).waitFor()
    await page.route('**/api/v1/app/drafts/**', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
    await addText(page, 'Written offline')
    await page.getByText('Your changes are not saved yet: no connection').waitFor()
    await page.close()
    const next = await context.newPage()
    await next.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await next.getByText('Written offline', { exact: true }).waitFor()
    await saved(next).waitFor()
    await publishDraft(next)
    await next.getByText('Written offline', { exact: true }).waitFor()
  })

  it('waits while its dashboard is in the trash, and can be discarded and brought back', async () => {
    const board = await copyOf('dashboards', 'Shop overview', 'In the trash')
    const { page } = await openEd()
    await page.goto(pageOf(`dashboards/${board.uuid}/edit`))
    await page.getByRole('button', { name: 'Move Revenue', exact: true }).waitFor()
    await house.admin.results('DELETE', `/api/v1/dashboards/${board.uuid}`)
    await addText(page, 'Too late')
    await page.getByText('This cannot be saved any more').waitFor()
    await house.admin.results('POST', `/api/v1/app/trash/things/${board.uuid}/restore`)
    await page.getByRole('button', { name: 'Try again' }).click()
    await saved(page).waitFor()

    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    expect(await page.getByText('Too late').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Unpublished changes').waitFor()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByText('Too late', { exact: true }).waitFor()
  })
})

describe('a chart that is changed', () => {
  it('is a draft that survives a reload, and a version that is told in words, compared and restored', async () => {
    const chart = await copyOf('saved', 'Revenue by category', 'Chart of Ed')
    const { page, complaints } = await openEd()
    await page.goto(pageOf(`charts/${chart.uuid}/edit`))
    await page.getByText('Draft · no changes yet').waitFor()
    const pick = async (label: string): Promise<void> => {
      await page.getByPlaceholder('Search fields').fill(label)
      await page.getByRole('treeitem', { name: label, exact: true }).last().click()
    }
    await pick('Units sold')
    await saved(page).waitFor()
    await page.reload()
    const undo = page.getByRole('button', { name: 'Undo' })
    await expect.poll(() => undo.isEnabled()).toBe(true)
    const metrics = async (): Promise<string[]> =>
      (await house.admin.results<{ draft: { document: { metricQuery: { metrics: string[] } } } }>('GET', `/api/v1/app/drafts/charts/${chart.uuid}`)).draft
        .document.metricQuery.metrics
    const changed = await metrics()
    await undo.click()
    await expect.poll(metrics).not.toEqual(changed)
    // Who only looks at what would be published can still do again what was taken back.
    await page.getByRole('button', { name: 'Publish …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(metrics).toEqual(changed)
    const published = () => house.viewer.results<{ metricQuery: { metrics: string[] } }>('GET', `/api/v1/saved/${chart.uuid}`)
    expect((await published()).metricQuery.metrics).not.toEqual(changed)

    await page.getByRole('button', { name: 'Publish …' }).click()
    await page.getByRole('dialog').getByText('Removed “Units sold”').waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()
    expect((await published()).metricQuery.metrics).toEqual(changed)

    await page.goto(pageOf(`charts/${chart.uuid}/history`))
    const versions = page.getByRole('complementary', { name: 'History' })
    await versions.getByText('Removed “Units sold”').waitFor()
    await versions.getByRole('button', { name: 'Look' }).click()
    await page.getByText('What restoring it would change').click()
    await page.getByRole('main').getByText('Added “Units sold”').waitFor()
    await page.getByText('As code').click()
    await page.getByRole('region', { name: 'As code' }).getByText('- order_items_units_sold').first().waitFor()
    await versions.getByRole('button', { name: 'Restore' }).click()
    await versions.getByText('Restored version 1').waitFor()
    expect((await published()).metricQuery.metrics).not.toEqual(changed)
    expect(complaints).toEqual([])
  })

  it('keeps a draft whose explore is gone, says so, and lets it be discarded', async () => {
    const chart = await copyOf('saved', 'Revenue', 'Chart without explore')
    const { tableConfig, chartConfig, metricQuery } = await house.admin.results<Record<string, object>>('GET', `/api/v1/saved/${chart.uuid}`)
    await house.admin.results('PUT', `/api/v1/app/drafts/charts/${chart.uuid}`, {
      document: { tableName: 'gone_for_good', metricQuery: { ...metricQuery, exploreName: 'gone_for_good' }, chartConfig, tableConfig },
      version: null,
      baseVersion: 1,
    })
    const { page } = await openEd()
    await page.goto(pageOf(`charts/${chart.uuid}/edit`))
    await page.getByText('The explore “gone_for_good” of this draft is gone').waitFor()
    await page.getByText('tableName: gone_for_good').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByText('Draft · no changes yet').waitFor()
    await page.getByRole('treeitem', { name: 'Ordered month', exact: true }).waitFor()
  })
})
