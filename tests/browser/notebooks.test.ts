import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

type App = { uuid: string; status: string; published: { version: number } | null }
type Draft = { document: { cells: { kind: string; id: string; name?: string; sql?: string; markdown?: string }[] } } | null

const create = (name: string, cells: object[]): Promise<App> =>
  house.admin.results<App>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document: { cells } })
const draftOf = async (uuid: string): Promise<Draft> => (await house.admin.results<{ draft: Draft }>('GET', `/api/v1/app/drafts/apps/${uuid}`)).draft
const cellsOf = async (uuid: string): Promise<string> => ((await draftOf(uuid))?.document.cells ?? []).map(({ name, id }) => name ?? id).join(' ')
const at = (rest: string): string => `${house.asAdmin.url}/p/${projectUuid}/notebooks${rest}`
const cell = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const focused = (page: Page, name: string): Promise<void> => page.locator(`article:focus[aria-label="${name}"]`).waitFor()
const orders = { kind: 'sql', id: 'a', name: 'orders_of_day', sql: 'select 1 as one', on: 'warehouse' }
const total = { kind: 'sql', id: 'b', name: 'total', sql: 'select sum(one) from orders_of_day', on: 'results' }

it('a notebook is begun, written with the keys of Jupyter, and published', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at('?new=1'))
  const dialog = page.getByRole('dialog', { name: 'New notebook' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('By hand')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'By hand' }).waitFor()
  const uuid = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByRole('button', { name: 'Add cell' }).click()
  await page.getByRole('menuitem', { name: 'SQL', exact: true }).click()
  await page.getByRole('textbox', { name: 'SQL', exact: true }).click()
  await page.keyboard.insertText('select 1 as one')
  await page.keyboard.press('Escape')
  await focused(page, 'result_1')
  // One behind it, which reads it; then up again, and one before.
  await page.keyboard.press('b')
  await cell(page, 'result_2').locator('.cm-focused').waitFor()
  await page.keyboard.insertText('select * from result_1')
  await page.getByRole('radiogroup', { name: 'Where the SQL runs' }).getByText('Results of cells').click()
  await cell(page, 'result_2').press('Escape')
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('List').click()
  await page.getByText('reads result_1 of result_1').waitFor()
  await cell(page, 'result_2').focus()
  await focused(page, 'result_2')
  await page.keyboard.press('k')
  await focused(page, 'result_1')
  await page.keyboard.press('a')
  await cell(page, 'result_3').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => cellsOf(uuid).then((names) => names.split(' ').length)).toBe(3)
  // Down past the others, away, and back.
  await cell(page, 'result_3').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => cellsOf(uuid)).toBe('result_1 result_3 result_2')
  await cell(page, 'result_3').focus()
  await page.keyboard.press('d')
  await page.keyboard.press('d')
  await expect.poll(() => cellsOf(uuid)).toBe('result_1 result_2')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => cellsOf(uuid)).toBe('result_1 result_3 result_2')
  await page.getByRole('button', { name: 'Publish …' }).click()
  const publish = page.getByRole('dialog', { name: 'Publish “By hand”' })
  // The cell without SQL is said before anybody publishes.
  await publish
    .getByText(/problem/)
    .first()
    .waitFor()
  await publish.getByRole('button', { name: 'Run and publish' }).click()
  await page
    .getByRole('row', { name: /By hand/ })
    .getByText('Published')
    .waitFor()
  expect(await house.admin.results<App>('GET', `/api/v1/app/apps/${uuid}`)).toMatchObject({ status: 'published', published: { version: 2 } })
  expect(complaints).toEqual([])
})

