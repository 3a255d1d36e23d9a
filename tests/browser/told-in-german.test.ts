import type { Page } from 'playwright-core'
import { beforeAll, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** What the server says no with, as pages in German tell it. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

const create = (name: string, cells: { id: string; [part: string]: unknown }[]): Promise<{ uuid: string }> => {
  const elements = cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 }))
  return house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name, document: { cells, app: { elements } } })
}
const at = (rest: string): string => `${house.asAdmin.url}/p/${house.projectUuid}/${rest}`
const asked = { exploreName: 'nowhere', dimensions: ['a_b'], metrics: [], filters: {}, sorts: [], limit: 5, tableCalculations: [], additionalMetrics: [] }
const openGerman = async (): Promise<Page> => (await openSignedIn(house.asAdmin, { locale: 'de-DE' })).page

it('cells that fail say why in German: what is wrong as it is written, what is not there, and what the database says', async () => {
  const { uuid } = await create('Misslungen', [
    { kind: 'sql', id: 'one', name: 'one', on: 'results', sql: 'select * from two' },
    { kind: 'sql', id: 'two', name: 'two', on: 'results', sql: 'select * from one' },
    { kind: 'explore', id: 'three', name: 'three', exploreName: 'nowhere', query: asked },
    { kind: 'sql', id: 'four', name: 'four', on: 'warehouse', sql: 'select nothing_like_that from orders' },
  ])
  const page = await openGerman()
  await page.goto(at(`notebooks/${uuid}`))
  await page.getByRole('button', { name: 'Alles ausführen', exact: true }).click()
  const said = (cell: string, words: string): Promise<void> =>
    page.getByRole('article', { name: cell, exact: true }).getByRole('alert').getByText(words).waitFor()
  await said('one', 'Diese Zellen warten aufeinander: one liest „two“, two liest „one“.')
  await said('three', 'Das Explore „nowhere“ gibt es nicht. Wähle ein anderes.')
  await said('four', 'Die Datenbank meldet: ')
})

it('refusals of pages are told in German: what is not there, and what may not be', async () => {
  const page = await openGerman()
  await page.goto(at(`notebooks/${house.projectUuid}`))
  await page.getByText('Dieses Notebook gibt es nicht, oder es wurde gelöscht.').waitFor()

  const { uuid } = await create('Ansichten', [{ kind: 'input', id: 'year', name: 'year', input: { type: 'number', default: 1 } }])
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/views`, { name: 'Meine', inputs: { year: 3 }, isShared: false })
  await page.goto(at(`apps/${uuid}`))
  await page.getByRole('button', { name: 'Ansichten', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Werte als Ansicht speichern' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Meine')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Eine Ansicht „Meine“ gibt es schon. Gib dieser einen anderen Namen, oder ändere die vorhandene.').waitFor()
})
