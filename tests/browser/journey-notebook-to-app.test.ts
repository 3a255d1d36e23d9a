import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** A notebook is written from nothing, becomes an app, is mended before viewers get it, and is opened by an address that gives its inputs. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

type Outcome = { cellId: string; startedAt: string | null }
type Draft = { draft: { document: { cells: { id: string; kind: string; name?: string }[] } } }

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
  for (const [field, value] of [['Largest', '2030'], ['Smallest', '2020'], ['Value to begin with', '2025']] as const) {
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
  await page.screenshot({ path: '/tmp/y6shots/a.png', fullPage: true })
  await chart.getByRole('textbox', { name: 'Title' }).fill('Amounts')
  await page.keyboard.press('Escape')
  await cell(page, 'Amounts').press('ControlOrMeta+Enter')
  await page.waitForTimeout(3000)
  await page.screenshot({ path: '/tmp/y6shots/b.png', fullPage: true })
})
