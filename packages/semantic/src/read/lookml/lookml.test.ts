import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../../golden/compile-models.ts'
import { lookmlShop } from '../../../golden/formats/lookml-shop.ts'
import type { FormatReport } from '../../types/format-report.ts'

const reportOf = (files: Record<string, string>): FormatReport => {
  const report = compileFiles(files).reports.find(({ format }) => format === 'lookml')
  if (report === undefined) throw new Error('No report.')
  return report
}
const view = 'view: a {\n  sql_table_name: t ;;\n  dimension: id { primary_key: yes type: number }\n'
const withExplore = (more: string, explore = 'explore: a {}\n'): Record<string, string> => ({ 'a.lkml': `${view}  ${more}\n}\n${explore}` })

describe('the report on LookML', () => {
  const report = reportOf(lookmlShop)

  it('says what was left out, where and why', () => {
    expect(report.refused.map(({ what, file, line, why }) => `${file}:${line} ${what}: ${why}`)).toEqual([
      'views/orders.view.lkml:25 dimension orders.dynamic: its SQL holds Liquid ({% if x._is_selected), which is not run here',
      'views/orders.view.lkml:26 dimension group orders.waiting: durations between two times are not known here',
      'views/orders.view.lkml:35 parameter orders.pick: it has a meaning only in Liquid, which is not run here',
      'views/orders.view.lkml:34 measure orders.odd: its filter "a%b" is not read here',
      'views/orders.view.lkml:24 dimension paid_orders.buyer: it reads customers, which is not joined in paid_orders',
      'views/orders.view.lkml:24 dimension my_orders.buyer: it reads customers, which is not joined in my_orders',
    ])
  })

  it('says what differs', () => {
    expect(report.approximated.map(({ what, line, why }) => `${line} ${what}: ${why}`)).toEqual([
      '17 dimension orders.size: its steps are named by their bounds and sorted as text',
      '12 dimension group orders.created: the timeframes fiscal_quarter are not known here',
      '36 access_filter of explore my_orders: values of the attribute are compared as they are; signs such as % and NULL mean nothing in them',
    ])
  })
})

