import { beforeAll, expect, it } from 'vitest'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let people: SharedHouse

beforeAll(async () => {
  people = await sharedHouse()
})

it('the palette finds content, fields and commands, and remembers what was seen', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces`)
  await page.getByRole('heading', { level: 1, name: 'Spaces' }).waitFor()
  await whenLoaded(page)
  await page.keyboard.press('Control+k')
  const field = page.getByPlaceholder('Search pages', { exact: false })
  await field.fill('revenue by cat')
  await page.locator('[data-action][data-selected]', { hasText: 'Revenue by category' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Revenue by category' }).waitFor()
  await whenLoaded(page)

  await page.keyboard.press('Control+k')
  // What was seen last comes first.
  await expect.poll(() => page.locator('[data-action]').first().textContent()).toBe('Revenue by category')
  await field.fill('type:metric margn')
  await page.locator('[data-action]', { hasText: /^Margin/ }).waitFor()
  expect(await page.locator('[data-action]', { hasText: 'Revenue by category' }).count()).toBe(0)
  await field.fill('>dark')
  await page.getByRole('button', { name: 'Theme: Dark' }).click()
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  expect(complaints).toEqual([])
})

it('a metric is put into a category, found by it, and shows its number, its uses and its lineage', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const project = `${people.atrium.url}/p/${projectUuid}`
  await page.goto(`${project}/settings/categories`)
  await page.getByRole('button', { name: 'New category' }).click()
  await page.getByLabel('Name').fill('Finance 💶')
  await page.getByRole('button', { name: 'Create category' }).click()
  await page.getByText('Finance 💶').waitFor()

  await page.goto(`${project}/catalog?q=order_items_revenue`)
  await page.getByRole('button', { name: 'What can be done with Revenue', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Change categories' }).click()
  await page.getByLabel('Finance 💶').click()
  await page.locator('input[type=checkbox]:checked:enabled').waitFor()
  await page.keyboard.press('Escape')
  await page.goto(`${project}/catalog`)
  await page.getByRole('combobox', { name: 'Category' }).click()
  await page.getByRole('option', { name: 'Finance 💶' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.reload()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)

  await page.getByRole('link', { name: 'Revenue', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Revenue' }).waitFor()
  await page
    .getByText(/^€[\d,.]+$/)
    .first()
    .waitFor()
  await page.getByRole('img', { name: /^Line chart/ }).waitFor()
  await page.getByLabel('Time grain').selectOption('Year')
  await page.getByRole('img', { name: /^Line chart, 3 points/ }).waitFor()
  await page.getByRole('region', { name: 'Charts' }).getByRole('link', { name: 'Revenue by category' }).waitFor()

  await page.getByRole('link', { name: 'Lineage' }).click()
  const revenue = page.getByRole('button', { name: /^Metric Revenue, Order items$/ })
  await revenue.focus()
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('[data-node]:focus').getAttribute('aria-label')).toMatch(/^Column discount,/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('focus')).toMatch(/^chart:/)
  await page.goBack()
  await page.getByRole('switch', { name: 'Only what a change reaches' }).click({ force: true })
  await page.getByText('A change of Revenue reaches').waitFor()
  expect(await page.getByRole('button', { name: /^Column/ }).count()).toBe(0)
  expect(complaints).toEqual([])
})

it('a viewer reads the catalog, changes nothing, and finds nothing of private spaces', async () => {
  const { uuid: spaceUuid } = await people.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${people.projectUuid}/spaces`, {
    name: 'Board only',
    isPrivate: true,
  })
  await people.admin.results('POST', `/api/v1/projects/${people.projectUuid}/dashboards`, { name: 'Board numbers', tiles: [], tabs: [], spaceUuid })
  const { page, projectUuid } = await openSignedIn(people.atrium)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/catalog?kind=tables`)
  await page
    .getByRole('cell', { name: /^Orders/ })
    .first()
    .waitFor()
  await whenLoaded(page)
  expect(await page.getByRole('link', { name: 'Manage categories' }).count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Search pages', { exact: false }).fill('board numbers')
  await page.getByText('Nothing found').waitFor()
})
