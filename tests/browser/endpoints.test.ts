import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

let people: WithViewer

beforeAll(async () => {
  people = await startWithViewer()
})
afterAll(async () => {
  await people.atrium.stop()
})

/** Writes over what stands in an editor of SQL. */
async function write(page: Page, editor: ReturnType<Page['getByRole']>, sql: string): Promise<void> {
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(sql)
}

it('SQL becomes an endpoint with a variable; another query is its second version, and the first stays callable', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints`)
  await page.getByRole('button', { name: 'New endpoint' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New endpoint' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders_by_status')
  await write(page, dialog.getByRole('textbox', { name: 'SQL' }), 'select status, count(*) as orders from orders where status = {variables.status} group by 1')
  await dialog.getByRole('combobox', { name: 'Type of status' }).selectOption('string')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'orders_by_status' }).waitFor()

  // Tried without its variable it says which one it needs; with it, it answers.
  await page.getByRole('tab', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByText("Required variable(s) 'status' not provided").waitFor()
  const [first] = (
    await people.admin.results<{ rows: { status: string; n: number }[] }>('POST', `/api/v1/projects/${projectUuid}/sqlQuery`, {
      sql: 'select status, count(*) as n from orders group by 1 order by 1',
    })
  ).rows
  await page.getByRole('textbox', { name: 'status (Text)' }).fill(String(first?.status))
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('gridcell', { name: String(first?.n), exact: true }).waitFor()

  // Another query is version 2.
  await page.getByRole('tab', { name: 'Query' }).click()
  await write(page, page.getByRole('textbox', { name: 'SQL' }), 'select count(*) as orders from orders where status = {variables.status}')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('A draft that is not published').waitFor()
  await page.getByRole('button', { name: 'Compare and publish' }).click()
  const comparison = page.getByRole('dialog', { name: 'orders_by_status: publish as version 2' })
  await comparison.getByText('The column status goes.').waitFor()
  const publish = comparison.getByRole('button', { name: 'Publish as version 2' })
  expect(await publish.isDisabled()).toBe(true)
  await comparison.getByRole('textbox', { name: 'status (Text)' }).fill(String(first?.status))
  await comparison.getByRole('button', { name: 'Ask with these values' }).click()
  await comparison.getByRole('gridcell', { name: String(first?.n), exact: true }).waitFor()
  await comparison.getByRole('checkbox', { name: 'Programs may break: publish it all the same' }).check()
  await publish.click()
  await page.getByText('Version 2 · edited').waitFor()
  const run = (version?: number): Promise<{ columns: string[]; endpoint_version: number }> =>
    people.admin
      .call('POST', `/api/projects/${projectUuid}/endpoints/orders_by_status/run`, {
        variables: { status: first?.status },
        ...(version === undefined ? {} : { version }),
      })
      .then(({ body }) => body as { columns: string[]; endpoint_version: number })
  expect(await run()).toMatchObject({ endpoint_version: 2, columns: ['orders'] })
  expect(await run(1)).toMatchObject({ endpoint_version: 1, columns: ['status', 'orders'] })

  // A name for the first, which programs can call instead of its number.
  await page.getByRole('tab', { name: 'Versions' }).click()
  const old = page.getByRole('region', { name: 'Version 1' })
  await old.getByRole('textbox', { name: 'Name for this version' }).fill('live')
  await old.getByRole('button', { name: 'Add name' }).click()
  await old.getByRole('button', { name: 'Take the name live away' }).waitFor()

  // The first will go: its callers are shown, and every answer of it says so.
  await old.getByRole('button', { name: 'Will go…' }).click()
  const going = page.getByRole('dialog', { name: 'Version 1 will go' })
  await going.getByText('Callers of version 1 in the last 30 days').waitFor()
  await going.getByLabel('Callable until').fill('2999-01-31')
  await going.getByRole('button', { name: 'Tell callers' }).click()
  await old.getByText('Callers are told that it can be called until Jan 31, 2999. Version 2 follows.').waitFor()
  const { headers } = await people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/orders_by_status/run`, {
    variables: { status: first?.status },
    version: 1,
  })
  expect(headers.get('sunset')).toBe('Thu, 31 Jan 2999 23:59:59 GMT')
  await old.getByRole('switch', { name: 'Can be called' }).click()
  const off = page.getByRole('alertdialog', { name: 'Switch off version 1?' })
  await off.getByText('Callers of version 1').waitFor()
  await off.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('tab', { name: 'Callers' }).click()
  await page.getByText('a token').first().waitFor()
  await page.getByRole('tab', { name: 'Code' }).click()
  await page.getByText('curl', { exact: true }).first().waitFor()

  // Switched off, it is not there for programs; deleted, it goes into the trash.
  await page.getByRole('button', { name: 'More for this endpoint' }).click()
  await page.getByRole('menuitem', { name: 'Switch off' }).click()
  await page.getByText('Switched off').waitFor()
  expect((await people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/orders_by_status/run`, {})).status).toBe(404)
  await page.getByRole('button', { name: 'More for this endpoint' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { level: 1, name: 'Endpoints' }).waitFor()
  await whenLoaded(page)
  // Deliberate refusals above are the only complaints.
  expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([])
})

it('an endpoint is kept as a table: what stands in the way is said, then it is read, answers, and is switched off', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const call = (body: object): Promise<{ status: number; body: unknown }> =>
    people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/orders_kept/run`, body)
  await people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/`, {
    name: 'orders_kept',
    query: {
      kind: 'HogQLQuery',
      query: 'select status, count(*) as orders from orders where status = {variables.kept_status} and now() is not null group by 1 order by 1',
      variables: { kept_status: { code_name: 'kept_status', type: 'String' } },
    },
  })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints/orders_kept?tab=materialization`)
  await page.getByText('now gives another value at another time').waitFor()
  expect(await page.getByRole('button', { name: 'Keep as a table' }).count()).toBe(0)

  // Without the clock it can be kept.
  await page.getByRole('tab', { name: 'Query' }).click()
  await write(
    page,
    page.getByRole('textbox', { name: 'SQL' }),
    'select status, count(*) as orders from orders where status = {variables.kept_status} group by 1 order by 1',
  )
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('button', { name: 'Compare and publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish as version 2' }).click()
  await page.getByText('Version 2 · edited').waitFor()
  const variables = { kept_status: 'completed' }
  expect((await call({ variables, refresh: 'force_cache' })).body).not.toHaveProperty('results')
  await page.getByRole('tab', { name: 'Materialization' }).click()
  await page.getByText('GROUP BY', { exact: false }).or(page.getByText('kept_0')).first().waitFor()
  await page.getByRole('button', { name: 'Keep as a table' }).click()
  const kept = page.getByRole('region', { name: 'Version 2 as a table' })
  await kept.getByText('Ready', { exact: true }).waitFor()
  await kept.getByText(/Size: \d+ rows/).waitFor()
  await kept.getByRole('combobox', { name: 'Read anew' }).selectOption('1hour')
  await expect
    .poll(
      async () =>
        ((await people.admin.get(`/api/projects/${projectUuid}/endpoints/orders_kept/materialization_status/`)).body as { sync_frequency: string })
          .sync_frequency,
    )
    .toBe('1hour')

  // Calls are answered from it, with its age; one without its variable is refused and names it.
  expect((await call({ variables, refresh: 'force_cache' })).body).toMatchObject({ endpoint_materialized: true, last_refresh: expect.any(String) })
  expect(await call({})).toMatchObject({ status: 400, body: { detail: expect.stringContaining("'kept_status'") } })

  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints`)
  await page
    .getByRole('row', { name: /orders_kept/ })
    .getByText('Materialized', { exact: true })
    .waitFor()
  await page.getByRole('link', { name: 'orders_kept' }).click()
  await page.getByRole('tab', { name: 'Materialization' }).click()
  await page.getByRole('button', { name: 'Keep no longer' }).click()
  await page.getByRole('button', { name: 'Keep as a table' }).waitFor()
  await whenLoaded(page)
  expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([])
})

it('an insight is made in a form, previewed, changed as a draft and published, and drawn when it is tried', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New endpoint' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('to_purchase')
  await dialog.getByText('Events', { exact: true }).click()
  await dialog.getByText('Funnel', { exact: true }).click()

  // Names of events are suggested from the warehouse.
  const step = (number: number) => dialog.getByRole('group', { name: `Step ${number}`, exact: true })
  await step(1).getByRole('combobox', { name: 'Event' }).fill('product')
  await page.getByRole('option', { name: 'product_view' }).click()
  await step(2).getByRole('combobox', { name: 'Event' }).fill('purchase')
  await dialog.getByRole('combobox', { name: 'Time' }).selectOption('all')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByRole('gridcell', { name: '2. purchase' }).waitFor()
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: 'to_purchase' }).waitFor()
  await page.getByRole('group', { name: 'What it asks' }).getByText('product_view → purchase').waitFor()

  // A step more, put in between; narrowed to one device.
  await page.getByRole('button', { name: 'Add step' }).click()
  const third = page.getByRole('group', { name: 'Step 3', exact: true })
  await third.getByRole('combobox', { name: 'Event' }).fill('add_to_cart')
  await third.getByRole('button', { name: 'Step 3 one step earlier' }).click()
  await page.getByRole('group', { name: 'What it asks' }).getByText('product_view → add_to_cart → purchase').waitFor()
  await page.getByRole('button', { name: 'Add filter' }).click()
  await page.getByRole('group', { name: 'Filters', exact: true }).getByRole('combobox', { name: 'Property' }).selectOption('event:device')
  await page.getByRole('group', { name: 'Filters', exact: true }).getByRole('combobox', { name: 'Value', exact: true }).fill('mobile')
  await page.getByRole('group', { name: 'Filters', exact: true }).getByRole('combobox', { name: 'Value', exact: true }).press('Enter')

  const desk = page.viewportSize()
  for (const look of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(look)
    expect(await violations(page, `the form, ${look.width} px`, { type: 'tag', values: standard })).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }
  if (desk !== null) await page.setViewportSize(desk)

  // The same as JSON; what is no JSON is said, and cannot be saved.
  await page.getByRole('switch', { name: 'As JSON' }).click()
  const editor = page.getByRole('textbox', { name: 'Question as JSON' })
  await editor.getByText('"add_to_cart"').waitFor()
  const json = await editor.innerText()
  await write(page, editor, '{"kind": ')
  await page.getByText('This is no question yet').waitFor()
  expect(await page.getByRole('button', { name: 'Save draft' }).isDisabled()).toBe(true)
  await write(page, editor, json)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('A draft that is not published').waitFor()
  await page.getByRole('button', { name: 'Compare and publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish as version 2' }).click()
  await page.getByText('Version 2 · edited').waitFor()

  await page.getByRole('tab', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('gridcell', { name: '2. add_to_cart' }).waitFor()
  await page.locator('[data-chart-ready]').waitFor()
  expect(await page.getByRole('gridcell', { name: /^\d[.] / }).count()).toBe(3)
  const { body } = await people.admin.get(`/api/projects/${projectUuid}/endpoints/to_purchase/`)
  expect(body).toMatchObject({
    current_version: 2,
    query: {
      kind: 'FunnelsQuery',
      series: [{ event: 'product_view' }, { event: 'add_to_cart' }, { event: 'purchase' }],
      properties: [{ key: 'device', operator: 'exact', value: ['mobile'], type: 'event' }],
    },
  })
  expect(complaints).toEqual([])
})

it('a question to an explore becomes an endpoint with a filter that callers say, and is changed where it is asked', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const question = {
    tableName: 'orders',
    metricQuery: {
      exploreName: 'orders',
      dimensions: ['orders_status'],
      metrics: ['orders_order_count'],
      filters: { dimensions: { id: 'all', and: [{ id: 'one', target: { fieldId: 'orders_status' }, operator: 'equals', values: ['completed'] }] } },
      sorts: [],
      limit: 500,
      tableCalculations: [],
    },
  }
  const search = new URLSearchParams({ create_saved_chart_version: JSON.stringify(question) })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/explore/orders?${search.toString()}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Save as endpoint' }).click()
  const dialog = page.getByRole('dialog', { name: 'New endpoint' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders_of_status')
  await dialog.getByRole('switch', { name: 'Status is completed' }).click()
  const variable = dialog.getByRole('textbox', { name: 'Variable' })
  expect(await variable.inputValue()).toBe('orders_status')
  await variable.fill('not a name')
  expect(await dialog.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true)
  await variable.fill('status')
  expect(await violations(page, 'a question that becomes an endpoint', { type: 'tag', values: standard })).toEqual([])
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByRole('heading', { level: 1, name: 'orders_of_status' }).waitFor()
  const run = (variables: object, version?: number): Promise<unknown> =>
    people.admin
      .call('POST', `/api/projects/${projectUuid}/endpoints/orders_of_status/run`, { variables, ...(version === undefined ? {} : { version }) })
      .then(({ body }) => (body as { results: unknown[][] }).results.map((row) => row[0]))
  expect(await run({})).toEqual(['completed'])
  expect(await run({ status: 'shipped' })).toEqual(['shipped'])

  // Another question, kept as a draft: the filter is the callers' as before.
  await page.getByRole('link', { name: 'Change in the explore' }).click()
  await page.getByText('This is the question of the endpoint orders_of_status.').waitFor()
  await page.getByRole('treeitem', { name: 'Shipping fees', exact: true }).last().click()
  await page.getByRole('button', { name: 'Keep as draft' }).click()
  const keep = page.getByRole('dialog', { name: 'Draft of orders_of_status' })
  expect(await keep.getByRole('textbox', { name: 'Variable' }).inputValue()).toBe('status')
  await keep.getByRole('button', { name: 'Keep as draft' }).click()
  await page.getByText('A draft that is not published').waitFor()
  await page.getByRole('button', { name: 'Compare and publish' }).click()
  const comparison = page.getByRole('dialog', { name: 'orders_of_status: publish as version 2' })
  await comparison.getByText('is new').waitFor()
  await comparison.getByRole('button', { name: 'Publish as version 2' }).click()
  await page.getByText('Version 2 · edited').waitFor()
  expect([await run({ status: 'shipped' }), await run({ status: 'shipped' }, 1)]).toEqual([['shipped'], ['shipped']])
  expect(complaints).toEqual([])
})
