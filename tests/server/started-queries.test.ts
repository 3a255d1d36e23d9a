import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** Metric queries that are begun with one request and read with others, as the published Python client does. */

type Page = { status: string; error?: string; rows?: Record<string, { value: { raw: unknown } }>[]; nextPage?: number } & Record<
  'totalResults' | 'totalPageCount' | 'page',
  number
>

let house: WithPeople
let queries: string
const question = { exploreName: 'numbers', dimensions: ['numbers_id'], metrics: [], filters: {}, sorts: [], limit: 25, tableCalculations: [] }

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'numbers.yml': `models:
  - name: numbers
    columns:
      - {name: id, meta: {dimension: {type: number}}}
      - {name: half, meta: {dimension: {type: number, sql: "error('half is not there')"}}}
      - {name: slow, meta: {dimension: {type: number, sql: "(select count(*) from range(3000000) a, range(3000000) b where a.range + b.range = numbers.id)"}}}
`,
    },
    statements: ['CREATE TABLE numbers AS SELECT range AS id FROM range(100)'],
  })
  queries = `/api/v2/projects/${house.projectUuid}/query`
})
afterAll(() => house.stop())

const begin = (query: object, by: ApiClient = house.as.developer) =>
  by.results<{ queryUuid: string; fields: Record<string, { label: string }> }>('POST', `${queries}/metric-query`, { query, context: 'api' })

async function ended(id: string, page = ''): Promise<Page> {
  for (;;) {
    const found = await house.as.developer.results<Page>('GET', `${queries}/${id}${page}`)
    if (found.status !== 'pending') return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('are read page by page, each row once', async () => {
  const { queryUuid, fields } = await begin({ ...question, sorts: [{ fieldId: 'numbers_id', descending: false }] })
  expect(fields['numbers_id']?.label).toBe('Id')
  const pages = [
    await ended(queryUuid, '?page=1&pageSize=10'),
    // Some clients write whole numbers so.
    await ended(queryUuid, '?page=2.000000&pageSize=10.000000'),
    await ended(queryUuid, '?page=3&pageSize=10'),
    await ended(queryUuid, '?page=4&pageSize=10'),
  ]
  expect(pages.map(({ rows = [] }) => rows.map((row) => row['numbers_id']?.value.raw))).toEqual([
    Array.from({ length: 10 }, (_, index) => index),
    Array.from({ length: 10 }, (_, index) => 10 + index),
    [20, 21, 22, 23, 24],
    [],
  ])
  expect(pages[1]).toMatchObject({ status: 'ready', page: 2, totalResults: 25, totalPageCount: 3, nextPage: 3, previousPage: 1 })
  expect(pages[2]?.nextPage).toBeUndefined()
})

it('take filters without ids', async () => {
  const rule = { target: { fieldId: 'numbers_id' }, operator: 'lessThan', values: [3] }
  const { queryUuid } = await begin({ ...question, filters: { dimensions: { and: [rule, { or: [rule] }] } } })
  expect(await ended(queryUuid)).toMatchObject({ status: 'ready', totalResults: 3 })
})

it('are there for nobody else', async () => {
  const { queryUuid } = await begin(question)
  expect((await house.as.admin.get(`${queries}/${queryUuid}`)).status).toBe(404)
  expect((await house.as.admin.post(`${queries}/${queryUuid}/cancel`)).status).toBe(404)
  expect((await house.as.foreigner.get(`${queries}/${queryUuid}`)).status).toBe(403)
  expect((await ended(queryUuid)).status).toBe('ready')
})

it('say at once what is wrong with the question, and later what the warehouse says', async () => {
  expect(await house.as.developer.post(`${queries}/metric-query`, { query: { ...question, dimensions: ['numbers_gone'] } })).toMatchObject({ status: 400 })
  expect(await house.as.developer.post(`${queries}/metric-query`, { query: { ...question, exploreName: 'gone' } })).toMatchObject({ status: 404 })
  const { queryUuid } = await begin({ ...question, dimensions: ['numbers_half'] })
  expect(await ended(queryUuid)).toMatchObject({ status: 'error', error: expect.stringContaining('half is not there') as string })
})

it('can be cancelled while they run', async () => {
  const { queryUuid } = await begin({ ...question, dimensions: ['numbers_slow'] })
  expect((await house.as.developer.post(`${queries}/${queryUuid}/cancel`)).status).toBe(200)
  expect(await ended(queryUuid)).toMatchObject({ status: 'cancelled' })
})
