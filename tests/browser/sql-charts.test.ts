import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { launchBrowser, openSignedIn, publishDraft, whenLoaded } from './open-browser.ts'

let people: WithViewer
let browser: Browser

beforeAll(async () => {
  ;[people, browser] = await Promise.all([startWithViewer(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await people.atrium.stop()
})

/** Writes SQL into the tab that is shown, and runs it. */
async function run(page: Page, sql: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(sql)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('radiogroup', { name: 'Rows or chart' }).waitFor()
}

const byStatus = 'select status, coupon is not null as coupon, count(*) as orders from orders group by all order by status'

it('SQL becomes a chart, which stands on a dashboard and says that filters do not reach it', async () => {
  const { page, context, complaints, projectUuid } = await openSignedIn(browser, people.asAdmin)
  const project = `${people.atrium.url}/p/${projectUuid}`
  const statuses = await people.admin.results<{ rows: { n: number }[] }>('POST', `/api/v1/projects/${projectUuid}/sqlQuery`, {
    sql: 'select count(distinct status) as n from orders',
  })
  await page.goto(`${project}/sql`)
  await run(page, byStatus)
  await page.getByRole('radiogroup', { name: 'Rows or chart' }).getByText('Chart', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Along the axis' }).selectOption('status')
  await page.getByRole('combobox', { name: 'One series for each' }).selectOption('coupon')
  await page.getByRole('img', { name: /^Bar chart/ }).waitFor()
  await page.getByRole('checkbox', { name: 'Stack the bars' }).check()

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save as chart …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save SQL as a chart' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Orders by hand')
  await dialog.getByRole('combobox', { name: 'Space' }).selectOption({ index: 0 })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Open the chart' }).click()
  await page.getByRole('heading', { level: 1, name: 'Orders by hand' }).waitFor()
  await page.getByRole('button', { name: 'Show SQL' }).click()
  await page.getByText(byStatus).waitFor()
  // As a table, every status is there.
  await page.getByRole('button', { name: 'More about this SQL chart' }).click()
  await page.getByRole('menuitem', { name: 'View as table' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(Number(statuses.rows[0]?.n))

  // On a dashboard with a filter.
  await page.goto(`${project}/dashboards`)
  await page.getByRole('link', { name: 'Shop overview' }).first().click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Saved chart' }).click()
  await page.getByRole('button', { name: /Orders by hand/ }).click()
  await page.getByRole('region', { name: 'Orders by hand' }).waitFor()
  await publishDraft(page)
  const tile = page.getByRole('region', { name: 'Orders by hand' })
  await tile.getByRole('button', { name: 'Menu of Orders by hand' }).waitFor()
  await tile.getByRole('button', { name: 'Filters on Orders by hand' }).click()
  await page.getByText('filters do not reach SQL').first().waitFor()
  await whenLoaded(page)
  expect(complaints).toEqual([])
  await context.close()
})

it('a saved SQL chart is changed in the runner, keeps its versions, and is brought back to one', async () => {
  const { page, context, complaints, projectUuid } = await openSignedIn(browser, people.asAdmin)
  const { savedSqlUuid } = await people.admin.results<{ savedSqlUuid: string }>('POST', `/api/v1/projects/${projectUuid}/sqlRunner/saved`, {
    name: 'Changing',
    sql: 'select 1 as one',
    config: { type: 'table' },
  })
  const chart = `${people.atrium.url}/p/${projectUuid}/sql-charts/${savedSqlUuid}`
  await page.goto(chart)
  await page.getByRole('columnheader', { name: 'one' }).waitFor()
  await page.getByRole('link', { name: 'Edit SQL' }).click()
  await page.getByText('select 1 as one').waitFor()
  await run(page, 'select 2 as two')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save changes to “Changing”' }).click()
  await page.getByRole('button', { name: 'Open the chart' }).click()
  await page.getByRole('columnheader', { name: 'two' }).waitFor()
  await page.goto(`${chart}/history`)
  await page.getByRole('button', { name: 'Restore' }).first().click()
  await page.getByRole('columnheader', { name: 'one' }).waitFor()

  // Somebody who reads sees it, and is not offered to change it.
  const viewer = await openSignedIn(browser, people.atrium)
  await viewer.page.goto(chart)
  await viewer.page.getByRole('columnheader', { name: 'one' }).waitFor()
  expect(await viewer.page.getByRole('link', { name: 'Edit SQL' }).count()).toBe(0)
  await viewer.context.close()
  expect(complaints).toEqual([])
  await context.close()
})

it('SQL becomes a virtual view that is explored, changed, and deleted with a word about what uses it', async () => {
  const { page, context, complaints, projectUuid } = await openSignedIn(browser, people.asAdmin)
  const project = `${people.atrium.url}/p/${projectUuid}`
  await page.goto(`${project}/sql`)
  await run(page, 'select status, amount from (select status, 10 as amount from orders limit 5)')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save as virtual view …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save SQL as a virtual view' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Five orders')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Explore it' }).click()
  await page.getByRole('treeitem', { name: 'Amount', exact: true }).last().click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('gridcell', { name: '10', exact: true }).first().waitFor()

  await page.goto(`${project}/explore`)
  const card = page.getByRole('link', { name: /Five orders/ })
  await card.getByText('Virtual view').waitFor()
  await page.getByRole('button', { name: 'More about Five orders' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const confirm = page.getByRole('alertdialog')
  await confirm.getByText('Nothing uses it.').waitFor()
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await card.waitFor({ state: 'detached' })
  await page.goto(`${project}/trash`)
  await page.getByRole('button', { name: 'Restore Five orders' }).click()
  await page.goto(`${project}/explore`)
  await card.waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
