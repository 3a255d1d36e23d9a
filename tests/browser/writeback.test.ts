import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

const at = (rest: string): string => `${house.asAdmin.url}/p/${projectUuid}${rest}`
const cell = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

it('an admin lets notebooks write tables; a cell writes one, and SQL finds it', async () => {
  await house.admin.results('PUT', `/api/v1/app/writeback/${projectUuid}`, { isOn: false })
  const { uuid } = await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'Keeps areas',
    document: {
      cells: [
        { kind: 'sql', id: 'areas', name: 'areas', on: 'warehouse', sql: "select 'West' as area, 10 as amount union all select 'East', 32" },
        { kind: 'writeback', id: 'keep', title: 'Keep', of: 'areas', table: 'areas_of_app', mode: 'replace' },
      ],
    },
  })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${uuid}`))
  const keep = cell(page, 'Keep')
  await keep.getByRole('button', { name: 'Run Keep' }).click()
  await keep
    .getByRole('alert')
    .getByText(/write no tables/)
    .waitFor()
  await keep.getByRole('button', { name: 'Write Keep' }).click()
  await keep.getByRole('link', { name: 'Switch it on in the settings' }).click()

  await page.getByRole('heading', { level: 1, name: 'Project settings' }).waitFor()
  const card = page.getByRole('region', { name: 'Tables from notebooks' })
  await card.getByRole('switch', { name: 'Notebooks may write tables' }).click()
  await card.getByLabel('Beginning of the names').fill('nb_')
  await card.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Notebooks may write tables now').waitFor()

  await page.goto(at(`/notebooks/${uuid}`))
  await keep.getByRole('button', { name: 'Write Keep' }).click()
  const table = keep.getByRole('textbox', { name: 'Table' })
  await keep.getByText('The name has to begin with nb_').waitFor()
  await table.fill('nb_areas')
  await table.blur()
  await keep.getByText(/Goes to nb_areas/).waitFor()
  await keep.getByRole('button', { name: 'Run Keep' }).click()
  await keep.getByText(/Replaced nb_areas by 2 rows/).waitFor()
  expect(await violations(page, 'a cell that wrote', { type: 'tag', values: standard })).toEqual([])

  await page.goto(at('/sql'))
  await page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('select area, amount from nb_areas where amount > 10')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('gridcell', { name: 'East', exact: true }).waitFor()

  await page.goto(at('/settings'))
  await whenLoaded(page)
  await card
    .getByRole('row', { name: /nb_areas/ })
    .getByRole('link', { name: 'Keeps areas' })
    .waitFor()
  expect(await violations(page, 'the settings', { type: 'tag', values: standard })).toEqual([])
  expect(complaints).toEqual([])
})
