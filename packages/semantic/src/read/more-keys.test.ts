import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import type { CompiledProject } from '../types/explore.ts'
import { withoutSets } from './field-sets.ts'

const text = `models:
  - name: orders
    meta:
      primary_key: id
      case_sensitive: false
      ai_hint: [Money is in EUR, Ask finance]
      spotlight: {visibility: hide, categories: [sales], owner: a@b.example}
      sets:
        money: {fields: [amount, tax]}
        detail: {fields: [id, money*, -tax]}
      default_show_underlying_values: [detail*]
      parameters:
        region: {label: Region, description: Where, options: [north, south], default: north, multiple: true, allow_custom_values: false, type: string}
        size: {options_from_dimension: {model: customers, dimension: size}}
      joins:
        - join: customers
          description: Who bought
          relationship: many-to-one
          sql_on: \${orders.customer_id} = \${customers.id}
          fields: [public*, -size]
    columns:
      - {name: id, meta: {metrics: {n: {type: count, show_underlying_values: [money*]}}}}
      - {name: customer_id}
      - {name: state, meta: {dimension: {case_sensitive: true, ai_hint: Only two values, spotlight: {filter_by: false}}}}
      - {name: tax}
      - name: amount
        meta:
          metrics:
            once: {type: sum_distinct, distinct_keys: [id]}
            mean: {type: average_distinct, distinct_keys: id}
            revenue:
              type: sum
              ai_hint: The one that counts
              spotlight: {visibility: show, segment_by: [state], default_segment: state, default_filter: {state: [open, paid]}}
  - name: customers
    description: Own text
    meta: {primary_key: id, sets: {public: {fields: [name, size]}}}
    columns: [{name: id}, {name: name}, {name: size}, {name: secret}]
`

describe('newer keys of model YAML', () => {
  const project = compileFiles({ 'a.yml': text })
  const explore = exploreNamed(project, 'orders')
  const table = baseOf(explore)

  it('are read without problems', () => expect(lines(project)).toEqual([]))

  it('say what a model is for', () => {
    expect(explore).toMatchObject({
      caseSensitive: false,
      aiHint: ['Money is in EUR', 'Ask finance'],
      spotlight: { visibility: 'hide', categories: ['sales'], owner: 'a@b.example' },
      parameters: {
        'orders.region': {
          label: 'Region',
          description: 'Where',
          options: ['north', 'south'],
          default: ['north'],
          multiple: true,
          allowCustomValues: false,
          type: 'string',
        },
        'orders.size': { label: 'size', optionsFromDimension: { model: 'customers', dimension: 'size' } },
      },
    })
    expect(table.dimensions['state']).toMatchObject({ caseSensitive: true, aiHint: 'Only two values', spotlight: { filterBy: false } })
    expect(table.metrics['revenue']).toMatchObject({
      aiHint: 'The one that counts',
      spotlight: { visibility: 'show', segmentBy: ['state'], defaultSegment: 'state', defaultFilter: { state: ['open', 'paid'] } },
    })
  })

  it('name lists of fields, for drills and for joins', () => {
    expect(table.metrics['revenue']?.showUnderlyingValues).toEqual(['id', 'amount'])
    expect(table.metrics['n']?.showUnderlyingValues).toEqual(['amount', 'tax'])
    const { dimensions, description } = explore.tables['customers'] ?? { dimensions: {} }
    expect(Object.values(dimensions).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['id', true],
      ['name', false],
    ])
    expect(description).toBe('Who bought')
    expect(explore.joinedTables[0]?.description).toBe('Who bought')
    expect(baseOf(exploreNamed(project, 'customers')).description).toBe('Own text')
  })

  it('count a row once by the key of its model, which is what a metric does anyway', () => {
    expect([table.metrics['once']?.type, table.metrics['mean']?.type]).toEqual(['sum', 'average'])
  })

  it('count once by the keys of others, which have to be dimensions', () => {
    const keyed = (keys: string): CompiledProject => compileFiles({ 'a.yml': text.replace('distinct_keys: [id]', `distinct_keys: ${keys}`) })
    const { metrics } = baseOf(exploreNamed(keyed('[customers.id, orders.state]'), 'orders'))
    expect(metrics['once']).toMatchObject({ type: 'sum_distinct', distinctKeys: ['customers.id', 'orders.state'], tablesReferences: ['orders', 'customers'] })
    const broken = keyed('[customer_ids]')
    brokenNamed(broken, 'orders')
    expect(broken.problems).toMatchObject([{ line: 29, code: 'model.unknown_field', hint: 'Did you mean customer_id?' }])
  })

  it('report a set that is not there', () => {
    expect(lines(compileFiles({ 'a.yml': text.replace('[public*, -size]', '[name, publik*]') }))).toEqual(['a.yml:16 warning model.unknown_field'])
  })

  it.each([
    ['ai_hint: {a: b}', 'ai_hint of model m needs text'],
    ['spotlight: {visibility: maybe}', 'visibility of spotlight of model m cannot be "maybe".'],
    ['parameters: {p: {type: colour}}', 'type of parameter p cannot be "colour".'],
    ['case_sensitive: perhaps', 'case_sensitive of model m needs true or false'],
    ['spotlight: yes', 'spotlight of model m needs a map'],
  ])('are ignored with a warning when they are wrong: %s', (key, message) => {
    const found = compileFiles({ 'a.yml': `models:\n  - name: m\n    meta: {${key}}\n    columns: [{name: x}]\n` })
    expect(found.problems).toMatchObject([{ severity: 'warning', line: 3, message: expect.stringContaining(message) }])
    exploreNamed(found, 'm')
  })

  it('that do nothing here are said to do nothing', () => {
    const found = compileFiles({
      'a.yml':
        'models:\n  - name: m\n    meta: {pre_aggregates: [{name: daily}]}\n    columns:\n      - {name: x, meta: {dimension: {image: {url: "https://a.example/${value.raw}"}}}}\n',
    })
    expect(found.problems.map(({ line, severity, message }) => [line, severity, message])).toEqual([
      [3, 'warning', 'pre_aggregates of model m is not used: every question is asked of the tables themselves.'],
      [5, 'warning', 'image of dimension x is not used: values are shown as text, and pages load no pictures from elsewhere.'],
    ])
    exploreNamed(found, 'm')
  })
})

it.each([
  [
    ['a', 'b', 'a'],
    ['a', 'b', 'a'],
  ],
  [['one*'], ['a', 'b']],
  [
    ['one*', 'c', '-a'],
    ['b', 'c'],
  ],
  [['two*', '-one*'], ['c']],
  [['none*'], ['none*']],
  [['round*'], ['a', 'round*']],
])('%j without its sets is %j', (items, expected) => {
  const sets = new Map([
    ['one', ['a', 'b']],
    ['two', ['one*', 'c']],
    ['round', ['a', 'round*']],
  ])
  expect(withoutSets(items, sets)).toEqual(expected)
})
