import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** A notebook is written from nothing, becomes an app, is mended before viewers get it, and is opened by an address that gives its inputs. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

type Outcome = { cellId: string; startedAt: string | null }
type Draft = { draft: { document: { cells: { id: string; name?: string; title?: string }[] } } }

const cell = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true })

async function add(page: Page, kind: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add cell' }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
  const last = page.getByRole('article').last()
  await last.locator('input:focus, textarea:focus, .cm-focused').waitFor()
  return last
}

async function write(page: Page, fields: Locator, { name, sql }: { name: string; sql: string }): Promise<void> {
  await page.keyboard.insertText(sql)
  await fields.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.keyboard.press('Escape')
  await cell(page, name).waitFor()
}

it('cells become an app, which viewers get when all of them work', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const at = (rest: string): string => `${house.asAdmin.url}/p/${house.projectUuid}${rest}`
  await page.goto(at('/notebooks?new=1'))
  const created = page.getByRole('dialog', { name: 'New notebook' })
  await created.getByRole('textbox', { name: 'Name' }).fill('Sales of a region')
  await created.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sales of a region' }).waitFor()
  const uuid = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  // A question in SQL, one to the models, two inputs, and what is made of them.
  await write(page, await add(page, 'SQL'), {
    name: 'sales',
    sql: "select * from (values ('West', 2025, 10), ('West', 2026, 12), ('East', 2025, 30), ('East', 2026, 32)) as s(region, year, amount)",
  })
  const metrics = await add(page, 'Explore')
  await metrics.getByRole('textbox', { name: 'Name' }).fill('orders_all')
  await metrics.getByRole('combobox', { name: 'Explore' }).fill('Orders')
  await page.getByRole('option', { name: 'Orders', exact: true }).click()
  await metrics.getByRole('combobox', { name: 'Metrics' }).fill('Orders')
  await page.getByRole('option', { name: 'Orders Orders', exact: true }).click()
  await page.keyboard.press('Escape')
  await cell(page, 'orders_all').press('Escape')

  const region = await add(page, 'Input')
  await region.getByRole('textbox', { name: 'Name' }).fill('region')
  await region.getByRole('combobox', { name: 'Kind of input' }).selectOption({ label: 'Dropdown' })
  await region.getByRole('textbox', { name: 'Label' }).fill('Region')
  await region.getByRole('textbox', { name: 'Values' }).fill('West\nEast')
  await region.getByRole('textbox', { name: 'Value to begin with' }).fill('East')
  await page.keyboard.press('Escape')
  const year = await add(page, 'Input')
  await year.getByRole('textbox', { name: 'Name' }).fill('year')
  await year.getByRole('combobox', { name: 'Kind of input' }).selectOption({ label: 'Slider' })
  await year.getByRole('textbox', { name: 'Label' }).fill('Year')
  for (const [field, value] of [
    ['Largest', '2030'],
    ['Smallest', '2020'],
    ['Value to begin with', '2025'],
  ] as const) {
    await year.getByRole('textbox', { name: field }).fill(value)
  }
  await page.keyboard.press('Escape')
  const chosen = await add(page, 'SQL')
  await chosen.getByRole('radiogroup', { name: 'Where the SQL runs' }).getByText('Results of cells').click()
  await chosen.getByRole('textbox', { name: 'SQL' }).click()
  await write(page, chosen, { name: 'chosen', sql: 'select region, amount from sales where region = {{ region }} and year = {{ year }}' })
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await cell(page, 'chosen').getByRole('gridcell', { name: '30', exact: true }).waitFor()
  const chart = await add(page, 'Chart')
  await chart.getByRole('textbox', { name: 'Title' }).fill('Amounts')
  await page.keyboard.press('Escape')
  await cell(page, 'Amounts').press('ControlOrMeta+Enter')
  // What fits the rows is drawn before anybody chose.
  await cell(page, 'Amounts').getByRole('button', { name: 'Show as a table' }).waitFor()

  // Another region: what reads it is computed anew, and nothing else.
  const began = await startedAt(uuid)
  await cell(page, 'Region').getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'West' }).click()
  await cell(page, 'chosen').getByRole('gridcell', { name: '10', exact: true }).waitFor()
  await expect.poll(() => changedOf(uuid, began)).toBe('Amounts chosen region')
  // What another cell is made of is written anew: it says that it is out of date.
  await cell(page, 'sales').getByRole('textbox', { name: 'SQL' }).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(" where region <> 'North'")
  await page.keyboard.press('Escape')
  await cell(page, 'chosen').getByText('Out of date').waitFor()
  expect(await cell(page, 'orders_all').getByText('Out of date').count()).toBe(0)

  const parts = page.getByRole('radiogroup', { name: 'Parts of the notebook' })
  await parts.getByText('App').click()
  await page.getByRole('button', { name: 'Lay out the app from the cells' }).click()
  await page.getByRole('region', { name: 'Amounts' }).waitFor()
  await parts.getByText('Logic').click()

  // A cell is gone that others read: nobody gets that.
  await page.getByRole('button', { name: 'Actions for sales', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await cell(page, 'sales').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Publish …' }).click()
  const publish = page.getByRole('dialog', { name: 'Publish “Sales of a region”' })
  await publish.getByRole('button', { name: 'Run and publish' }).click()
  await publish.getByRole('alert').getByText('Not published').waitFor()
  await publish.getByRole('region', { name: 'Cells' }).getByText('chosen', { exact: true }).waitFor()
  await publish.getByText(/sales/).first().waitFor()
  await publish.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await cell(page, 'sales').waitFor()
  await page.getByRole('button', { name: 'Publish …' }).click()
  await publish.getByRole('button', { name: 'Run and publish' }).click()
  // Whoever publishes sees what others get.
  await page.waitForURL(new RegExp(`/apps/${uuid}$`))
  await page.getByRole('region', { name: 'Amounts' }).getByRole('button', { name: 'Show as a table' }).waitFor()

  // What the address gives is taken, and gone from it; what is nobody's or too much spoils nothing.
  const reader = await openSignedIn(house.asAdmin)
  await reader.page.goto(at(`/apps/${uuid}?_region=%22West%22&_year=2026&_foo=1`))
  const amounts = reader.page.getByRole('region', { name: 'Amounts' })
  await amounts.getByRole('button', { name: 'Show as a table' }).click()
  await amounts.getByText('12', { exact: true }).waitFor()
  expect(await reader.page.getByRole('combobox', { name: 'Region' }).inputValue()).toBe('West')
  expect(await reader.page.getByRole('slider', { name: 'Year' }).getAttribute('aria-valuenow')).toBe('2026')
  await expect.poll(() => new URL(reader.page.url()).search).toBe('')
  await reader.page.goto(at(`/apps/${uuid}?_region=%22West%22&_year=2099`))
  await amounts.getByRole('button', { name: 'Show as a table' }).click()
  await amounts.getByText('10', { exact: true }).waitFor()
  expect(await reader.page.getByRole('slider', { name: 'Year' }).getAttribute('aria-valuenow')).toBe('2025')
  expect([...complaints, ...reader.complaints]).toEqual([])
})

/** When each cell of the one open session of the notebook began, by what it is called. */
async function startedAt(uuid: string): Promise<Map<string, string | null>> {
  const { outcomes } = await house.admin.results<{ outcomes: Outcome[] }>('POST', `/api/v1/app/apps/${uuid}/sessions`, { of: 'draft', resume: true })
  const { draft } = await house.admin.results<Draft>('GET', `/api/v1/app/drafts/apps/${uuid}`)
  const nameOf = (id: string): string => draft.document.cells.flatMap((one) => (one.id === id ? [one.name ?? one.title ?? id] : []))[0] ?? id
  return new Map(outcomes.map((outcome) => [nameOf(outcome.cellId), outcome.startedAt]))
}

/** The cells that were run since, by name. */
const changedOf = async (uuid: string, before: ReadonlyMap<string, string | null>): Promise<string> =>
  [...(await startedAt(uuid))]
    .flatMap(([name, at]) => (before.get(name) === at ? [] : [name]))
    .toSorted()
    .join(' ')
