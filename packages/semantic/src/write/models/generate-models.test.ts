import { assert, constantFrom, oneof, property, record, string, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { duckdb } from '../../dialects/duckdb.ts'
import type { DatabaseSchema } from './database-schema.ts'
import { generateModels } from './generate-models.ts'

const shop: DatabaseSchema = {
  tables: [
    {
      name: 'orders',
      schema: 'marts',
      description: 'One row per order: paid or not',
      rowCount: 1000,
      primaryKey: ['id'],
      foreignKeys: [{ columns: ['customer_id'], table: 'customers', references: ['id'] }],
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'customer_id', type: 'BIGINT' },
        { name: 'sales_person_id', type: 'INTEGER' },
        { name: 'status', type: 'VARCHAR', description: 'open, paid' },
        { name: 'ordered_at', type: 'TIMESTAMP WITH TIME ZONE' },
        { name: 'ordered_at_day', type: 'DATE' },
        { name: 'amount_eur', type: 'DECIMAL(10,2)' },
        { name: 'unit_price', type: 'DOUBLE' },
        { name: 'tax_rate', type: 'DOUBLE' },
        { name: 'is_gift', type: 'BOOLEAN' },
        { name: 'is_new', type: 'INTEGER' },
        { name: 'mark', type: 'INTEGER', distinctCount: 2 },
        { name: 'pieces', type: 'INTEGER', distinctCount: 40 },
        { name: 'fiscal_year', type: 'INTEGER' },
        { name: 'payload', type: 'JSON' },
        { name: 'Unit Price', type: 'DOUBLE' },
        { name: 'shipTo', type: 'VARCHAR' },
        { name: '£', type: 'VARCHAR' },
      ],
    },
    {
      name: 'customers',
      schema: 'marts',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'name', type: 'VARCHAR' },
        { name: 'boss_id', type: 'BIGINT' },
      ],
      foreignKeys: [{ columns: ['boss_id'], table: 'customers', references: ['id'] }],
    },
    {
      name: 'dim_sales_people',
      schema: 'marts',
      rowCount: 10,
      columns: [
        { name: 'id', type: 'INTEGER', distinctCount: 10 },
        { name: 'city', type: 'VARCHAR' },
      ],
    },
    { name: 'sales_persons', schema: 'marts', columns: [{ name: 'sales_person_id', type: 'INTEGER' }] },
    {
      name: 'Order Details',
      schema: 'marts',
      primaryKey: ['order_id', 'line'],
      columns: [
        { name: 'order_id', type: 'BIGINT' },
        { name: 'line', type: 'INTEGER' },
        { name: 'quantity', type: 'INTEGER' },
      ],
    },
    { name: 'log', schema: 'marts', columns: [{ name: 'text', type: 'VARCHAR' }] },
    { name: 'log', schema: 'raw', columns: [{ name: 'text', type: 'VARCHAR' }] },
  ],
}
const files = Object.fromEntries(generateModels(shop, duckdb).map(({ path, text }) => [path, text]))

