import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { cubeShop } from '../../../golden/formats/cube-shop.ts'
import type { FormatReport } from '../../types/format-report.ts'

const reportOf = (files: Record<string, string>): FormatReport => {
  const report = compileFiles(files).reports.find(({ format }) => format === 'cube')
  if (report === undefined) throw new Error('No report.')
  return report
}

const orders = (more: string): Record<string, string> => ({
  'cubes.yml': `cubes:\n  - name: orders\n    sql_table: orders\n    dimensions:\n      - {name: id, sql: id, type: number, primary_key: true}\n${more}`,
})

describe('the report on cubes', () => {
  const report = reportOf(cubeShop)

  it('says what was left out, where and why', () => {
    expect(report.refused.map(({ what, file, line, why }) => `${file}:${line} ${what}: ${why}`)).toEqual([
      'model/cubes/orders.yml:47 pre_aggregations of cube orders: nothing is computed before it is asked for',
      'model/cubes/orders.yml:47 pre_aggregations of cube gift_orders: nothing is computed before it is asked for',
      'model/cubes/orders.yml:26 dimension orders.spot: its type geo is not known here',
      'model/cubes/orders.yml:27 dimension orders.customer_total: sub_query is not computed here',
      'model/cubes/orders.yml:26 dimension gift_orders.spot: its type geo is not known here',
      'model/cubes/orders.yml:27 dimension gift_orders.customer_total: sub_query is not computed here',
      'model/cubes/orders.yml:46 measure orders.ahead: its rolling window looks ahead (leading)',
      'model/cubes/orders.yml:46 measure gift_orders.ahead: its rolling window looks ahead (leading)',
    ])
  })

  it('says what differs', () => {
    expect(report.approximated.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'segment orders.gifts: it is a yes or no dimension',
      'segment gift_orders.gifts: it is a yes or no dimension',
      'orders.customers.regions of view sales: members keep their own names; those of joined cubes stand under regions',
    ])
  })
})

