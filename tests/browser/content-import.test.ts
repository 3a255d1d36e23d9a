import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeZip } from '@atrium/semantic'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

/** An export of another tool becomes dashboards in the browser, and goes again. */

let atrium: Atrium
beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

function exported(folder: string): { name: string; mimeType: string; buffer: Buffer } {
  const from = path.join(root, 'tests/fixtures/imports', folder)
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => ({ path: `${folder}/${file}`, bytes: new Uint8Array(readFileSync(path.join(from, file))) }))
  return { name: `${folder}.zip`, mimeType: 'application/zip', buffer: Buffer.from(writeZip(files)) }
}

it('an export is reported, tables are matched, content appears and is taken back', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}`)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Import content' }).click()
  await page.getByRole('heading', { name: 'Import content', level: 1 }).waitFor()
  await page.locator('input[type=file]').first().setInputFiles(exported('metabase'))

  const report = page.getByRole('region', { name: 'Report' })
  await expect.poll(() => report.getByRole('status').innerText()).toBe('5 new · 0 changed · 3 with differences · 2 left out')
  await expect.poll(() => report.getByRole('row', { name: /Flour in stock/ }).innerText()).toContain('No explore answers for the table main.flour_stock')
  await page.getByLabel('Explore for main.flour_stock').selectOption('orders')
  await expect.poll(() => report.getByRole('status').innerText()).toBe('6 new · 0 changed · 3 with differences · 1 left out')
  await page.getByText('Left out (1)').click()
  await expect.poll(() => report.getByRole('row').count()).toBe(2)

  await page.getByRole('button', { name: 'Import 6 items' }).click()
  await page.getByText('6 new, 0 changed, 1 left out.').waitFor()
  await page.getByRole('link', { name: 'Open the space' }).click()
  await page.getByRole('link', { name: 'Bread and cake' }).click()
  await page.getByRole('link', { name: 'Counter', exact: true }).click()
  await page.getByRole('tab', { name: 'The rest' }).waitFor()
  await page.getByRole('button', { name: 'Status is completed' }).waitFor()

  // The same export once more changes what is there.
  await page.goto(`${atrium.url}/p/${projectUuid}/import`)
  await page.locator('input[type=file]').first().setInputFiles(exported('metabase'))
  await expect.poll(() => report.getByRole('status').innerText()).toBe('0 new · 5 changed · 3 with differences · 2 left out')

  await page.getByRole('button', { name: 'Choose another export' }).click()
  await page.locator('input[type=file]').first().setInputFiles(exported('superset'))
  await page.getByRole('button', { name: 'Import 4 items' }).click()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByText('Undone: 4 in the trash, 0 as before.').waitFor()
  await page.goto(`${atrium.url}/p/${projectUuid}/dashboards`)
  await page.getByRole('link', { name: 'Counter', exact: true }).waitFor()
  expect(await page.getByRole('link', { name: 'Counter of Superset' }).count()).toBe(0)
  expect(complaints).toEqual([])
})
