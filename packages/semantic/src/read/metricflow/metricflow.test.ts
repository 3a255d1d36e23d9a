import { describe, expect, it } from 'vitest'
import { baseOf, compileFiles, exploreNamed, lines } from '../../../golden/compile-models.ts'
import { latestShop, legacyShop } from '../../../golden/formats/metricflow-shop.ts'
import type { FormatReport } from '../../types/format-report.ts'

const reportOf = (files: Record<string, string>): FormatReport => {
  const report = compileFiles(files).reports.find(({ format }) => format === 'metricflow')
  if (report === undefined) throw new Error('No report.')
  return report
}

describe('the report on a MetricFlow project', () => {
  const report = reportOf(legacyShop)

  it('names what was read', () => {
    expect(report.files).toEqual(Object.keys(legacyShop))
    expect(report.read.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['semantic model orders', 'entity orders.order', 'dimension orders.status', 'metric revenue']),
    )
  })

  it('says of everything left out where it stands and why', () => {
    expect(Object.fromEntries(report.refused.map(({ what, file, line, why }) => [what, `${file}:${line} ${why}`]))).toEqual({
      'metric half_converted': 'semantic/metrics.yml:68 it lacks entity, and the metrics of both events',
      'metric since_year_began':
        'semantic/metrics.yml:74 it reads revenue as of the beginning of the year (offset_to_grain), which is another value for each interval that one groups by, and none for most weeks',
      'measure forgotten': 'semantic/orders.yml:48 no simple metric shows it',
    })
  })

  it('says what differs', () => {
    expect(report.approximated.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'metric p95: its percentile is interpolated between values, not one of the values',
      'metric revenue_per_customer: it is computed in explore orders: of customers only the rows that belong to a row of orders count',
    ])
  })

  it('has the same doubts as warnings, and no errors', () => {
    const found = lines(compileFiles(legacyShop))
    expect(found.filter((line) => line.includes('error'))).toEqual([])
    expect(found).toHaveLength(report.refused.length + report.approximated.length)
  })
})

