import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

type App = { uuid: string; published: { version: number } | null }
type Cell = { kind: string; id: string; name: string; on: string; sql: string }
const good: Cell = { kind: 'sql', id: 'good', name: 'good_rows', on: 'warehouse', sql: 'select 1 as one' }
const bad: Cell = { ...good, id: 'bad', name: 'bad_rows', sql: 'select nothing_of_the_kind' }
const documentOf = (cells: readonly Cell[]): object => ({
  cells,
  app: { elements: cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 })) },
})
const create = (name: string, cells: readonly Cell[]): Promise<App> =>
  house.admin.results<App>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document: documentOf(cells) })
const publishedOf = async ({ uuid }: App): Promise<number | undefined> => (await house.admin.results<App>('GET', `/api/v1/app/apps/${uuid}`)).published?.version
const at = (rest: string): string => `${house.asAdmin.url}/p/${projectUuid}${rest}`

it('publishing says which cell does not work, and publishes all the same only when asked to', async () => {
  const app = await create('Careful', [good])
  await house.admin.results('PUT', `/api/v1/app/drafts/apps/${app.uuid}`, { document: documentOf([good, bad]), version: null, baseVersion: 1 })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${app.uuid}`))
  await page.getByRole('button', { name: 'Publish …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish “Careful”' })
  await dialog.getByRole('button', { name: 'Run and publish' }).click()
  const alert = dialog.getByRole('alert')
  await alert.getByText('Not published').waitFor()
  await dialog.getByRole('region', { name: 'Cells' }).getByText('bad_rows').waitFor()
  await dialog.getByText(/nothing_of_the_kind/).waitFor()
  expect(await publishedOf(app)).toBeUndefined()
  await dialog.getByRole('button', { name: 'Publish all the same' }).click()
  await page.waitForURL(new RegExp(`/apps/${app.uuid}$`))
  await page.getByRole('heading', { level: 1, name: 'Careful' }).waitFor()
  expect(await publishedOf(app)).toBe(2)
  expect(complaints).toEqual([])
})

it('a publish that is under way is found again in the dialog, stopped there, or not waited for', async () => {
  const endless: Cell = { ...good, sql: 'select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3' }
  const app = await create('Slow', [good])
  await house.admin.results('PUT', `/api/v1/app/drafts/apps/${app.uuid}`, { document: documentOf([endless]), version: null, baseVersion: 1 })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${app.uuid}`))
  await page.getByRole('button', { name: 'Publish …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish “Slow”' })
  await expect.poll(() => dialog.getByRole('textbox').evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await dialog.getByRole('button', { name: 'Run and publish' }).click()
  const running = dialog.getByRole('status').getByText('Running: 0 cells done')
  await running.waitFor()
  // Whoever began it waits; somebody who finds it under way may look elsewhere.
  expect(await dialog.getByRole('button', { name: 'Close' }).count()).toBe(0)

  await page.reload()
  await page.getByRole('button', { name: 'Publish …' }).click()
  await dialog.getByText('This is being published already.').waitFor()
  await running.waitFor()
  await dialog.getByRole('button', { name: 'Close' }).waitFor()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await dialog.getByRole('alert').getByText('The run was cancelled.').waitFor()
  expect(await publishedOf(app)).toBeUndefined()

  await dialog.getByRole('button', { name: 'Run again' }).click()
  await running.waitFor()
  await dialog.getByText('The run goes on').waitFor()
  await dialog.getByRole('button', { name: 'Publish all the same' }).click()
  await page.waitForURL(new RegExp(`/apps/${app.uuid}$`))
  expect(await publishedOf(app)).toBe(2)
  const runs = `/api/v1/app/apps/${app.uuid}/runs`
  const open = await house.admin.results<{ runs: { uuid: string }[] }>('GET', `${runs}?triggers=preview&states=running`)
  expect(open.runs).toHaveLength(1)
  await house.admin.results('POST', `${runs}/${open.runs[0]?.uuid ?? ''}/cancel`)
  expect(complaints).toEqual([])
})

