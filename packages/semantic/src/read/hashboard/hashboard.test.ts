import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { hashboardShop } from '../../../golden/formats/hashboard-shop.ts'
import type { FormatReport } from '../../types/format-report.ts'

const reportOf = (files: Record<string, string>): FormatReport => {
  const report = compileFiles(files).reports.find(({ format }) => format === 'hashboard')
  if (report === undefined) throw new Error('No report.')
  return report
}
const model = (columns: string, more = ''): Record<string, string> => ({
  'a.yml': `hbVersion: "1.0"\ntype: model\nalias: a\nname: A\nsource: {connectionName: c, physicalName: a}\n${more}cols:\n${columns}`,
})

describe('data models of Hashboard', () => {
  const project = compileFiles(hashboardShop)
  const explore = exploreNamed(project, 'sales')
  const table = baseOf(explore)

  it('become models with keys, joins, types and grains', () => {
    expect(project.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(explore).toMatchObject({ label: 'Sales', tags: ['money'] })
    expect(table).toMatchObject({ description: 'One row per order', schema: 'main', primaryKey: ['order_id'] })
    expect(explore.joinedTables.map(({ table: name, sqlOn, type, relationship }) => [name, sqlOn, type, relationship])).toEqual([
      ['customers', '${sales.buyer} = ${customers.customer}', 'left', 'many-to-one'],
    ])
    expect(table.dimensions).toMatchObject({
      order_id: { hidden: true },
      state: { label: 'State', description: 'Where it is', sql: '${TABLE}.order_status' },
      shout: { sql: "upper(${state}) || '!'", type: 'string' },
      size: { sql: '${TABLE}.amount * 2', type: 'number' },
      buyer_name: { sql: 'upper(${customers.name})' },
    })
    const { placed } = compileFiles(hashboardShop, { catalog: { orders: { ordered_at: 'TIMESTAMP' } } }).explores.flatMap((one) =>
      'tables' in one && one.name === 'sales' ? [one.tables['sales']?.dimensions ?? {}] : [],
    )[0] ?? { placed: undefined }
    expect(placed?.type).toBe('timestamp')
  })

  it('become metrics that are computed as there', () => {
    expect(table.metrics).toMatchObject({
      revenue: { type: 'sum', sql: '${TABLE}.amount', formatOptions: { type: 'currency', currency: 'USD', round: 2 } },
      buyers: { type: 'count_distinct' },
      per_buyer: { type: 'number', sql: 'sum(${TABLE}.amount) / count(distinct ${TABLE}.customer_id)', formatOptions: { type: 'currency', round: 1 } },
      doubled: { type: 'number', sql: '${revenue} * 2' },
      paid_share: { formatOptions: { type: 'percent' } },
      row_count: { type: 'count', sql: '1' },
    })
    expect(Object.keys(baseOf(exploreNamed(project, 'customers')).metrics)).toEqual(['row_count'])
  })

  it('are reported on, each column, with what differs and what is left out and why', () => {
    const { read, approximated, refused } = reportOf(hashboardShop)
    expect(refused.map(({ what, file, line, why }) => `${file}:${line} ${what}: ${why}`)).toEqual([
      'hashboard/m_orders.yml:9 cacheTtl of model sales: it has no counterpart here',
      'hashboard/m_orders.yml:24 measure sales.middle: there is no aggregate "mode" here',
      'hashboard/m_orders.yml:25 measure sales.by_region: its SQL reads regions, and there is no model of that name beside this one',
      'hashboard/m_orders.yml:26 measure sales.staged: it reads ${FACTOR}, which is set where the files are built and is not known here',
      'hashboard/m_orders.yml:13 join sales.product to m::products: there is no model m::products',
      'hashboard/m_regions.json:1 model all_regions: its source reads ${DATASET}, which is set where the files are built and is not known here',
    ])
    expect(approximated.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'model sales: its file orders.parquet is read as the table orders',
      'attribute sales.placed: it is no more the date that charts begin with',
      'attribute sales.shout: the files do not say what type its SQL gives: look whether it is right here',
      'attribute sales.size: its values are not put into bins: a chart can do that; the files do not say what type its SQL gives: look whether it is right here',
      'attribute sales.buyer_name: the files do not say what type its SQL gives: look whether it is right here',
    ])
    expect(read.map(({ what }) => what)).toEqual(expect.arrayContaining(['model sales', 'attribute sales.state', 'measure sales.revenue', 'model customers']))
  })

  it('are not taken for models in words of our own, nor content for models', () => {
    expect(compileFiles({ 'sv.yml': 'hbVersion: "1.0"\ntype: saved_exploration\nname: A\n' }).problems).toMatchObject([{ code: 'project.unknown_file' }])
    expect(exploreNamed(compileFiles(model('  - {id: x, type: attribute, physicalName: x}\n')), 'a').label).toBe('A')
    const old = { 'old.yml': 'glean: "1.0"\nname: Old one\nsource: {physicalName: t}\ncols: [{id: x, type: attribute, physicalName: "Odd Name"}]\n' }
    expect(baseOf(exploreNamed(compileFiles(old), 'old_one')).dimensions['x']?.sql).toBe('${TABLE}."Odd Name"')
  })

  it('are read beside a dbt project as well', () => {
    const files = {
      'dbt_project.yml': 'model-paths: [models]\n',
      'models/m.yml': 'models: [{name: b, columns: [{name: x}]}]\n',
      ...model('  - {id: x, type: attribute, physicalName: x}\n'),
    }
    expect(
      compileFiles(files)
        .models.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['a', 'b'])
  })

  it.each([
    ['{type: attribute, physicalName: x}', 'it has no id'],
    ['{id: x, type: attribute}', 'it names neither a column (physicalName) nor sql'],
    ['{id: m, type: measure, aggregate: sum}', 'it names neither a column (physicalName) nor sql'],
  ])('leave out the column %s', (column, why) => expect(reportOf(model(`  - ${column}\n`)).refused).toMatchObject([{ file: 'a.yml', why }]))

  it('that lead twice to the same model join it under two names', () => {
    const files = {
      ...model(
        '  - {id: from, type: attribute, physicalName: f, foreignModels: [m::b]}\n  - {id: to, type: attribute, physicalName: t, foreignModels: [b.yml]}\n',
      ),
      'b.yml':
        'hbVersion: "1.0"\ntype: model\nalias: b\nname: B\nsource: {physicalName: b}\ncols: [{id: k, type: attribute, physicalName: k, primaryKey: true}]\n',
    }
    expect(exploreNamed(compileFiles(files), 'a').joinedTables.map(({ table, sqlOn }) => [table, sqlOn])).toEqual([
      ['b', '${a.from} = ${b.k}'],
      ['b_by_to', '${a.to} = ${b_by_to.k}'],
    ])
    expect(reportOf(files).approximated.map(({ what }) => what)).toEqual(['join a.to to b.yml'])
  })
})