describe('a MetricFlow project', () => {
  it('joins by entities with their relationship and makes the primary entity the key', () => {
    const explore = exploreNamed(compileFiles(legacyShop), 'orders')
    expect(explore.joinedTables.map(({ table, sqlOn, relationship }) => [table, sqlOn, relationship])).toEqual([
      ['customers', '${orders.customer_id} = ${customers.customer_id}', 'many-to-one'],
      ['regions', '${customers.region_id} = ${regions.region_id}', 'many-to-one'],
      // The orders that follow others, for a conversion.
      ['orders_following', '${orders.customer_id} = ${orders_following.customer_id}', 'many-to-many'],
    ])
    expect(baseOf(explore).primaryKey).toEqual(['order_id'])
  })

  it('joins a model twice when two entities lead to it', () => {
    const files = {
      'trips.yml': `semantic_models:
  - name: trips
    model: ref('trips')
    entities:
      - {name: trip, type: primary, expr: id}
      - {name: station, type: foreign, expr: from_id}
      - {name: goal, type: foreign, expr: to_id}
    dimensions: [{name: kind, type: categorical}]
  - name: stations
    model: ref('stations')
    entities:
      - {name: station, type: primary, expr: id}
      - {name: goal, type: unique, expr: id}
    dimensions: [{name: city, type: categorical}]
`,
    }
    const explore = exploreNamed(compileFiles(files), 'trips')
    expect(explore.joinedTables.map(({ table, sqlOn }) => [table, sqlOn])).toEqual([
      ['stations', '${trips.from_id} = ${stations.id}'],
      ['stations_goal', '${trips.to_id} = ${stations_goal.id}'],
    ])
  })

  it('of the latest spec goes on in the dbt models of its files', () => {
    const project = compileFiles(latestShop)
    expect(project.explores.map(({ name }) => name)).toEqual(['orders', 'customers', 'regions'])
    const { dimensions, metrics } = baseOf(exploreNamed(project, 'orders'))
    expect(Object.keys(dimensions)).toEqual(expect.arrayContaining(['order_status', 'status', 'amount', 'ordered_at_month', 'is_large']))
    expect(metrics['revenue']).toMatchObject({ label: 'Revenue', type: 'sum', sql: '${TABLE}.amount' })
  })

  it('goes on in a dbt model of its name and keeps what that says', () => {
    const dbt = `models:
  - name: orders
    config: {schema: marts}
    meta: {joins: [{join: customers, sql_on: "\${orders.customer_id} = \${customers.customer_id}", relationship: one-to-one}]}
    columns:
      - {name: order_id}
      - {name: status, meta: {dimension: {label: Own label, sql: "\${TABLE}.order_status"}, metrics: {revenue: {type: count}}}}
`
    const project = compileFiles({ ...legacyShop, 'models/orders.yml': dbt })
    const explore = exploreNamed(project, 'orders')
    expect(baseOf(explore).sqlTable).toBe('"marts"."orders"')
    expect(baseOf(explore).dimensions['status']).toMatchObject({ label: 'Own label', sql: '${TABLE}.order_status' })
    expect(explore.joinedTables[0]?.relationship).toBe('one-to-one')
    expect(baseOf(explore).metrics).toMatchObject({ revenue: { type: 'count' }, revenue_2: { type: 'sum' } })
  })

  it('is read from a manifest', () => {
    const manifest = JSON.stringify({
      nodes: {},
      semantic_models: {
        'semantic_model.shop.orders': {
          name: 'orders',
          model: "ref('orders')",
          node_relation: { alias: 'orders', schema_name: 'marts', database: null, relation_name: '"marts"."orders"' },
          entities: [{ name: 'order', type: 'primary', expr: 'order_id' }],
          dimensions: [{ name: 'status', type: 'categorical', expr: 'order_status', type_params: null }],
          measures: [{ name: 'order_total', agg: 'sum', expr: 'amount' }],
        },
      },
      metrics: {
        'metric.shop.paid': {
          name: 'paid',
          type: 'simple',
          type_params: { measure: { name: 'order_total', filter: null } },
          filter: { where_filters: [{ where_sql_template: "{{ Dimension('order__status') }} = 'paid'" }] },
        },
      },
    })
    const table = baseOf(exploreNamed(compileFiles({ 'manifest.json': manifest }), 'orders'))
    expect(table.sqlTable).toBe('"marts"."orders"')
    expect(table.metrics['paid']?.sql).toBe("CASE WHEN (${status} = 'paid') THEN ${TABLE}.amount END")
  })

  it.each(['paid / total', `metric('paid') / metric("total")`])('names metrics in a formula by their words, also as older projects do: %s', (expr) => {
    const derived = `metrics:
  - {name: paid, type: simple, type_params: {measure: order_total}}
  - {name: total, type: simple, type_params: {measure: order_total}}
  - {name: odd, type: derived, type_params: {expr: ${JSON.stringify(expr)}, metrics: [paid, total]}}
`
    const { metrics } = baseOf(exploreNamed(compileFiles({ ...legacyShop, 'odd.yml': derived }), 'orders'))
    expect(metrics['odd']?.sql).toBe('${paid} / ${total}')
  })

  it.each([
    ["{{ Dimension('order__unheard') }} = 1", 'its filter names the dimension order__unheard, which cannot be reached from orders'],
    [
      "{{ Metric('revenue', ['customer']) }} > 5",
      'its filter compares the metric revenue, which would have to be computed for each entity before any row is chosen',
    ],
    ['{% if x %} a = 1 {% endif %}', 'its filter holds Jinja statements'],
    ["{{ var('x') }} = 1", 'its filter holds "var(\'x\')", which is not read here'],
    ["{{ TimeDimension('order__ordered_at', 'martian_year') }} = 1", 'its filter cuts order__ordered_at to MARTIAN_YEAR, which is not an interval here'],
  ])('leaves out a metric with the filter %s', (filter, why) => {
    const metric = `metrics:\n  - {name: odd, type: simple, type_params: {measure: order_total}, filter: ${JSON.stringify(filter)}}\n`
    expect(reportOf({ ...legacyShop, 'odd.yml': metric }).refused.find(({ what }) => what === 'metric odd')).toMatchObject({ file: 'odd.yml', line: 2, why })
  })

  it.each([
    ['{name: odd, type: simple, type_params: {}}', 'it lacks a measure'],
    ['{name: odd, type: simple, type_params: {measure: unheard}}', 'it reads the measure unheard, which is not there'],
    ['{name: odd, type: ratio, type_params: {numerator: revenue}}', 'it lacks numerator and denominator'],
    ['{name: odd, type: derived, type_params: {expr: odd + 1, metrics: [odd]}}', 'it is made of odd, and that is left out: it is made of itself: odd → odd'],
    ['{name: odd, type: unheard}', 'the type unheard is not known'],
    ['{name: odd}', 'it has no type'],
  ])('leaves out the metric %s', (metric, why) => {
    expect(reportOf({ ...legacyShop, 'odd.yml': `metrics:\n  - ${metric}\n  - {name: more, type: ratio}\n` }).refused).toContainEqual(
      expect.objectContaining({ what: 'metric odd', file: 'odd.yml', why }),
    )
  })

  it('that is malformed is said with file, line and what to do', () => {
    const project = compileFiles({ 'a.yml': 'semantic_models:\n  - model: ref("x")\n  - name: y\n    measures:\n      - {name: m}\n' })
    expect(project.problems.map(({ file, line, message, hint }) => `${file}:${line} ${message} ${hint}`)).toEqual([
      'a.yml:2 An item of the file has no name. Begin the item with "- name: …".',
      'a.yml:3 Model y has no columns and cannot be explored. List its columns under "columns:".',
      'a.yml:5 Measure m is left out: it has no agg. Say how it is aggregated: "agg: sum".',
    ])
  })
})
