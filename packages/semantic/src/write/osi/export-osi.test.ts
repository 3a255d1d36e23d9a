import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { compileFiles, exploreNamed } from '../../../golden/compile-models.ts'
import type { Explore } from '../../types/explore.ts'
import { exportOsi } from './export-osi.ts'
import { osiDocumentSchema } from '../../../golden/formats/osi-schema.ts'

const models = {
  'shop.yml': `models:
  - name: orders
    description: One row per order
    meta:
      label: All orders
      case_sensitive: false
      ai_hint: [Money is in EUR, Ask finance]
      spotlight: {visibility: hide, categories: [sales]}
      parameters: {region: {options: [north], default: north, allow_custom_values: true, options_from_dimension: {dimension: state}}}
      group_label: Shop
      primary_key: id
      sql_filter: \${TABLE}.region = \${ld.attr.region}
      required_filters: [{state: ["open", "paid"]}]
      default_filters: [{placed_at: inThePast 30 completed days}]
      joins:
        - {join: customers, alias: buyer, label: Buyer, description: Who bought, relationship: many-to-one, sql_on: "\${orders.customer_id} = \${buyer.id}", fields: [name]}
        - {join: items, relationship: one-to-many, sql_on: "\${orders.id} = \${items.order_id}", type: inner}
    columns:
      - name: id
        meta: {metrics: {n: {type: count}}}
      - {name: customer_id, meta: {dimension: {hidden: true}}}
      - {name: "odd name", meta: {dimension: {name: odd}}}
      - {name: order_state, meta: {dimension: {name: state, label: State, colors: {open: "#fff"}, tags: [a], groups: [g]}}}
      - name: placed_at
        meta: {dimension: {type: timestamp, timezone: Europe/Berlin, time_intervals: [RAW, DAY, MONTH]}}
      - name: amount
        description: What it cost
        meta:
          dimension: {type: number, format: usd, round: 2, required_attributes: {role: [a, b]}}
          additional_dimensions: {is_large: {type: boolean, sql: "\${amount} > 50"}}
          metrics:
            revenue: {type: sum, format_options: {type: currency, currency: EUR}, show_underlying_values: [id, state], urls: [{label: x, url: "https://example.com"}]}
            p90: {type: percentile, percentile: 90, ai_hint: High, spotlight: {segment_by: [state], default_filter: {state: open}}}
            paid: {type: sum, filters: [{state: "!open"}, {amount: "> 5"}, {placed_at: inTheCurrent year}, {odd: null}]}
            per_order: {type: number, sql: "\${revenue} / \${n}"}
  - name: customers
    meta: {primary_key: id}
    columns: [{name: id}, {name: name, meta: {metrics: {n: {type: count_distinct}}}}]
  - name: items
    columns: [{name: order_id}]
`,
}

/** What an explore says, without where it was written. A dimension beside a column comes back as one of its own. */
const meaning = (explore: Explore): unknown =>
  JSON.parse(
    JSON.stringify(explore, (key, value: unknown) =>
      ['isAdditionalDimension', 'source', 'ymlPath', 'index', 'lineageGraph', 'sqlTable', 'database', 'schema'].includes(key) ? undefined : value,
    ),
  )

describe('an export to Open Semantic Interchange', () => {
  const project = compileFiles(models)
  const { text, notes } = exportOsi(project.explores, { name: 'shop', description: 'A shop' })

  it('fits the schema of the specification', () => {
    const validate = new Ajv({ strict: false }).compile(osiDocumentSchema)
    expect(validate(parse(text)) || validate.errors).toBe(true)
  })

  it('is read again as the same models', () => {
    const again = compileFiles({ 'shop.osi.yml': text })
    expect(again.problems).toEqual([])
    for (const { name } of project.explores) expect(meaning(exploreNamed(again, name))).toEqual(meaning(exploreNamed(project, name)))
  })

  it('comes out the same when it is exported again', () => {
    const again = compileFiles({ 'shop.osi.yml': text })
    expect(exportOsi(again.explores, { name: 'shop', description: 'A shop' }).text).toBe(text)
  })

  it('says in standard words what others can understand', () => {
    const [model] = (parse(text) as { semantic_model: Record<string, Record<string, unknown>[]>[] }).semantic_model
    const metricSql = model?.['metrics']?.map(({ name, expression }) => [name, (expression as { dialects: { expression: string }[] }).dialects[0]?.expression])
    expect(metricSql).toEqual([
      ['n', 'COUNT(orders.id)'],
      ['revenue', 'SUM(orders.amount)'],
      ['p90', expect.stringContaining('QUANTILE_CONT')],
      ['paid', expect.stringContaining('CASE WHEN')],
      ['per_order', '(SUM(orders.amount)) / (COUNT(orders.id))'],
      ['customers_n', 'COUNT(DISTINCT customers.name)'],
    ])
    expect(model?.['relationships']).toEqual([
      { name: 'orders_to_buyer', from: 'orders', to: 'customers', from_columns: ['customer_id'], to_columns: ['id'] },
      { name: 'orders_to_items', from: 'items', to: 'orders', from_columns: ['order_id'], to_columns: ['id'] },
    ])
    expect(notes).toEqual([
      'Rules of access on orders are understood by this program only: other programs show all of its rows.',
      'Metric orders.p90 has no standard form: its SQL is that of this warehouse.',
      'Metric orders.paid has no standard form: its SQL is that of this warehouse.',
    ])
  })

  it('leaves out what is broken, and says so', () => {
    const broken = compileFiles({ 'a.yml': 'models:\n  - name: a\n    columns: [{name: x, meta: {metrics: {m: {type: nonsense}}}}]\n' })
    expect(exportOsi(broken.explores, { name: 'x' }).notes).toEqual(['a has errors and is left out.'])
  })
})