it('a name is changed in all that reads it, and what is wrong is said at the cell', async () => {
  const { uuid } = await create('Renamed', [orders, total])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  await page.getByRole('button', { name: 'Write orders_of_day' }).click()
  const name = cell(page, 'orders_of_day').getByRole('textbox', { name: 'Name' })
  await name.fill('no good')
  await page.getByText('A letter first, then letters, digits and underscores; 63 at most.').waitFor()
  await name.fill('daily')
  await name.press('Escape')
  await expect.poll(async () => (await draftOf(uuid))?.document.cells.map(({ sql }) => sql)).toEqual(['select 1 as one', 'select sum(one) from daily'])
  await page.getByRole('button', { name: 'Actions for daily' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await cell(page, 'total').getByText('"daily"').waitFor()
})

it('two people write one notebook, and both find what they wrote', async () => {
  const { uuid } = await create('Together', [orders, total])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  await cell(page, 'total').waitFor()
  await house.admin.results('PUT', `/api/v1/app/drafts/apps/${uuid}`, {
    document: { cells: [{ ...orders, sql: 'select 2 as one' }, total, { kind: 'text', id: 'theirs', markdown: 'From elsewhere' }] },
    version: null,
    baseVersion: 1,
  })
  await cell(page, 'total').getByRole('textbox', { name: 'SQL' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('select max(one) from orders_of_day')
  await page.keyboard.press('Escape')
  await page.getByText('From elsewhere').waitFor()
  await expect
    .poll(async () => (await draftOf(uuid))?.document.cells.map(({ sql }) => sql))
    .toEqual(['select 2 as one', 'select max(one) from orders_of_day', undefined])
})

it('versions are compared in words, and an old one comes back without reaching viewers', async () => {
  const { uuid } = await create('Versions', [orders])
  const { version } = await house.admin.results<{ version: string }>('PUT', `/api/v1/app/drafts/apps/${uuid}`, {
    document: { cells: [orders, total] },
    version: null,
    baseVersion: 1,
  })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version, comparedVersion: 1, message: 'With a total' })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}/history`))
  await page.getByText('Viewers have version 2').waitFor()
  await page.getByText('With a total').waitFor()
  const { versions } = await house.admin.results<{ versions: { versionUuid: string }[] }>('GET', `/api/v1/app/apps/${uuid}/versions`)
  await page.goto(at(`/${uuid}/history?version=${versions[0]?.versionUuid ?? ''}`))
  await page.getByText('What restoring it would change').click()
  await page.getByText('Removed: total').waitFor()
  await page.getByText('Side by side').click()
  await page.getByText('goes', { exact: true }).waitFor()
  // Restored at a click, and taken back at another: the version of before comes back as a newer one.
  const messages = async (): Promise<string[]> =>
    (await house.admin.results<{ versions: { message: string | null }[] }>('GET', `/api/v1/app/apps/${uuid}/versions`)).versions.map(
      ({ message }) => message ?? '',
    )
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(messages).toEqual(['', 'With a total', 'Restored version 1', 'Restored version 2'])
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/versions/${versions[0]?.versionUuid ?? ''}/rollback`)
  await page.goto(at(`/${uuid}`))
  await page.getByRole('button', { name: 'Publish as it is …' }).click()
  const ask = page.getByRole('dialog', { name: 'Publish “Versions”' })
  expect(await house.admin.results<App>('GET', `/api/v1/app/apps/${uuid}`)).toMatchObject({ status: 'changed', published: { version: 2 } })
  await ask.getByRole('button', { name: 'Run and publish' }).click()
  await expect.poll(async () => (await house.admin.results<App>('GET', `/api/v1/app/apps/${uuid}`)).published?.version).toBe(5)
  await page.getByRole('button', { name: 'Open app' }).click()
  await page.waitForURL(`${house.asAdmin.url}/p/*/apps/${uuid}`)
  expect(complaints).toEqual([])
  // Whoever may not change it is told who may, and has the way to its app: of the notebook, and of its versions.
  const viewer = await openSignedIn(house.atrium)
  for (const address of [`/${uuid}`, `/${uuid}/history`]) {
    await viewer.page.goto(at(address))
    await viewer.page.getByText('Notebooks are open to those who may edit').waitFor()
    await viewer.page.getByRole('link', { name: 'Open app' }).click()
    await viewer.page.waitForURL(`${house.asAdmin.url}/p/*/apps/${uuid}`)
  }
  expect(viewer.complaints).toEqual([])
})

it('a notebook of Jupyter comes in with notes, in German and on a phone', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin, { width: 390, height: 844, locale: 'de-DE' })
  await page.goto(at('?new=1'))
  const dialog = page.getByRole('dialog', { name: 'Neues Notebook' })
  await dialog.locator('input[type="file"]').setInputFiles({
    name: 'sales.ipynb',
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify({
        nbformat: 4,
        metadata: { title: 'Aus Jupyter' },
        cells: [{ cell_type: 'code', source: 'x = 1', outputs: [{ output_type: 'stream', text: '1' }] }],
      }),
    ),
  })
  await dialog.getByRole('button', { name: 'Importieren' }).click()
  await page.getByText('Ausgaben von 1 Zelle sind weggelassen').waitFor()
  await page.getByRole('button', { name: 'Notebook öffnen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Aus Jupyter' }).waitFor()
  await whenLoaded(page)
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  expect(complaints).toEqual([])
})