describe('LookML', () => {
  it('becomes explores with labels, formats, links, intervals and joins in order', () => {
    const project = compileFiles(lookmlShop)
    expect(project.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(project.explores.map(({ name }) => name)).toEqual(['orders', 'paid_orders', 'my_orders'])
    const explore = exploreNamed(project, 'orders')
    expect(explore).toMatchObject({ label: 'Orders placed', groupLabel: 'Shop' })
    expect(explore.joinedTables.map(({ table, sqlOn, relationship, type }) => [table, sqlOn, relationship, type])).toEqual([
      ['customers', '${orders.customer_id} = ${customers.customer_id}', 'many-to-one', 'left'],
      ['regions', '${customers.region_id} = ${regions.region_id}', 'many-to-one', 'left'],
      ['items', '${orders.order_id} = ${items.order_id}', 'one-to-many', 'left'],
    ])
    const table = baseOf(explore)
    expect(table).toMatchObject({ sqlTable: 'main.orders', primaryKey: ['order_id'] })
    expect(table.dimensions['status']).toMatchObject({ label: 'State', urls: [{ label: 'Search', url: 'https://example.com/?q=${value.raw}' }] })
    expect(Object.keys(table.dimensions).filter((name) => name.startsWith('created'))).toEqual([
      'created',
      'created_raw',
      'created_day',
      'created_week',
      'created_month',
      'created_month_name',
    ])
    expect(table.dimensions['order_value']).toMatchObject({ format: 'usd', round: 0 })
    expect(table.metrics['revenue']).toMatchObject({
      formatOptions: { type: 'currency', currency: 'USD', round: 2 },
      requiredAttributes: { department: ['finance', 'board'] },
    })
    expect(table.metrics['count']?.showUnderlyingValues).toEqual(['order_id', 'status', 'created_day'])
    expect(explore.tables['regions']?.dimensions['region_id']?.hidden).toBe(true)
    expect(explore.tables['items']?.dimensions['product']?.label).toBe('Article')
  })

  it('keeps an explore of another name apart from its view', () => {
    const project = compileFiles(lookmlShop)
    expect(baseOf(exploreNamed(project, 'orders')).sqlWhere).toBeUndefined()
    const paid = baseOf(exploreNamed(project, 'paid_orders'))
    expect(paid.uncompiledSqlWhere).toBe("(${status} = 'paid' AND ${created_day} >= '2024-02-01')")
    expect([paid.dimensions['size']?.hidden, paid.dimensions['status']?.hidden]).toEqual([true, false])
    expect(baseOf(exploreNamed(project, 'my_orders')).requiredFilters).toMatchObject([
      { target: { fieldRef: 'order_value' }, operator: 'greaterThan', values: [25], required: true },
    ])
  })

  it('extends views and explores', () => {
    const files = {
      'a.lkml': `view: base { extension: required dimension: id { type: number } dimension: name { label: "Old" } }
view: b { extends: [base] sql_table_name: b ;; dimension: name { label: "New" } measure: n { type: count } }
explore: b {}
explore: c { extends: [b] view_name: b label: "C" }
`,
    }
    const project = compileFiles(files)
    expect(baseOf(exploreNamed(project, 'b'))).toMatchObject({ sqlTable: 'b', dimensions: { name: { label: 'New' } }, metrics: { n: {} } })
    expect(exploreNamed(project, 'c').label).toBe('C')
  })

  it.each([
    ['a grant that is not defined', 'required_access_grants: [nobody]', 'explore: a {}', 'its access grant nobody is not defined'],
    ['a table chosen by Liquid', 'sql_table_name: {{ x }} ;;', 'explore: a {}', 'its table is chosen by Liquid, which is not run here'],
    ['rows of an explore', 'derived_table: { explore_source: b { column: x {} } }', 'explore: a {}', 'its rows are made by an explore'],
    [
      'rows chosen by Liquid',
      '',
      'explore: a { sql_always_where: {% condition x %} ${a.id} {% endcondition %} ;; }',
      'sql_always_where holds Liquid ({% condition x)',
    ],
    [
      'a filter that cannot be read',
      '',
      'explore: a { always_filter: { filters: [a.id: "a lot"] } }',
      'its always_filter cannot be read: its filter "a lot" is not read here',
    ],
    [
      'an access_filter on nothing',
      '',
      'explore: a { access_filter: { field: a.none user_attribute: x } }',
      'its access_filter cannot be read: it reads ${a.none}, and a has no such field here',
    ],
    ['a condition on results', '', 'explore: a { sql_always_having: ${a.id} > 1 ;; }', 'sql_always_having'],
  ])('is closed for %s', (_, more, explore, message) => {
    const project = compileFiles(withExplore(more, `${explore}\n`))
    brokenNamed(project, 'a')
    expect(project.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ file: 'a.lkml', message: expect.stringContaining(message) }])
  })

  it('lets pass who passes the grants of the view and those of the explore', () => {
    const grants = `access_grant: one { user_attribute: team allowed_values: ["a", "b"] }
access_grant: two { user_attribute: team allowed_values: ["b", "c"] }
access_grant: three { user_attribute: rank allowed_values: ["1"] }
`
    const files = withExplore('required_access_grants: [one]', `explore: a { required_access_grants: [two, three] }\n${grants}`)
    expect(baseOf(exploreNamed(compileFiles(files), 'a')).requiredAttributes).toEqual({ team: ['b'], rank: ['1'] })
  })

  it('reads a user attribute in sql_always_where', () => {
    const explore = `explore: a { sql_always_where: \${a.id} = '{{ _user_attributes['account'] }}' ;; }\n`
    expect(baseOf(exploreNamed(compileFiles(withExplore('', explore)), 'a')).uncompiledSqlWhere).toBe('(${id} = ${ld.attr.account})')
  })

  it.each([
    ['explore: a { join: b { type: cross } }', 'there is no view b'],
    ['explore: a { join: a2 { from: a type: cross } }', 'joins of type cross are not known here'],
    ['explore: a { join: a2 { from: a } }', 'it has no sql_on'],
    ['explore: a { join: a2 { from: a sql_on: ${a.id} = ${a2.none} ;; } }', 'it reads ${a2.none}, and a2 has no such field here'],
    ['explore: a { join: a2 { from: a sql_where: 1=1 ;; sql_on: ${a.id} = ${a2.id} ;; } }', 'it restricts rows of the whole explore (sql_where)'],
    ['explore: b {}', 'there is no view b'],
    ['view: +b {}', 'there is no view b'],
    ['view: a {}', 'another one of this name stands in a.lkml'],
  ])('leaves out %s', (text, why) => {
    expect(reportOf(withExplore('', `${text}\n`)).refused).toMatchObject([{ file: 'a.lkml', line: 6, why }])
  })

  it.each(['view', 'explore'])('closes a %s of which a refinement cannot be read', (kind) => {
    const project = compileFiles({ ...withExplore(''), 'b.lkml': `${kind}: +a {\n  label: "x"\n  sql_always_where: x\n}\n` })
    brokenNamed(project, 'a')
    expect(lines(project)).toContain('b.lkml:3 error lookml.guard')
  })

  it('does not read dashboards', () => {
    expect(reportOf({ 'x.dashboard.lookml': '- dashboard: x\n' }).refused).toMatchObject([{ why: 'dashboards are not models' }])
  })

  it.each([
    ['view: a {\n  dimension: x {\n', '1 The block a is not closed. Close it with }.', '2 The block x is not closed. Close it with }.'],
    ['view: a {\n  dimension x { }\n}\n', '2 There is no colon after dimension. Write "dimension: …".'],
    ['view: a {\n  label: "open\n}\n', '2 The text of label has no closing quote. Close it with ".'],
    ['view: a {\n  dimension: x {\n    sql: ${TABLE}.x\n  }\n  dimension: y { sql: y ;; }\n}\n', '3 sql has no end. End the text of sql with ;;.'],
    ['view: a {\n  sql_table_name: x\n}\n', '2 sql_table_name has no end. End the text of sql_table_name with ;;.'],
    ['set: x {\n  fields: [a, b\n}\n', '2 The list is not closed. Close it with ].'],
    ['view: a { }\n}\n', '2 There is a } too many. Remove it, or check where the block before it ends.'],
    ['view: a {\n  label: ;\n}\n', '2 label has no value. Write a value after "label:".'],
    ['a: b {'.repeat(100), '1 Blocks are nested too deeply. Write the model with less nesting.'],
  ])('that is malformed is said with its line and what to do: %#', (text, ...expected) => {
    const found = compileFiles({ 'a.lkml': text }).problems.map(({ line, message, hint }) => `${line} ${message} ${hint}`)
    expect(expected).toContain(found[0])
    expect(lines(compileFiles({ 'a.lkml': text }))[0]).toMatch(/^a\.lkml:\d+ error lookml\.syntax$/)
  })
})

describe('value_format', () => {
  const formatted = (code: string): Record<string, string> =>
    withExplore(`dimension: a { type: number value_format: "${code}" }\n  measure: b { type: sum sql: \${a} ;; value_format: "${code}" }`)

  it.each(['0.0,,\\\"M\\\"', '[>=1000]0.0,K;0', '#,##0.00 EUR'.replace('EUR', '€')])('%s is kept as it stands', (code) => {
    const table = baseOf(exploreNamed(compileFiles(formatted(code)), 'a'))
    const text = code.replaceAll('\\"', '"')
    expect([table.dimensions['a']?.format, table.metrics['b']?.format]).toEqual([text, text])
  })

  it('that is none for numbers is said to be left out', () => {
    const { approximated } = reportOf(formatted('mm/dd/yy'))
    expect(approximated.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'dimension a.a: its value_format mm/dd/yy is no number format',
      'measure a.b: its value_format mm/dd/yy is no number format',
    ])
  })
})
