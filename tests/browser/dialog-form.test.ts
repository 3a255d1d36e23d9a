import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let chart: { uuid: string; name: string }

beforeAll(async () => {
  house = await sharedHouse()
  const charts = await house.admin.results<(typeof chart)[]>('GET', `/api/v1/projects/${house.projectUuid}/charts`)
  const [first] = charts
  if (first === undefined) throw new Error('the demo has no chart')
  chart = first
})

const choose = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name }).click()
}

const started = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ""')

it('a dialog starts in its first field, where a choice is made already on that choice, and a question about deleting on Cancel', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(`${house.asAdmin.url}/p/${house.projectUuid}/charts/${chart.uuid}`)
  for (const [item, start] of [
    ['Download CSV', 'As shown'],
    ['Rename and describe', 'Name *'],
    ['Delete chart', 'Cancel'],
  ] as const) {
    await choose(page, item)
    await expect.poll(() => started(page)).toBe(start)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' })
  }
  expect(complaints).toEqual([])
})

it('a failure is told in the dialog, which can be sent again; who closed it meanwhile is told by the page', async () => {
  const { page } = await openSignedIn(house.asAdmin)
  const answers: (() => Promise<void>)[] = []
  await page.route('**/api/v1/saved/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    answers.push(() =>
      route.fulfill({
        status: 409,
        json: { status: 'error', error: { name: 'ConflictError', statusCode: 409, message: 'Somebody was faster.', data: {} } },
      }),
    )
  })
  await page.goto(`${house.asAdmin.url}/p/${house.projectUuid}/charts/${chart.uuid}`)
  await choose(page, 'Rename and describe')
  const dialog = page.getByRole('dialog')
  const send = dialog.getByRole('button', { name: 'Save' })
  await dialog.getByLabel('Name').press('Enter')
  await expect.poll(() => send.isDisabled()).toBe(true)
  await expect.poll(() => answers.length).toBe(1)
  await answers[0]?.()
  await dialog.getByRole('alert').getByText('Somebody was faster.').waitFor()

  await send.click()
  await expect.poll(() => answers.length).toBe(2)
  expect(await dialog.getByRole('alert').count()).toBe(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  await answers[1]?.()
  await page.getByRole('alert').getByText('Somebody was faster.').waitFor()
})
