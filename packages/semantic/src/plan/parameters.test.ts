import { describe, expect, it } from 'vitest'
import { compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import { bigquery } from '../dialects/bigquery.ts'
import { clickhouse } from '../dialects/clickhouse.ts'
import { duckdb } from '../dialects/duckdb.ts'
import { mysql } from '../dialects/mysql.ts'
import { snowflake } from '../dialects/snowflake.ts'
import type { CompiledQuery } from '../types/compiled-query.ts'
import type { MetricQuery } from '../types/metric-query.ts'
import type { ParameterValues } from '../types/model-notes.ts'
import { outsideCode } from './code-places.ts'
import { compileMetricQuery } from './compile-metric-query.ts'
import { neededParameters } from './needed-parameters.ts'

const config = `parameters:
  region: {label: Region, options: [north, south], default: north, multiple: true}
  least: {label: Least, type: number, default: 10}
  since: {label: Since, type: date}
  note: {label: Note}
  tier: {label: Tier, options: [1, 2], type: number, allow_custom_values: true}
`
const models = `models:
  - name: orders
    meta:
      primary_key: id
      sql_filter: "\${TABLE}.region IN (\${ld.parameters.region})"
      parameters: {kind: {label: Kind, options: [web, shop], default: web}}
      joins:
        - join: customers
          relationship: many-to-one
          sql_on: "\${orders.customer} = \${customers.id} AND \${customers.state} = \${lightdash.parameters.customers.state}"
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {n: {type: count}}}}
      - {name: customer}
      - {name: amount, meta: {dimension: {type: number}, metrics: {large: {type: sum, sql: "CASE WHEN \${amount} >= \${ld.parameters.least} THEN \${amount} END"}}}}
      - {name: made, meta: {dimension: {type: date}, additional_dimensions: {late: {type: boolean, sql: "\${made} >= \${ld.parameters.since}"}}}}
      - {name: of_kind, meta: {dimension: {type: boolean, sql: "\${TABLE}.kind = \${ ld.parameters.orders.kind }"}}}
      - {name: noted, meta: {dimension: {sql: "\${TABLE}.x || \${ld.parameters.note}"}}}
      - {name: tiered, meta: {dimension: {sql: "\${TABLE}.y + \${ld.parameters.tier}"}}}
  - name: customers
    meta: {primary_key: id, parameters: {state: {label: State}}}
    columns: [{name: id}, {name: state}, {name: name}]
`
const project = compileFiles({ 'lightdash.config.yml': config, 'a.yml': models })
const explore = exploreNamed(project, 'orders')

const asked = (part: Partial<MetricQuery>): MetricQuery => ({
  exploreName: 'orders',
  dimensions: [],
  metrics: [],
  filters: {},
  sorts: [],
  limit: 5,
  tableCalculations: [],
  ...part,
})
const compile = (part: Partial<MetricQuery>, dialect = duckdb): CompiledQuery =>
  compileMetricQuery(explore, asked(part), { dialect, now: 0, timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } })
const noted = (note: unknown): string => compile({ dimensions: ['orders_noted'], parameters: { note } as ParameterValues }).sql

