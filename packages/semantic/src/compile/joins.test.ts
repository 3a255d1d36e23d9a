import { describe, expect, it } from 'vitest'
import { brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'

const customers = `models:
  - name: customers
    meta:
      label: People
      primary_key: id
      joins: [{join: orders, sql_on: "\${customers.id} = \${orders.customer_id}"}]
      sql_filter: \${TABLE}.deleted_at IS NULL
    columns:
      - name: id
        meta: {metrics: {customers: {type: count}, own_total: {type: number, sql: "\${customers.customers} * 2"}, cross: {type: sum, sql: "\${orders.amount}"}}}
      - name: name
      - name: upper_name
        meta: {dimension: {sql: "UPPER(\${customers.name})"}}
      - name: born_on
        data_type: date
`
const orders = (joins: string, meta = ''): string => `models:
  - name: orders
    config:
      meta:
        primary_key: [id]
${meta}        joins:
${joins.replaceAll(/^/gm, '          ')}
    columns:
      - name: id
      - name: customer_id
      - name: referrer_id
      - name: amount
`
const join = '- join: customers\n  sql_on: ${orders.customer_id} = ${customers.id}'
const compile = (joins: string, meta?: string) => compileFiles({ 'orders.yml': orders(joins, meta), 'customers.yml': customers })

describe('joins', () => {
  it('bring the fields of the joined model into the explore', () => {
    const explore = exploreNamed(compile(`${join}\n  type: inner\n  relationship: many-to-one\n  always: true`), 'orders')
    expect(explore.joinedTables).toEqual([
      {
        table: 'customers',
        sqlOn: '${orders.customer_id} = ${customers.id}',
        compiledSqlOn: '("orders".customer_id) = ("customers".id)',
        type: 'inner',
        always: true,
        relationship: 'many-to-one',
        tablesReferences: ['customers', 'orders'],
      },
    ])
    expect(Object.keys(explore.tables)).toEqual(['orders', 'customers'])
    expect(explore.tables['customers']).toMatchObject({ label: 'People', primaryKey: ['id'], sqlTable: '"customers"' })
    expect(explore.tables['customers']?.metrics['cross']).toMatchObject({ compiledSql: 'SUM(("orders".amount))', tablesReferences: ['customers', 'orders'] })
  })

  it('compile the model anew under an alias', () => {
    const explore = exploreNamed(
      compile(`${join}\n  alias: buyer\n- join: customers\n  alias: referrer\n  label: Referred by\n  sql_on: \${orders.referrer_id} = \${referrer.id}`),
      'orders',
    )
    expect(explore.joinedTables[0]).toMatchObject({ table: 'buyer', compiledSqlOn: '("orders".customer_id) = ("buyer".id)' })
    const { buyer, referrer } = explore.tables
    expect(buyer).toMatchObject({ name: 'buyer', label: 'Buyer', originalName: 'customers', sqlWhere: '"buyer".deleted_at IS NULL' })
    expect(referrer?.label).toBe('Referred by')
    expect(buyer?.dimensions['upper_name']).toMatchObject({ table: 'buyer', tableLabel: 'Buyer', sql: 'UPPER(${name})', compiledSql: 'UPPER(("buyer".name))' })
    expect(referrer?.metrics['own_total']).toMatchObject({ sql: '${customers} * 2', compiledSql: '(COUNT("referrer".id)) * 2' })
  })

  it('may join a model to itself', () => {
    const explore = exploreNamed(compile('- join: orders\n  alias: parent\n  sql_on: ${orders.referrer_id} = ${parent.id}'), 'orders')
    expect(explore.joinedTables[0]?.compiledSqlOn).toBe('("orders".referrer_id) = ("parent".id)')
    expect(explore.tables['parent']?.originalName).toBe('orders')
  })

  it('show listed fields only and keep, hidden, what these read', () => {
    const explore = exploreNamed(compile(`${join}\n  fields: [upper_name, born_on]`), 'orders')
    const table = explore.tables['customers']
    expect(Object.values(table?.dimensions ?? {}).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['id', true],
      ['name', true],
      ['upper_name', false],
      ['born_on', false],
      ['born_on_day', false],
      ['born_on_week', false],
      ['born_on_month', false],
      ['born_on_year', false],
    ])
    expect(table?.metrics).toEqual({})
  })

  it('hide every field when they are hidden', () => {
    const table = exploreNamed(compile(`${join}\n  hidden: true`), 'orders').tables['customers']
    expect(Object.values({ ...table?.dimensions, ...table?.metrics }).every(({ hidden }) => hidden)).toBe(true)
    expect(table?.hidden).toBe(true)
  })

  it('leave out fields that read models which are not joined here', () => {
    const project = compileFiles({
      'orders.yml': orders(''),
      'visits.yml': 'models:\n  - name: visits\n    meta: {joins: [{join: customers, sql_on: "${visits.c} = ${customers.id}"}]}\n    columns: [{name: c}]\n',
      'customers.yml': customers,
    })
    expect(lines(project)).toEqual([])
    expect(Object.keys(exploreNamed(project, 'visits').tables['customers']?.metrics ?? {})).toEqual(['customers', 'own_total'])
    expect(Object.keys(exploreNamed(project, 'customers').tables['customers']?.metrics ?? {})).toContain('cross')
  })

  it('leave attributes of the caller in conditions', () => {
    const explore = exploreNamed(compile(`${join} AND \${customers.name} = \${ld.attribute.name}`), 'orders')
    expect(explore.joinedTables[0]?.compiledSqlOn).toContain('= ${ld.attribute.name}')
  })

  it.each([
    ['- join: custmers\n  sql_on: "1 = 1"', 'model.unknown_join', 7, 'Did you mean customers?'],
    ['- join: customers', 'model.incomplete_join', 7, 'sql_on'],
    ['- sql_on: "1 = 1"', 'model.incomplete_join', 7, 'join: customers'],
    ['- join: orders\n  sql_on: ${orders.id} = ${orders.id}', 'model.duplicate_join', 7, 'alias'],
    [`${join}\n${join}`, 'model.duplicate_join', 9, 'alias'],
    ['- join: customers\n  sql_on: ${orders.customer} = ${customers.id}', 'model.unknown_field', 8, 'customer_id'],
    ['- join: customers\n  alias: buyer\n  sql_on: ${orders.customer_id} = ${byer.id}', 'model.unknown_table', 9, 'buyer'],
    [`${join}\n  type: outer`, 'model.unknown_word', 9, 'inner'],
    [`${join}\n  relationship: many-to-on`, 'model.unknown_word', 9, 'many-to-one'],
    [`${join}\n  fields: {a: 1}`, 'model.wrong_value', 9, 'list of text'],
    [
      '- join: customers\n  sql_on: ${customers.id} = ${second.id}\n- join: customers\n  alias: second\n  sql_on: ${orders.customer_id} = ${second.id}',
      'model.join_order',
      8,
      'before',
    ],
  ])('%j is refused', (joins, code, line, hint) => {
    const project = compile(joins)
    const found = project.problems.find((problem) => problem.model === 'orders')
    expect(found).toMatchObject({ code, severity: 'error', file: 'orders.yml', line, model: 'orders', hint: expect.stringContaining(hint) })
    brokenNamed(project, 'orders')
  })

  it('warn of listed fields that do not exist', () => {
    const project = compile(`${join}\n  fields: [nam]`)
    expect(project.problems).toEqual([expect.objectContaining({ code: 'model.unknown_field', severity: 'warning', hint: 'Did you mean name?' })])
  })

  it('of a broken model break the explore and say why', () => {
    const project = compileFiles({
      'orders.yml': orders(join),
      'customers.yml': customers.replace('UPPER(${customers.name})', '${nme}'),
      'free.yml': 'models: [{name: free, columns: [{name: a}]}]',
    })
    expect(lines(project)).toEqual(['customers.yml:13 error model.unknown_field', 'orders.yml:7 error model.broken_join'])
    expect(brokenNamed(project, 'orders').errors[0]?.message).toContain('${nme} in dimension customers.upper_name')
    exploreNamed(project, 'free')
  })
})
