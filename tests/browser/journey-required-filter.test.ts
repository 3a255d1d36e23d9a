import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { openSignedIn, publishDraft, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

// Journey 11: tiles ask for the filters they need before anything is asked of the warehouse.

let people: SharedHouse
let board: string

type Board = { uuid: string; name: string; filters: { dimensions: { id: string; label?: string; values?: unknown[] }[] } }

const target = (fieldId: string) => ({ fieldId, tableName: 'orders' })
const filter = (id: string, fieldId: string, more: object) => ({ id, target: target(fieldId), operator: 'equals', values: [], disabled: true, ...more })

beforeAll(async () => {
  people = await sharedHouse()
  board = (await makeBoard(people.admin)).uuid
})

/** A copy of the shop's dashboard that needs a channel, and a status or a date; its country cannot be changed. */
async function makeBoard(api: ApiClient): Promise<Board> {
  const boards = await api.results<Board[]>('GET', `/api/v1/projects/${people.projectUuid}/dashboards`)
  const shop = boards.find(({ name }) => name === 'Shop overview')?.uuid
  const copy = await api.results<Board>('POST', `/api/v1/projects/${people.projectUuid}/dashboards?duplicateFrom=${shop}`, { dashboardName: 'Asked first' })
  const dimensions = [
    { ...filter('channel', 'customers_channel', { label: 'Channel', required: true }), target: { fieldId: 'customers_channel', tableName: 'customers' } },
    filter('status', 'orders_status', { label: 'Status', oneOf: 'either' }),
    { ...filter('ordered', 'orders_ordered_at_day', { label: 'Ordered', oneOf: 'either' }), operator: 'inThePast', values: [] },
    {
      id: 'country',
      target: { fieldId: 'customers_country', tableName: 'customers' },
      operator: 'equals',
      values: ['Germany'],
      label: 'Country',
      locked: true,
    },
  ]
  return api.results<Board>('PATCH', `/api/v1/dashboards/${copy.uuid}`, { filters: { dimensions, metrics: [], tableCalculations: [] } })
}

async function pick(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await page.getByRole('combobox', { name: 'Value' }).fill(value)
  await page.getByRole('combobox', { name: 'Value' }).press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  // The form is on its way out a moment longer, and the next one has a value too.
  await page.getByRole('combobox', { name: 'Value' }).waitFor({ state: 'detached' })
}

it('tiles say what they wait for and ask nothing until it is picked', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.atrium)
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/chart-and-results')) asked += 1
  })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/dashboards/${board}`)
  await page.getByText('Pick Channel and one of Status or Ordered to load.').first().waitFor()
  await page.getByRole('button', { name: 'Status: this or another one needs a value' }).waitFor()
  await pick(page, 'Channel', 'Search')
  await page.getByText('Pick one of Status or Ordered to load.').first().waitFor()
  await whenLoaded(page)
  expect(asked).toBe(0)

  // What the editor locked is seen, and neither a click nor an address changes it.
  await page.getByRole('note', { name: /^Country is Germany/ }).waitFor()
  expect(await page.getByRole('button', { name: /^Country/ }).count()).toBe(0)

  await pick(page, 'Status', 'completed')
  await page.getByRole('region', { name: 'Revenue', exact: true }).getByRole('button', { name: /^€/ }).waitFor()
  expect(asked).toBeGreaterThan(0)
  const germany = await page.getByRole('region', { name: 'Revenue', exact: true }).getByRole('button', { name: /^€/ }).innerText()
  const url = new URL(page.url())
  const own = JSON.parse(url.searchParams.get('filters') ?? '[]') as object[]
  const france = { id: 'country', target: { fieldId: 'customers_country', tableName: 'customers' }, operator: 'equals', values: ['France'] }
  url.searchParams.set('filters', JSON.stringify([...own, france]))
  await page.goto(url.href)
  await page.getByRole('note', { name: /^Country is Germany/ }).waitFor()
  await page.getByRole('region', { name: 'Revenue', exact: true }).getByText(germany).waitFor()
  expect(complaints).toEqual([])
})

it('an editor puts filters into a group and locks one', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const { uuid } = await makeBoard(people.admin)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/dashboards/${uuid}/edit`)
  await page.getByRole('button', { name: /^Channel/ }).click()
  await page.getByRole('checkbox', { name: 'Needs a value' }).uncheck()
  await page.getByRole('combobox', { name: 'At least one of' }).selectOption({ label: 'This, or Status or Ordered' })
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await page.getByText('Pick one of Channel, Status, or Ordered to load.').first().waitFor()
  await page.getByRole('checkbox', { name: 'Locked' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^Country/ }).click()
  await page.getByRole('checkbox', { name: 'Locked' }).uncheck()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await publishDraft(page)
  expect((await people.admin.results<Board>('GET', `/api/v1/dashboards/${uuid}`)).filters.dimensions).toMatchObject([
    { id: 'channel', required: false, oneOf: 'either' },
    { id: 'status', oneOf: 'either' },
    { id: 'ordered', oneOf: 'either' },
    { id: 'country', locked: false },
  ])
  expect(complaints).toEqual([])
})
