import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, rule } from '../../golden/compile.ts'
import { compileFiles, exploreNamed } from '../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { Explore } from '../types/explore.ts'
import type { MetricQuery } from '../types/metric-query.ts'

const tables = `
  create table visits as select * from (values (1, 10), (2, 20), (3, 30), (4, null)) t(id, customer_id);
  create table customers as select * from (values (10, 'west', false), (20, 'east', false), (30, 'west', true)) t(id, region, gone);`

/** Visits that join customers, whose rows are for the people of their region. */
const models = (type: string, rule = '${TABLE}.region IN (${ld.attr.region})'): Record<string, string> => ({
  'a.yml': `models:
  - name: visits
    meta: {primary_key: id, joins: [{join: customers, alias: buyer, type: ${type}, relationship: many-to-one, sql_on: "\${visits.customer_id} = \${buyer.id}"}]}
    columns:
      - {name: id, meta: {metrics: {visits: {type: count}}}}
      - {name: customer_id}
  - name: customers
    meta: {primary_key: id, sql_filter: "${rule}"}
    columns:
      - {name: id, meta: {metrics: {customers: {type: count}}}}
      - {name: region}
`,
})

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(tables)
})
afterAll(() => session.close())

const visits = (files: Record<string, string>): Explore => exploreNamed(compileFiles(files), 'visits')

/** The rows that somebody of these regions is given, in the order of their text. */
const ask = async (explore: Explore, query: Partial<MetricQuery>, region: string[] = ['west']): Promise<unknown[][]> => {
  const rows = await session.rows(compile(explore, query, { policy: { userAttributes: { region } } }).sql)
  const read = (value: unknown): unknown => (value === null || Number.isNaN(Number(value)) ? value : Number(value))
  return rows.map((row) => Object.values(row).map(read)).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

const byRegion = { dimensions: ['buyer_region'], metrics: ['visits_visits', 'buyer_customers'] }

describe('the sql_filter of a joined table that reads who asks', () => {
  it('leaves the rows of the explore and closes those of the table', async () => {
    expect(await ask(visits(models('left')), byRegion)).toEqual([
      ['west', 2, 2],
      [null, 2, 0],
    ])
  })

  it.each([
    ['inner', [['west', 2, 2]]],
    ['right', [['west', 2, 2]]],
    [
      'full',
      [
        ['west', 2, 2],
        [null, 2, 0],
      ],
    ],
  ])('brings none of them by a join that is %s', async (type, expected) => {
    expect(await ask(visits(models(type)), byRegion)).toEqual(expected)
  })

  it('holds for filters, and for what only the table is asked for', async () => {
    const east = { dimensions: { id: 'and', and: [rule('buyer_region', 'equals', ['east'])] } }
    expect(await ask(visits(models('left')), { metrics: ['visits_visits'], filters: east })).toEqual([[0]])
    expect(await ask(visits(models('left')), { metrics: ['buyer_customers'] })).toEqual([[2]])
    expect(await ask(visits(models('left')), { dimensions: ['buyer_region'] }, ['east'])).toEqual([['east'], [null]])
  })

  it('refuses who has no value, where the table is read', async () => {
    await expect(ask(visits(models('left')), { metrics: ['visits_visits'] }, [])).resolves.toEqual([[4]])
    expect(() => compile(visits(models('left')), byRegion)).toThrow('Missing user attribute "region" on sql_filter')
  })

  it('is said in the proof', () => {
    const { policiesApplied } = compile(visits(models('left')), byRegion, { policy: { userAttributes: { region: ['west'] } } })
    expect(policiesApplied).toContain('buyer.sql_filter')
  })

  it('is an error where it reads a table that is not its own', () => {
    const files = models('left', '${visits.id} IN (${ld.attr.region})')
    const found = compileFiles(files).problems.filter(({ code }) => code === 'model.row_rule_of_join')
    expect(found).toMatchObject([{ message: expect.stringContaining('reads visits'), file: 'a.yml', severity: 'error' }])
  })
})

it('the sql_filter of a joined table that is the same for everybody counts for its own explore alone', async () => {
  expect(await ask(visits(models('left', 'NOT ${TABLE}.gone')), byRegion)).toEqual([
    ['east', 1, 1],
    ['west', 2, 2],
    [null, 1, 0],
  ])
})
