import { expect, it } from 'vitest'
import { compileFiles, exploreNamed } from '../../golden/compile-models.ts'
import { duckdb } from '../dialects/duckdb.ts'
import { explainRows } from './explain-rows.ts'

const text = `models:
  - name: orders
    meta: {sql_filter: "\${TABLE}.region IN (\${ld.attr.region})"}
    columns: [{name: id}]
  - name: open
    meta: {joins: [{join: orders, sql_on: "\${open.id} = \${orders.id}"}]}
    columns: [{name: id}]
  - name: plain
    columns: [{name: id}]
`
const explain = (name: string, userAttributes: Record<string, string[]>) =>
  explainRows(exploreNamed(compileFiles({ 'a.yml': text }), name), { dialect: duckdb, now: 0, timezone: 'UTC', startOfWeek: null, policy: { userAttributes } })

it('a row rule is explained with the values of who asks', () => {
  expect(explain('orders', { region: ['west', "o'hare"] })).toEqual([
    { table: 'orders', label: 'Orders', written: '${TABLE}.region IN (${ld.attr.region})', sql: `(("orders".region IN ('west', 'o''hare')))` },
  ])
})

it('and with why everything is refused to who has none', () => {
  expect(explain('orders', { region: [] })).toMatchObject([{ refused: expect.stringContaining('user attribute "region"') }])
  expect(explain('plain', {})).toEqual([])
})

it('where the table is joined as well', () => {
  expect(explain('open', { region: ['west'] })).toMatchObject([{ table: 'orders', sql: `(("orders".region IN ('west')))` }])
})
