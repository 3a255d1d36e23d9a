import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import { osiShop } from '../../../golden/formats/osi-shop.ts'
import type { FormatReport } from '../../types/format-report.ts'

const reportOf = (files: Record<string, string>): FormatReport => {
  const report = compileFiles(files).reports.find(({ format }) => format === 'osi')
  if (report === undefined) throw new Error('No report.')
  return report
}
const document = (metric: string, more = ''): Record<string, string> => ({
  'a.yml': `version: 0.2.0.dev0
semantic_model:
  - name: m
    datasets:
      - name: a
        source: db.s.a
        primary_key: [id]
        fields: [{name: id, expression: {dialects: [{dialect: ANSI_SQL, expression: id}]}}]
      - {name: b, source: b, fields: [{name: x, expression: {dialects: [{dialect: ANSI_SQL, expression: x}]}}]}
${more}    metrics:
      - ${metric}
`,
})
const metric = (sql: string): string => `{name: m, expression: {dialects: [{dialect: ANSI_SQL, expression: ${JSON.stringify(sql)}}]}}`

describe('a document of Open Semantic Interchange', () => {
  it('becomes models with keys, types and joins', () => {
    const project = compileFiles(osiShop)
    expect(project.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const explore = exploreNamed(project, 'orders')
    expect(explore.joinedTables.map(({ table, sqlOn, relationship }) => [table, sqlOn, relationship])).toEqual([
      ['customers', '${orders.customer_key} = ${customers.customer_id}', 'many-to-one'],
    ])
    const table = baseOf(explore)
    expect(table).toMatchObject({ sqlTable: 'main.orders', primaryKey: ['order_id'], description: 'One row per order' })
    expect(table.dimensions['status']).toMatchObject({ type: 'string', sql: '${TABLE}.order_status', description: 'State of it' })
    expect(table.dimensions['placed_month']?.timeInterval).toBe('MONTH')
    expect(table.metrics['per_customer']?.sql).toBe('${per_customer_1} / ${customers.per_customer_2}')
  })

  it('is reported on, with what is left out and why', () => {
    const report = reportOf(osiShop)
    expect(report.refused.map(({ what, line, why }) => `${line} ${what}: ${why}`)).toEqual([
      '20 field orders.cube_only: its expression is written in MDX only',
      '29 relationship orders_to_nobody: there is no dataset nobody',
      '34 metric spread: its expression aggregates nothing that is known here',
      '35 metric odd: nobody.x does not say of which dataset it is',
    ])
    expect(report.approximated.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'field orders.with_tax: its SQL is written for SNOWFLAKE',
      'metric per_customer: it is computed in explore orders: of customers only the rows that belong to a row of orders count',
    ])
  })

  it.each([
    ['SUM(a.id', 'a bracket or a quote in its expression is not closed'],
    ['SUM(DISTINCT a.id)', 'SUM DISTINCT is not known here'],
    ['SUM(a.id) + b.x', 'its expression reads fields outside of an aggregate'],
    ['SUM(a.id) / SUM(b.x)', 'no relationships lead from one of a, b to the others'],
    ['SUM(a.id * b.x)', 'no relationships lead from one of a, b to the others'],
    ['COUNT(*)', '1 does not say of which dataset it is'],
  ])('leaves out the metric %s', (sql, why) => expect(reportOf(document(metric(sql))).refused).toMatchObject([{ what: 'metric m', line: 11, why }]))

  it('counts the rows of the dataset that the rest of a metric is of', () => {
    const project = compileFiles(document(metric('SUM(a.id) / COUNT(*)')))
    expect(baseOf(exploreNamed(project, 'a')).metrics).toMatchObject({
      m_1: { type: 'sum', hidden: true },
      m_2: { type: 'count', sql: '1' },
      m: { type: 'number' },
    })
  })

  it('joins a dataset twice under the names of its relationships', () => {
    const more = `    relationships:
      - {name: a_to_b, from: a, to: b, from_columns: [b_id], to_columns: [id]}
      - {name: other_b, from: a, to: b, from_columns: [id], to_columns: [id]}
`
    const explore = exploreNamed(compileFiles(document(metric('SUM(a.id)'), more)), 'a')
    expect(explore.joinedTables.map(({ table, sqlOn, relationship }) => [table, sqlOn, relationship])).toEqual([
      ['b', '${a.b_id} = ${b.id}', 'many-to-one'],
      ['other_b', '${a.id} = ${other_b.id}', 'one-to-one'],
    ])
  })

  it('that is malformed is said with file, line and what to do', () => {
    const text =
      'version: 0.1.0\nsemantic_model:\n  - datasets: []\n  - name: m\n    datasets:\n      - source: x\n      - name: y\n        custom_extensions: [{vendor_name: ATRIUM, data: "{"}]\n'
    expect(compileFiles({ 'a.yml': text }).problems.map(({ line, message, hint }) => `${line} ${message} ${hint}`)).toEqual([
      '1 File a.yml is taken over with a difference: it is written in version 0.1.0 of the specification, and is read as 0.2.0.dev0. Check what is read against what was meant.',
      '3 An item of semantic_model is left out: it has no name. Begin the item with "- name: …".',
      '6 An item of datasets is left out: it has no name. Begin the item with "- name: …".',
      '7 Model y has no columns and cannot be explored. List its columns under "columns:".',
      '8 Extension of dataset y is left out: its data is not a JSON object. Export the model anew.',
    ])
  })
})
