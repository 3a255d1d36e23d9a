import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

it('numbers of a column stand under each other in the SQL runner, and all of their digits are there to be read and copied', async () => {
  const { page, context, complaints } = await openSignedIn(house.asAdmin)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const sql = 'select * from (values (2024, 12.0::double), (2025, 12.5), (2026, 1000.123456)) as t(year, amount)'
  await page.goto(`${house.asAdmin.url}/p/${house.projectUuid}/sql#${new URLSearchParams({ sql }).toString()}`)
  await page.getByRole('button', { name: /^Run/ }).click()
  await page.getByRole('gridcell', { name: '12.5000', exact: true }).waitFor()
  const cells = page.getByRole('gridcell')
  expect(await cells.allTextContents()).toEqual(['2024', '12.0000', '2025', '12.5000', '2026', '1000.1235'])
  expect(await cells.last().getAttribute('title')).toBe('1000.123456')
  await cells.last().click()
  await page.keyboard.press('ControlOrMeta+c')
  await page.getByText('Copied', { exact: false }).first().waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('1000.123456')
  expect(complaints).toEqual([])
})
