import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, publishDraft, whenLoaded } from './open-browser.ts'

let people: WithViewer

beforeAll(async () => {
  people = await startWithViewer()
})
afterAll(async () => {
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
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
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
})

/** Writes other SQL into the editor that is shown. */
async function write(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(sql)
}

it('a saved SQL chart is changed as a draft, published after a look at its lines, and brought back to a version', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const { savedSqlUuid } = await people.admin.results<{ savedSqlUuid: string }>('POST', `/api/v1/projects/${projectUuid}/sqlRunner/saved`, {
    name: 'Changing',
    sql: 'select 1 as one',
    config: { type: 'table' },
  })
  const chart = `${people.atrium.url}/p/${projectUuid}/sql-charts/${savedSqlUuid}`
  const column = (name: string) => page.getByRole('columnheader', { name })
  const editor = page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' })
  await page.goto(chart)
  await column('one').waitFor()
  await page.getByRole('link', { name: 'Edit SQL' }).click()
  // It runs when it is opened, and is saved by itself.
  await column('one').waitFor()
  await write(page, 'select 2 as two')
  await page.getByText('Draft · saved').waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')
  await column('two').waitFor()
  await write(page, 'select 3 as three')
  await page.getByText('Draft · saved').waitFor()
  expect(await violations(page, 'the draft of a SQL chart', { type: 'tag', values: standard })).toEqual([])

  // Taken back after a reload.
  await page.reload()
  await column('three').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await editor.getByText('select 2 as two').waitFor()
  await page.getByRole('button', { name: 'Redo' }).click()
  await editor.getByText('select 3 as three').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()

  // Nobody else sees it until it is published.
  const viewer = await openSignedIn(people.atrium)
  await viewer.page.goto(chart)
  await viewer.page.getByRole('columnheader', { name: 'one' }).waitFor()
  expect(await viewer.page.getByRole('link', { name: 'Edit SQL' }).count()).toBe(0)
  expect(await viewer.page.getByText('Unpublished changes').count()).toBe(0)
  await page.getByText('Draft · saved').waitFor()
  await page.getByRole('link', { name: 'Close' }).click()
  await page.getByText('Unpublished changes').waitFor()
  await page.getByRole('link', { name: 'Edit SQL' }).click()
  await page.getByRole('button', { name: 'Publish …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish “Changing”' })
  await dialog.getByText('sql: select 1 as one').waitFor()
  await dialog.getByText('sql: select 2 as two').waitFor()
  await dialog.getByText('Side by side').click()
  await dialog.getByRole('columnheader', { name: 'two' }).waitFor()
  expect(await violations(page, 'what publishing a SQL chart changes', { type: 'tag', values: standard })).toEqual([])
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await column('two').waitFor()

  await page.goto(`${chart}/history`)
  await page.getByText('Changed the SQL').waitFor()
  await viewer.page.goto(`${chart}/history`)
  await viewer.page.getByText('Changed the SQL').waitFor()
  expect(await viewer.page.getByRole('button', { name: 'Restore' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Restore' }).first().click()
  await column('one').waitFor()
  expect(complaints).toEqual([])
})

it('two who change a SQL chart at once are shown both sides', async () => {
  const ed = await openSignedIn(people.asAdmin)
  const other = await openSignedIn(people.asAdmin)
  const { savedSqlUuid } = await people.admin.results<{ savedSqlUuid: string }>('POST', `/api/v1/projects/${ed.projectUuid}/sqlRunner/saved`, {
    name: 'Of two',
    sql: 'select 1 as one',
    config: { type: 'table' },
  })
  const address = `${people.atrium.url}/p/${ed.projectUuid}/sql-charts/${savedSqlUuid}/edit`
  await ed.page.goto(address)
  await other.page.goto(address)
  for (const { page } of [ed, other]) await page.getByRole('columnheader', { name: 'one' }).waitFor()
  await write(ed.page, 'select 2 as mine')
  await ed.page.getByText('Draft · saved').waitFor()
  await write(other.page, 'select 3 as theirs')
  const conflict = other.page.getByRole('alert').filter({ hasText: 'Somebody else was faster' })
  await conflict.waitFor()
  await other.page.getByText('sql: select 2 as mine').waitFor()
  await other.page.getByRole('button', { name: 'Go on with yours' }).click()
  await other.page.getByText('Draft · saved').waitFor()
  await other.page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' }).getByText('select 3 as theirs').waitFor()
  await other.page.getByRole('button', { name: 'Undo' }).click()
  await other.page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' }).getByText('select 2 as mine').waitFor()
})

it('SQL becomes a virtual view that is explored, changed, and deleted with a word about what uses it', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
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
})