describe('models of a database', () => {
  it('are text that a person would keep', () => {
    expect(files['models/orders.yml']).toBe(`version: 2
models:
  - name: orders
    description: "One row per order: paid or not"
    config: {schema: marts}
    meta:
      # The primary key of the table.
      primary_key: id
      joins:
        # Foreign key customer_id of the table.
        - join: customers
          sql_on: \${orders.customer_id} = \${customers.id}
          relationship: many-to-one
        # By its name, sales_person_id leads to sales_persons. Check it.
        - join: sales_persons
          sql_on: \${orders.sales_person_id} = \${sales_persons.sales_person_id}
          relationship: many-to-one
    columns:
      - name: id
        meta:
          dimension:
            type: number
            # A key is shown without separators.
            format: id
          metrics:
            order_count: {type: count}
      - name: customer_id
        meta:
          dimension:
            type: number
            # It only leads to another table; that is shown instead.
            hidden: true
          metrics:
            distinct_customer: {type: count_distinct}
      - name: sales_person_id
        meta:
          dimension:
            type: number
            # It only leads to another table; that is shown instead.
            hidden: true
          metrics:
            distinct_sales_person: {type: count_distinct}
      - name: status
        description: open, paid
      - name: ordered_at
        meta:
          dimension:
            type: timestamp
            time_intervals: [RAW, HOUR, WEEK, MONTH, QUARTER, YEAR]
      - name: ordered_at_day
        meta:
          dimension:
            type: date
            time_intervals: [DAY, WEEK, MONTH, QUARTER, YEAR]
      - name: amount_eur
        meta:
          dimension:
            type: number
            # The currency is in its name.
            format: eur
            round: 2
          metrics:
            total_amount_eur: {type: sum, format: eur, round: 2}
            average_amount_eur: {type: average, format: eur, round: 2}
      - name: unit_price
        meta:
          dimension:
            type: number
            # By its name money; add "format: usd" or another currency.
            round: 2
          # By its name a value of one row, which is averaged and not added up.
          metrics:
            average_unit_price: {type: average, round: 2}
      - name: tax_rate
        meta:
          dimension:
            type: number
            # By its name a share: 0.25 is shown as 25%. Remove it if 25 is meant.
            format: percent
            round: 1
          # Shares are averaged and not added up.
          metrics:
            average_tax_rate: {type: average, format: percent, round: 1}
      - name: is_gift
        meta:
          dimension:
            type: boolean
      - name: is_new
        meta:
          dimension:
            type: number
          # No metrics: By its name a yes or no.
      - name: mark
        meta:
          dimension:
            type: number
          # No metrics: It has 2 different values: more a mark than an amount.
      - name: pieces
        meta:
          dimension:
            type: number
          metrics:
            total_pieces: {type: sum}
            average_pieces: {type: average}
      - name: fiscal_year
        meta:
          dimension:
            type: number
            # A year is shown without separators.
            format: id
          # No metrics: Adding up years means nothing.
      - name: payload
        meta:
          dimension:
            # Values of type json cannot be grouped by. Add dimensions for their parts.
            hidden: true
      - name: Unit Price
        meta:
          dimension:
            name: unit_price_2
            type: number
            # By its name money; add "format: usd" or another currency.
            round: 2
          # By its name a value of one row, which is averaged and not added up.
          metrics:
            average_unit_price_2: {type: average, round: 2}
      - name: shipTo
        quote: true
      # The column "£" is left out: no name can be made of its letters.
`)
  })

  it('offer fiscal intervals where the fiscal year is not the calendar year', () => {
    const intervals = (fiscalYearStart: number): string[] => {
      const files = generateModels(shop, duckdb, { fiscalYearStart })
      const { dimensions } = baseOf(exploreNamed(compileFiles(Object.fromEntries(files.map(({ path, text }) => [path, text])), { fiscalYearStart }), 'orders'))
      return Object.keys(dimensions).filter((name) => name.startsWith('ordered_at_fiscal_'))
    }
    expect(intervals(1)).toEqual([])
    expect(intervals(4)).toEqual(['ordered_at_fiscal_quarter', 'ordered_at_fiscal_year', 'ordered_at_fiscal_quarter_num', 'ordered_at_fiscal_year_num'])
  })
  it('are read without problems', () => {
    const project = compileFiles(files)
    expect(project.problems).toEqual([])
    expect(project.explores.map(({ name }) => name)).toEqual([
      'customers',
      'dim_sales_people',
      'marts_log',
      'order_details',
      'orders',
      'raw_log',
      'sales_persons',
    ])
  })

  it('have keys, joins and tables as the database has them', () => {
    const project = compileFiles(files)
    const details = exploreNamed(project, 'order_details')
    expect(baseOf(details)).toMatchObject({ sqlTable: '"marts"."Order Details"', primaryKey: ['order_id', 'line'] })
    expect(details.joinedTables.map(({ table, relationship, sqlOn }) => [table, relationship, sqlOn])).toEqual([
      ['orders', 'many-to-one', '${order_details.order_id} = ${orders.id}'],
    ])
    expect(exploreNamed(project, 'customers').joinedTables[0]).toMatchObject({ table: 'boss', sqlOn: '${customers.boss_id} = ${boss.id}' })
    expect(baseOf(exploreNamed(project, 'raw_log'))).toMatchObject({ sqlTable: '"raw"."log"', metrics: { log_count: { type: 'count', sql: '1' } } })
    expect(files['models/dim_sales_people.yml']).toContain('# No key is declared; id has another value in every row.')
    expect(files['models/sales_persons.yml']).toContain('is one by its name. Check it.')
  })

  it('have joins that are said with their reason, and that can be left out', () => {
    const joinsOf = (withoutJoins?: Set<string>) =>
      generateModels(shop, duckdb, withoutJoins === undefined ? {} : { withoutJoins }).find(({ table }) => table === 'orders')?.joins ?? []
    const [declared, guessed] = joinsOf()
    expect(declared).toMatchObject({ columns: ['customer_id'], table: 'customers', references: ['id'], relationship: 'many-to-one', origin: 'foreign_key' })
    expect(guessed).toMatchObject({ columns: ['sales_person_id'], table: 'sales_persons', references: ['sales_person_id'], origin: 'name' })
    const without = new Set([declared?.id ?? ''])
    expect(joinsOf(without).map(({ isLeftOut }) => isLeftOut)).toEqual([true, false])
    const left = generateModels(shop, duckdb, { withoutJoins: without })
    const orders = exploreNamed(compileFiles(Object.fromEntries(left.map(({ path, text }) => [path, text]))), 'orders')
    expect(orders.joinedTables.map(({ table }) => table)).toEqual(['sales_persons'])
    // What leads nowhere any more is shown.
    expect(baseOf(orders).dimensions['customer_id']?.hidden).toBe(false)
  })

  it('are not joined by a name alone when the columns cannot be compared', () => {
    const id = { name: 'id', type: 'BIGINT' }
    const joined = (type: string) =>
      generateModels(
        {
          tables: [
            { name: 'customers', columns: [id] },
            { name: 'orders', columns: [id, { name: 'customer_id', type }] },
          ],
        },
        duckdb,
      ).flatMap(({ joins }) => joins.map(({ table }) => table))
    expect([joined('INTEGER'), joined('VARCHAR')]).toEqual([['customers'], []])
  })

  it('join models that are there, by their names and the dimensions they have, and are not made again', () => {
    const tables = (dimensions: string[]): DatabaseSchema['tables'] => [
      { name: 'customers', model: 'buyers', primaryKey: ['id'], columns: dimensions.map((name) => ({ name, type: 'BIGINT' })) },
      {
        name: 'orders',
        columns: [{ name: 'who', type: 'BIGINT' }],
        foreignKeys: [{ columns: ['who'], table: 'customers', references: ['id'] }],
      },
    ]
    const [orders, ...others] = generateModels({ tables: tables(['id']) }, duckdb)
    expect([orders?.model, others]).toEqual(['orders', []])
    expect(orders?.text).toContain('sql_on: ${orders.who} = ${buyers.id}')
    expect(generateModels({ tables: tables(['name']) }, duckdb)[0]?.joins).toEqual([])
  })

  it('do not take for a key what repeats', () => {
    const [file] = generateModels({ tables: [{ name: 'visits', rowCount: 5, columns: [{ name: 'id', type: 'INTEGER', distinctCount: 3 }] }] }, duckdb)
    expect(file?.text).not.toContain('primary_key:')
    expect(file?.text).toContain('visit_count: {type: count, sql: "1"}')
  })

  it('are the same whatever order the tables come in', () => {
    expect(generateModels({ tables: shop.tables.toReversed() }, duckdb)).toEqual(generateModels(shop, duckdb))
  })

  it('are read again whatever the names are', () => {
    const name = oneof(
      string({ minLength: 1, maxLength: 12 }),
      constantFrom('id', 'order_id', 'Order', 'constructor', '__proto__', 'null', 'yes', '# x', 'a: b', '- a', 'select'),
    )
    const column = record({ name, type: constantFrom('INTEGER', 'VARCHAR', 'DATE', 'TIMESTAMP', 'DECIMAL(9,2)', 'BOOLEAN', 'JSON') })
    const table = record({ name, columns: uniqueArray(column, { selector: (one) => one.name.toLowerCase(), minLength: 1, maxLength: 6 }) })
    assert(
      property(uniqueArray(table, { selector: (one) => one.name, maxLength: 4 }), (tables) => {
        const generated = generateModels({ tables }, duckdb)
        const project = compileFiles(Object.fromEntries(generated.map(({ path, text }) => [path, text])))
        expect(project.problems.map(({ message }) => message)).toEqual([])
        expect(project.explores).toHaveLength(generated.length)
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})