it('a notebook without a draft is published with one key, and the dialog finds that publish again, too', async () => {
  const app = await create('Slow as it is', [{ ...good, sql: 'select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 4' }])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${app.uuid}`))
  const open = page.getByRole('button', { name: 'Publish as it is …' })
  await open.click()
  const dialog = page.getByRole('dialog')
  const submit = dialog.getByRole('button', { name: 'Run and publish' })
  await expect.poll(() => submit.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await dialog.getByRole('status').getByText('Running: 0 cells done').waitFor()
  await page.reload()
  await open.click()
  await dialog.getByText('This is being published already.').waitFor()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await dialog.getByRole('alert').getByText('The run was cancelled.').waitFor()
  expect(complaints).toEqual([])
})

it('runs are listed, looked into and begun; schedules are made, changed and deleted', async () => {
  const app = await create('Nightly', [good])
  await house.admin.results('POST', `/api/v1/app/apps/${app.uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${app.uuid}`))
  await page.getByRole('button', { name: 'Actions for Nightly' }).click()
  await page.getByRole('menuitem', { name: 'Runs and schedules' }).click()
  await page.getByText('This app was not run yet').waitFor()

  await page.getByRole('button', { name: 'Add schedule' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add schedule' })
  await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Berlin')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()
  await dialog.getByRole('combobox', { name: 'How often' }).click()
  await page.getByRole('option', { name: 'Weekly' }).click()
  await dialog.getByLabel('Time', { exact: true }).fill('02:30')
  await dialog.getByRole('status').getByText(/2:30/).nth(4).waitFor()
  await dialog.getByRole('button', { name: 'Tell somebody' }).click()
  await dialog.getByRole('combobox', { name: 'People' }).click()
  await page.getByRole('option').first().click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const schedules = page.getByRole('region', { name: 'Schedules' })
  await schedules.getByText('Weekly on Monday at 2:30 AM · Europe/Berlin').waitFor()
  const kept = await house.admin.results<object[]>('GET', `/api/v1/app/apps/${app.uuid}/schedules`)
  expect(kept).toMatchObject([{ cron: '30 2 * * 1', notifications: [{ type: 'failure', recipientType: 'user' }] }])

  await schedules.getByRole('button', { name: /Actions for the schedule/ }).click()
  await page.getByRole('menuitem', { name: 'Change schedule' }).click()
  const change = page.getByRole('dialog', { name: 'Change schedule' })
  await change.getByRole('combobox', { name: 'How often' }).click()
  await page.getByRole('option', { name: 'Cron pattern' }).click()
  await change.getByRole('textbox', { name: 'Cron pattern' }).fill('* * * * *')
  await change
    .getByRole('alert')
    .getByText(/at most every 5 minutes/)
    .waitFor()
  await change.getByRole('textbox', { name: 'Cron pattern' }).fill('0 6 31 4 *')
  await change
    .getByRole('alert')
    .getByText(/never comes/)
    .waitFor()
  await change.getByRole('textbox', { name: 'Cron pattern' }).fill('0 6 * * 1-5')
  await change.getByRole('button', { name: 'Save' }).click()
  await schedules.getByText('0 6 * * 1-5 · Europe/Berlin').waitFor()

  await page.getByRole('button', { name: 'Run now' }).click()
  await page.getByRole('heading', { level: 1, name: 'Run of “Nightly”' }).waitFor()
  await page.getByRole('status').getByText('Completed').waitFor()
  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByText('good_rows').waitFor()
  await page.getByRole('button', { name: 'Show its results first' }).click()
  await page.getByText('Viewers see the results of this run first').waitFor()
  await page.getByRole('link', { name: 'Runs and schedules' }).click()
  await page.getByRole('row', { name: /Completed/ }).waitFor()

  await schedules.getByRole('button', { name: /Actions for the schedule/ }).click()
  await page.getByRole('menuitem', { name: 'Delete schedule' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete schedule' }).click()
  await page.getByText('This app does not run by itself.').waitFor()
  expect(complaints).toEqual([])
})