describe('parameters of models and of the project', () => {
  it('compile without problems', () => expect(lines(project)).toEqual([]))

  it('are written as literals of their type, the default where nothing was chosen', () => {
    const { sql, effectiveQuery, proof } = compile({
      dimensions: ['orders_of_kind', 'orders_late'],
      metrics: ['orders_large'],
      parameters: { since: '2024-02-29' },
    })
    expect(sql).toContain(`"orders".region IN ('north')`)
    expect(sql).toContain(`"orders".kind = 'web'`)
    expect(sql).toContain(`>= DATE '2024-02-29'`)
    expect(sql).toContain('>= 10 THEN')
    expect(effectiveQuery.parameters).toEqual({ region: ['north'], least: [10], since: ['2024-02-29'], 'orders.kind': ['web'] })
    expect(proof.lines).toContain('Parameter Region is north.')
  })

  it('take what was chosen: several comma-joined, numbers as text too, and their own joins', () => {
    const parameters = { region: ['north', 'south'], least: '12.5', 'customers.state': 'open', nobody: 'reads this' }
    const { sql, effectiveQuery } = compile({ dimensions: ['customers_name'], metrics: ['orders_large'], parameters })
    expect(sql).toContain(`IN ('north', 'south')`)
    expect(sql).toContain('>= 12.5 THEN')
    expect(sql).toContain(`= 'open'`)
    expect(Object.keys(effectiveQuery.parameters ?? {})).toEqual(expect.not.arrayContaining(['nobody']))
    expect(compile({ metrics: ['orders_n'] }).effectiveQuery.parameters).toEqual({ region: ['north'] })
    expect(compile({ dimensions: ['orders_tiered'], parameters: { tier: 7 } }).sql).toContain('"orders".y + 7')
  })

  it('are in SQL of the query: custom dimensions, custom metrics, table calculations', () => {
    const { sql } = compile({
      dimensions: ['mine'],
      metrics: ['orders_own'],
      customDimensions: [
        { id: 'mine', name: 'Mine', table: 'orders', type: 'sql', sql: '${orders.amount} > ${ld.parameters.least}', dimensionType: 'boolean' },
      ],
      additionalMetrics: [{ table: 'orders', name: 'own', type: 'sum', sql: '${amount} * ${ld.parameters.least}' }],
      tableCalculations: [{ name: 'calc', displayName: 'Calc', sql: '${orders.own} || ${ld.parameters.note}' }],
      parameters: { note: "it's", least: 3 },
    })
    expect(sql).toContain('> 3')
    expect(sql).toContain('* 3')
    expect(sql).toContain(`|| 'it''s'`)
  })

  it.each([
    ["'; DROP TABLE orders; --", `|| '''; DROP TABLE orders; --'`],
    ['${ld.parameters.region} ${TABLE}', `|| '\${ld.parameters.region} \${TABLE}'`],
    ["\\' OR 1=1 --", `|| '\\'' OR 1=1 --'`],
    [42, `|| '42'`],
  ])('never leave their literal: %j', (value, expected) => expect(noted(value)).toContain(expected))

  it.each([
    ['a\0b', 'takes text, not'],
    [['a', 'b'], 'takes one value, not 2'],
    [{ a: 1 }, 'takes text, not {"a":1}'],
    [null, 'takes text, not null'],
    [[], 'has no value and no default: choose one. It is used by dimension "orders_noted"'],
    [undefined, 'Parameter "Note" (note) has no value and no default: choose one'],
    ['x'.repeat(10_001), 'takes text, not'],
  ])('refuse %j', (value, message) =>
    expect(() => noted(value)).toThrow(expect.objectContaining({ code: 'invalid_query', at: 'note', message: expect.stringContaining(message) })),
  )

  it.each<[ParameterValues, string]>([
    [{ region: 'west' }, 'Parameter "Region" (region) does not take "west": use one of north, south. It is used by sql_filter'],
    [{ region: Array.from({ length: 1001 }, () => 'north') }, 'takes at most 1000 values, not 1001'],
    [{ least: '1 OR 1=1' }, 'takes a number, not "1 OR 1=1"'],
    [{ least: '1e999' }, 'takes a number'],
    [{ least: ' ' }, 'takes a number'],
    [{ since: '2024-02-30' }, 'takes a date (YYYY-MM-DD), not "2024-02-30"'],
    [{ since: "2024-01-01' --" }, 'takes a date (YYYY-MM-DD)'],
  ])('refuse what they do not take: %j', (parameters, message) => {
    const part = { dimensions: ['orders_late'], metrics: ['orders_large'] }
    expect(() => compile({ ...part, parameters: { since: '2024-01-01', ...parameters } })).toThrow(message)
  })

  it('refuse names that the explore does not have, with the nearest', () => {
    const tableCalculations = [{ name: 'calc', displayName: 'Calc', sql: '${ld.parameters.regoin}' }]
    expect(() => compile({ metrics: ['orders_n'], tableCalculations })).toThrow(expect.objectContaining({ code: 'invalid_query', suggestions: ['region'] }))
    const inherited = [{ name: 'calc', displayName: 'Calc', sql: '${ld.parameters.constructor}' }]
    expect(() => compile({ metrics: ['orders_n'], tableCalculations: inherited })).toThrow('is not a parameter of explore orders')
  })

  it.each(["'${ld.parameters.note}'", '1 -- ${ld.parameters.note}', '/* ${ld.parameters.note} */ 1', "'it\\' || ${ld.parameters.note} || 'x'"])(
    'refuse a place where the value would not stay one value: %s',
    (sql) =>
      expect(() => compile({ metrics: ['orders_n'], tableCalculations: [{ name: 'c', displayName: 'C', sql }], parameters: { note: 'x' } })).toThrow(
        'stands in quotes or in a comment',
      ),
  )

  it('are named by what a query needs', () => {
    const needs = (part: Partial<MetricQuery>): string[] => neededParameters(explore, asked(part))
    expect(needs({ metrics: ['orders_n'] })).toEqual(['region'])
    expect(needs({ metrics: ['orders_large'] })).toEqual(['region', 'least'])
    expect(needs({ dimensions: ['customers_name', 'orders_of_kind'] })).toEqual(['region', 'orders.kind', 'customers.state'])
    const filters = { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'orders_late' }, operator: 'equals' as const, values: [true] }] } }
    expect(needs({ metrics: ['orders_n'], filters })).toEqual(['region', 'since'])
    expect(needs({ tableCalculations: [{ name: 'c', displayName: 'C', sql: '${ld.parameters.note}' }] })).toEqual(['region', 'note'])
  })
})

it.each([
  ['x = ${p}', true],
  ["x = '''a' || ${p}", false],
  ["'a''b' || ${p} || 'c'", true],
  ['"a" = ${p}', true],
  ['"${p}"', false],
  ['`${p}`', false],
  ['/* a */ ${p} /* b */', true],
  ['/* a /* b */ ${p} */', false],
  ['$$ ${p} $$', false],
  ['$tag$ x $tag$ || ${p}', true],
  ['-- a\n${p}', true],
])('%s is code: %s', (sql, isCode) => expect(outsideCode(duckdb, sql, /\$\{p\}/) === undefined).toBe(isCode))

it.each([
  [mysql, '1 # ${p}'],
  [bigquery, '1 # ${p}'],
  [clickhouse, '1 # ${p}'],
  [snowflake, '1 // ${p}'],
])('comments of $name: %s', (dialect, sql) => {
  expect(outsideCode(dialect, sql, /\$\{p\}/)).toBe('${p}')
  expect(outsideCode(duckdb, sql, /\$\{p\}/)).toBeUndefined()
})