describe('cubes', () => {
  it('become models with labels, keys, formats and joins over several cubes', () => {
    const project = compileFiles(cubeShop)
    expect(project.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(project.explores.map(({ name }) => name)).toEqual(['orders', 'gift_orders', 'customers', 'items', 'sales'])
    const explore = exploreNamed(project, 'orders')
    expect(explore.joinedTables.map(({ table, sqlOn, relationship }) => [table, sqlOn, relationship])).toEqual([
      ['customers', '${orders.customer_id} = ${customers.id}', 'many-to-one'],
      ['items', '${orders.id} = ${items.order_id}', 'one-to-many'],
      ['regions', '${customers.region_id} = ${regions.key}', 'many-to-one'],
    ])
    const table = baseOf(explore)
    expect(table).toMatchObject({ label: 'Orders placed', sqlTable: 'main.orders', primaryKey: ['id'] })
    expect(table.dimensions['id']?.hidden).toBe(true)
    expect(table.dimensions['status']).toMatchObject({ label: 'State', sql: '${TABLE}.order_status' })
    expect(table.metrics['paid_percent']?.formatOptions).toEqual({ type: 'number', suffix: '%' })
    expect(table.metrics['count']?.showUnderlyingValues).toEqual(['id', 'status'])
  })

  it('show in a view what it includes', () => {
    const explore = exploreNamed(compileFiles(cubeShop), 'sales')
    const shown = Object.values(explore.tables).flatMap((table) =>
      [...Object.values(table.dimensions), ...Object.values(table.metrics)].filter(({ hidden }) => !hidden).map(({ label }) => `${table.name} ${label}`),
    )
    expect(shown).toEqual([
      'sales State',
      'sales Day of order',
      'sales Day of order raw',
      'sales Day of order day',
      'sales Day of order week',
      'sales Day of order month',
      'sales Day of order quarter',
      'sales Day of order year',
      'sales Revenue',
      'regions Label',
    ])
  })

  it.each([
    ['access_policy', '    access_policy:\n      - {role: "*", row_level: {filters: []}}\n'],
    ['public', '    public: "{COMPILE_CONTEXT.security_context.is_finance}"\n'],
  ])('with a rule of access that cannot be kept are closed: %s', (key, more) => {
    const project = compileFiles(orders(more))
    brokenNamed(project, 'orders')
    expect(project.problems).toMatchObject([
      { code: 'cube.guard', file: 'cubes.yml', line: 6, message: expect.stringContaining(`its ${key} depends on who asks`) },
    ])
  })

  it('that filter rows by who asks in their SQL are closed', () => {
    const text = 'cubes:\n  - name: a\n    sql: SELECT * FROM t WHERE {FILTER_PARAMS.a.b.filter("x")}\n    dimensions: [{name: id, sql: id, type: number}]\n'
    expect(compileFiles({ 'a.yml': text }).problems).toMatchObject([{ code: 'cube.guard', line: 3 }])
  })

  it.each(['dimensions', 'segments', 'measures'])('leave out %s whose visibility depends on who asks', (key) => {
    const text = `cubes:\n  - name: a\n    sql_table: a\n    ${key}: [{name: m, sql: x, type: number, public: "{COMPILE_CONTEXT.x}"}]\n`
    expect(reportOf({ 'a.yml': text }).refused).toMatchObject([{ line: 4, why: 'who may see it depends on who asks, and such rules are not known here' }])
  })

  it.each([
    ['    measures: [{name: m, sql: "{FILTER_PARAMS.x.y.filter(1)}", type: sum}]\n', 'it reads FILTER_PARAMS, which depends on who asks and is not known here'],
    ['    measures: [{name: m, sql: "{nobody}.x", type: sum}]\n', 'it reads {nobody}.x, and there is no cube nobody'],
    ['    measures: [{name: m, sql: "{id.fortnight}", type: sum}]\n', 'it reads {id.fortnight}, and fortnight is not an interval here'],
    ['    measures: [{name: m, type: sum}]\n', 'it has no sql'],
    ['    measures: [{name: m, sql: x}]\n', 'it has no type'],
    ['    measures: [{name: m, sql: x, type: total}]\n', 'its type total is not known here'],
    ['    joins: [{name: nobody, sql: "1=1", relationship: many_to_one}]\n', 'there is no cube nobody'],
  ])('leave out what cannot be read: %s', (more, why) => {
    expect(reportOf(orders(more)).refused).toMatchObject([{ file: 'cubes.yml', line: 6, why }])
  })

  it('written as programs are reported and not run', () => {
    const files = {
      ...orders(''),
      'model/a.js': 'cube(`a`, { sql_table: `a` })',
      'model/b.yml': 'cubes:\n{% for x in y %}\n  - name: {{ x }}\n{% endfor %}\n',
      'lib.js': 'x()',
    }
    expect(reportOf(files).refused.map(({ what }) => what)).toEqual(['file model/a.js', 'file model/b.yml'])
    exploreNamed(compileFiles(files), 'orders')
  })

  it('that are malformed are said with file, line and what to do', () => {
    const project = compileFiles({
      'a.yml': 'cubes:\n  - sql_table: x\n  - name: y\n    dimensions: {}\n',
      'b.yml': 'views:\n  - name: v\n    cubes: [{join_path: nobody.x}]\n',
    })
    expect(project.problems.map(({ file, line, message, hint }) => `${file}:${line} ${message} ${hint}`)).toEqual([
      'a.yml:2 An item of the file has no name. Begin the item with "- name: …".',
      'a.yml:3 Model y has no columns and cannot be explored. List its columns under "columns:".',
      'b.yml:2 View v is left out: there is no cube nobody. List cubes with a join_path that begins with a cube of this project.',
    ])
  })

  it('that extend each other end', () => {
    const text = 'cubes:\n  - {name: a, extends: b, sql_table: t, dimensions: [{name: x, sql: x, type: string}]}\n  - {name: b, extends: a, sql_table: t}\n'
    expect(compileFiles({ 'a.yml': text }).explores.map(({ name }) => name)).toEqual(['a', 'b'])
  })
})
