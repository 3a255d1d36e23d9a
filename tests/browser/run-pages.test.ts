import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

const year = { kind: 'input', id: 'year', name: 'year', title: 'Year', input: { type: 'number', default: 2026 } }
const numbers = { kind: 'sql', id: 'numbers', name: 'numbers', title: 'Numbers', sql: "select 'Y' || cast({{ year }} as varchar) as label", on: 'warehouse' }

async function published(name: string): Promise<string> {
  const cells = [year, numbers]
  const elements = cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 }))
  const { uuid } = await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name,
    document: { cells, app: { elements } },
  })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  return uuid
}
const at = (rest: string): string => `${house.asAdmin.url}/p/${projectUuid}${rest}`
const api = (app: string, rest: string): string => `/api/v1/app/apps/${app}${rest}`

it('an app is run with inputs or a view, tells people, and its runs are found again by the address', async () => {
  const app = await published('Run with')
  await house.admin.results('POST', api(app, '/views'), { name: 'Hastings', inputs: { year: 1066 }, isShared: true })
  const schedule = { cadence: { kind: 'daily', hour: 7, minute: 0 }, timezone: 'UTC' }
  const { uuid: scheduleUuid } = await house.admin.results<{ uuid: string }>('POST', api(app, '/schedules'), schedule)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${app}/runs`))
  await page.getByRole('button', { name: 'Run with …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Run with …' })
  await dialog.getByRole('textbox', { name: 'Year' }).fill('1989')
  await page.keyboard.press('Tab')
  expect(await dialog.getByRole('switch', { name: 'Viewers see its results first' }).isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: 'Tell somebody' }).click()
  await dialog.getByRole('combobox', { name: 'People' }).click()
  await page.getByRole('option').first().click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('region', { name: 'Numbers' }).getByText('Y1989').waitFor()
  // Once more, with the same inputs and without telling anybody.
  const firstRun = page.url()
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.waitForURL((url) => url.toString() !== firstRun)
  await page.getByRole('region', { name: 'Numbers' }).getByText('Y1989').waitFor()

  await page.goto(at(`/apps/${app}/runs`))
  await page.getByRole('button', { name: 'Run with …' }).click()
  await page.getByRole('combobox', { name: 'Saved view' }).click()
  await page.getByRole('option', { name: 'Hastings' }).click()
  await dialog.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('region', { name: 'Numbers' }).getByText('Y1066').waitFor()
  const { runs } = await house.admin.results<{ runs: { inputs: object; notifications: object[] }[] }>('GET', api(app, '/runs'))
  expect(runs.map(({ inputs, notifications }) => [inputs, notifications.length])).toEqual([
    [{ year: 1066 }, 0],
    [{ year: 1989 }, 0],
    [{ year: 1989 }, 1],
  ])

  await page.goto(at(`/apps/${app}/runs`))
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Failed' }).click()
  await page.getByText('No run is like that.').waitFor()
  await expect.poll(() => new URL(page.url()).search).toBe('?state=errored')
  await page.goto(at(`/apps/${app}/runs?state=completed&reason=person,schedule`))
  await page
    .getByRole('row', { name: /Completed/ })
    .nth(1)
    .waitFor()
  await page.getByRole('button', { name: /Actions for the schedule/ }).click()
  await page.getByRole('menuitem', { name: 'Its runs' }).click()
  await page.getByText('No run is like that.').waitFor()
  expect(new URL(page.url()).searchParams.get('schedule')).toBe(scheduleUuid)
  expect(complaints).toEqual([])
})

it('a saved view is named anew, shared, kept while a schedule needs it, and deleted', async () => {
  const app = await published('Views of it')
  await house.admin.results('POST', api(app, '/views'), { name: 'Hastings', inputs: { year: 1066 }, isShared: false })
  const views = () => house.admin.results<{ uuid: string; name: string; isShared: boolean }[]>('GET', api(app, '/views'))
  const [view] = await views()
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${app}?view=${view?.uuid ?? ''}`))
  await page.getByRole('button', { name: 'Hastings', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Name and sharing of “Hastings”' }).click()
  const dialog = page.getByRole('dialog', { name: 'Name and sharing of “Hastings”' })
  await dialog.getByRole('textbox').fill('Battle')
  await dialog.getByRole('checkbox', { name: 'For all who have the app' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Battle', exact: true }).waitFor()
  expect(await views()).toMatchObject([{ name: 'Battle', isShared: true }])

  const schedule = { cadence: { kind: 'daily', hour: 7, minute: 0 }, timezone: 'UTC', viewUuid: view?.uuid, updatesPublished: false }
  const { uuid } = await house.admin.results<{ uuid: string }>('POST', api(app, '/schedules'), schedule)
  await page.getByRole('button', { name: 'Battle', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Name and sharing of “Battle”' }).click()
  await page.getByText('A schedule runs with this view, so all have it.').waitFor()
  expect(await page.getByRole('checkbox', { name: 'For all who have the app' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Cancel' }).click()

  await house.admin.results('DELETE', api(app, `/schedules/${uuid}`))
  await page.getByRole('button', { name: 'Battle', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete “Battle”' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete view' }).click()
  await page.getByRole('button', { name: 'Views', exact: true }).waitFor()
  expect(await views()).toEqual([])
  expect(complaints).toEqual([])
})
