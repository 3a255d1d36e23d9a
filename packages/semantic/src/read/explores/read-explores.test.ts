import { describe, expect, it } from 'vitest'
import { compile } from '../../../golden/compile.ts'
import { compileFiles } from '../../../golden/compile-models.ts'
import type { Explore } from '../../types/explore.ts'
import { readExplores } from './read-explores.ts'

/** Explores as they travel: JSON of what a client compiled. */
const sent = (): Record<string, unknown>[] => {
  const { explores } = compileFiles({
    'a.yml': `models:
  - name: orders
    meta: {joins: [{join: people, sql_on: "\${orders.person_id} = \${people.id}"}]}
    columns: [{name: person_id}, {name: placed, meta: {dimension: {type: date}}}, {name: amount, meta: {metrics: {revenue: {type: sum}}}}]
  - name: people
    columns: [{name: id}]
  - name: items
    columns: [{name: id}]
`,
  })
  return JSON.parse(JSON.stringify(explores)) as Record<string, unknown>[]
}
type Table = { dimensions: Record<string, Record<string, unknown>>; metrics: Record<string, Record<string, unknown>>; sqlTable?: string }
const tableOf = (explores: Record<string, unknown>[]): Table => (explores[0] as { tables: { orders: Table } }).tables.orders

describe('compiled explores of a client', () => {
  it('stay as they were sent, unknown keys too, and can be asked', () => {
    const list = sent()
    const { explores, problems } = readExplores([{ ...list[0], futureKey: { a: 1 } }, list[1]])
    expect(problems).toEqual([])
    expect(JSON.parse(JSON.stringify(explores))).toEqual([{ ...list[0], futureKey: { a: 1 } }, list[1]])
    const { sql } = compile(explores[0] as Explore, { dimensions: ['orders_placed_month'], metrics: ['orders_revenue'] })
    expect(sql).toContain('SUM("orders".amount)')
  })

  it('of an older client get what they lack', () => {
    const list = sent()
    const dimension = tableOf(list).dimensions['amount'] ?? {}
    for (const key of ['index', 'groups', 'hidden', 'tablesReferences', 'tableLabel', 'sql']) delete dimension[key]
    const { explores, problems } = readExplores(list)
    expect(problems).toEqual([])
    expect((explores[0] as Explore).tables['orders']?.dimensions['amount']).toMatchObject({
      hidden: false,
      groups: [],
      tableLabel: 'Orders',
      sql: '"orders".amount',
    })
  })

  it('lose fields of types that are not known here, and say so', () => {
    const list = sent()
    Object.assign(tableOf(list).metrics['revenue'] ?? {}, { type: 'mode' })
    Object.assign(tableOf(list).dimensions['placed_month'] ?? {}, { timeInterval: 'FORTNIGHT' })
    const { explores, problems } = readExplores(list)
    expect(problems.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'warning dimension orders.placed_month of explore orders is left out.',
      'warning metric orders.revenue of explore orders is left out.',
    ])
    expect(Object.keys((explores[0] as Explore).tables['orders']?.metrics ?? {})).toEqual([])
  })

  it('with errors stay errors', () => {
    const error = { name: 'x', label: 'X', tags: [], errors: [{ type: 'NO_DIMENSIONS_FOUND', message: 'No columns.' }] }
    expect(readExplores([error])).toEqual({ explores: [error], problems: [] })
  })

  it.each<[string, (explores: Record<string, unknown>[]) => void]>([
    ['it has no tables', ([explore]) => delete explore?.['tables']],
    ['its base table is not among its tables', ([explore]) => Object.assign(explore ?? {}, { baseTable: 'nobody' })],
    ['its joins are not a list', ([explore]) => Object.assign(explore ?? {}, { joinedTables: {} })],
    ['one of its joins has no table', ([explore]) => Object.assign(explore ?? {}, { joinedTables: [{}] })],
    ['it joins nobody, which is not among its tables', ([explore]) => Object.assign(explore ?? {}, { joinedTables: [{ table: 'nobody' }] })],
    ['its join people has no compiledSqlOn', ([explore]) => Object.assign(explore ?? {}, { joinedTables: [{ table: 'people' }] })],
    ['a table cannot be called constructor', (list) => Object.assign((list[0] as { tables: object }).tables, { constructor: {} })],
    ['its table orders has no sqlTable', (list) => Object.assign(tableOf(list), { sqlTable: '' })],
    ['its table orders has no dimensions or metrics', (list) => Object.assign(tableOf(list), { metrics: null })],
  ])('that cannot be planned from are listed with the reason: %s', (message, change) => {
    const list = sent()
    change(list)
    const { explores, problems } = readExplores(list)
    expect(explores[0]).toMatchObject({ name: 'orders', errors: [{ message: `Explore orders cannot be used: ${message}.` }] })
    expect(problems).toMatchObject([{ code: 'explore.broken', model: 'orders' }])
    expect(explores).toHaveLength(list.length)
  })

  it.each([[null], [{}], ['x'], [5]])('are a list, and not %j', (value) =>
    expect(readExplores(value)).toMatchObject({ explores: [], problems: [{ code: 'explore.not_a_list' }] }),
  )

  it('have names, each once', () => {
    const list = sent()
    const { explores, problems } = readExplores([null, { label: 'x' }, { ...list[0], name: '__proto__' }, list[1], list[1]])
    expect(explores.map(({ name }) => name)).toEqual(['people'])
    expect(problems.map(({ code }) => code)).toEqual(['explore.no_name', 'explore.no_name', 'explore.no_name', 'explore.duplicate'])
  })
})
