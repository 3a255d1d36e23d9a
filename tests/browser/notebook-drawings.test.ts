import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

type Draft = { document: { cells: { kind: string; of?: string }[] } } | null

const sales = {
  kind: 'sql',
  id: 'sales',
  name: 'sales',
  on: 'warehouse',
  sql: "select date '2026-01-01' as day, 'West' as area, 10 as amount union all select date '2026-01-02', 'East', 32",
}
const note = { kind: 'text', id: 'note', title: 'Note', markdown: 'At the end' }
const cell = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true })

it('a result is drawn below it by one click, as a chart, a single value or a pivot table, and undone', async () => {
  const { uuid } = await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name: 'Drawn by a click',
    document: { cells: [sales, note] },
  })
  const kinds = async (): Promise<string> => {
    const { draft } = await house.admin.results<{ draft: Draft }>('GET', `/api/v1/app/drafts/apps/${uuid}`)
    return (draft?.document.cells ?? []).map(({ kind }) => kind).join(' ')
  }
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(`${house.asAdmin.url}/p/${house.projectUuid}/notebooks/${uuid}`)
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await cell(page, 'sales').getByRole('button', { name: 'Chart this' }).click()
  const chart = cell(page, 'Chart (cell 2)')
  await chart.getByRole('button', { name: 'Show as a table' }).waitFor()
  await chart.getByRole('button', { name: 'Write Chart (cell 2)' }).click()
  expect(await chart.getByRole('combobox', { name: 'Along the axis' }).inputValue()).toBe('day')
  expect(await chart.getByRole('combobox', { name: 'One series for each' }).inputValue()).toBe('area')
  await cell(page, 'sales').getByRole('button', { name: 'Show one value' }).click()
  await cell(page, 'Single value (cell 2)').getByText('10', { exact: true }).first().waitFor()
  await cell(page, 'sales').getByRole('button', { name: 'Pivot this' }).click()
  await cell(page, 'Pivot table (cell 2)').getByRole('columnheader', { name: 'East' }).waitFor()
  await expect.poll(kinds).toBe('sql pivot single_value chart text')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(kinds).toBe('sql single_value chart text')
  expect(complaints).toEqual([])
})
