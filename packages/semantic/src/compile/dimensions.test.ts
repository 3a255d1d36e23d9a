import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import type { CompiledTable } from '../types/explore.ts'

const models = (columns: string, meta = ''): string => `models:\n  - name: orders\n${meta}    columns:\n${columns.replaceAll(/^/gm, '      ')}\n`
const orders = (columns: string, types?: Record<string, string>): CompiledTable =>
  baseOf(exploreNamed(compileFiles({ 'a.yml': models(columns) }, types === undefined ? {} : { catalog: { orders: types } }), 'orders'))

describe('dimensions', () => {
  it('take their type from the model, else from data_type, else from the warehouse, else text', () => {
    const { dimensions } = orders(
      `- name: a
  data_type: integer
  meta: {dimension: {type: boolean}}
- name: b
  data_type: numeric(10,2)
- name: c
- name: d`,
      { a: 'VARCHAR', b: 'VARCHAR', C: 'BIGINT' },
    )
    expect(Object.values(dimensions).map(({ name, type }) => [name, type])).toEqual([
      ['a', 'boolean'],
      ['b', 'number'],
      ['c', 'number'],
      ['d', 'string'],
    ])
  })

  it('carry everything a model says of them', () => {
    const { dimensions } = orders(`- name: amount
  description: From the column
  meta:
    dimension:
      type: number
      label: Amount paid
      sql: \${TABLE}.amount / 100
      hidden: yes
      round: 2
      compact: k
      format: usd
      groups: [money, net]
      group_label: Old
      colors: {1: "#fff"}
      urls:
        - {label: Search, url: "https://example.com/?q=\${value.raw}"}
      tags: core
      required_attributes: {team: finance, level: [1, 2]}`)
    expect(dimensions['amount']).toMatchObject({
      fieldType: 'dimension',
      label: 'Amount paid',
      table: 'orders',
      tableLabel: 'Orders',
      sql: '${TABLE}.amount / 100',
      compiledSql: '"orders".amount / 100',
      tablesReferences: ['orders'],
      hidden: true,
      description: 'From the column',
      round: 2,
      compact: 'K',
      format: 'usd',
      groups: ['money', 'net'],
      groupLabel: 'Old',
      colors: { 1: '#fff' },
      urls: [{ label: 'Search', url: 'https://example.com/?q=${value.raw}' }],
      tags: ['core'],
      requiredAttributes: { team: 'finance', level: ['1', '2'] },
      source: { path: 'a.yml', line: 4, column: 15 },
    })
  })

  it('quote column names that are no plain identifiers', () => {
    const { dimensions } = orders('- name: "Order Id"\n- name: plain\n- name: upper\n  quote: true\n- name: address.city')
    expect(Object.values(dimensions).map(({ compiledSql }) => compiledSql)).toEqual([
      '"orders"."Order Id"',
      '"orders".plain',
      '"orders"."upper"',
      '"orders".address.city',
    ])
  })

  it('resolve references in parentheses and leave the attributes of the caller alone', () => {
    const { dimensions } = orders(`- name: a
- name: b
  meta: {dimension: {sql: "\${a} || \${orders.a} || \${ld.attr.region} || \${ ld.user.email }"}}`)
    expect(dimensions['b']?.compiledSql).toBe('("orders".a) || ("orders".a) || ${ld.attr.region} || ${ ld.user.email }')
  })

  it('have additional dimensions beside them', () => {
    const { dimensions } = orders(`- name: at
  data_type: timestamptz
  meta:
    additional_dimensions:
      plain: {}
      day_text: {type: string, sql: "strftime(\${TABLE}.at, '%a')", label: Day}
      other: {type: timestamp, time_intervals: [HOUR]}`)
    expect(dimensions['plain']).toMatchObject({ type: 'timestamp', isAdditionalDimension: true, timestampKind: 'instant' })
    expect(dimensions['day_text']).toMatchObject({ type: 'string', label: 'Day', isAdditionalDimension: true })
    expect(dimensions['other_hour']).toMatchObject({ timeIntervalBaseDimensionName: 'other', timeInterval: 'HOUR' })
  })
})

describe('time intervals', () => {
  it.each([
    ['timestamp', '', ['at_raw', 'at_day', 'at_week', 'at_month', 'at_quarter', 'at_year']],
    ['date', '', ['at_day', 'at_week', 'at_month', 'at_year']],
    ['date', ', time_intervals: default', ['at_day', 'at_week', 'at_month', 'at_year']],
    ['timestamp', ', time_intervals: OFF', []],
    ['timestamp', ', time_intervals: false', []],
    ['timestamp', ', time_intervals: []', []],
    ['timestamp', ', time_intervals: [month, Hour_Of_Day_Num, DAY_OF_WEEK_NAME]', ['at_month', 'at_hour_of_day_num', 'at_day_of_week_name']],
    ['date', ', time_intervals: [RAW, DAY]', ['at_raw', 'at_day']],
    ['string', '', []],
  ])('of a %s%s are %j', (type, setting, expected) => {
    const { dimensions } = orders(`- name: at\n  meta: {dimension: {type: ${type}${setting}}}`)
    expect(Object.keys(dimensions)).toEqual(['at', ...expected])
    expect(dimensions['at']?.isIntervalBase).toBe(expected.length > 0 ? true : undefined)
  })

  it('are dimensions of their own', () => {
    const { dimensions } = orders('- name: ordered_at\n  meta: {dimension: {type: timestamp, time_intervals: [MONTH, MONTH_NUM, QUARTER_NAME, MINUTE]}}')
    expect(Object.values(dimensions).map(({ name, label, type, timeInterval }) => [name, label, type, timeInterval])).toEqual([
      ['ordered_at', 'Ordered at', 'timestamp', undefined],
      ['ordered_at_month', 'Ordered at month', 'date', 'MONTH'],
      ['ordered_at_month_num', 'Ordered at month (number)', 'number', 'MONTH_NUM'],
      ['ordered_at_quarter_name', 'Ordered at quarter (name)', 'string', 'QUARTER_NAME'],
      ['ordered_at_minute', 'Ordered at minute', 'timestamp', 'MINUTE'],
    ])
    expect(dimensions['ordered_at_month']?.compiledSql).toBe(`CAST(DATE_TRUNC('month', "orders".ordered_at) AS DATE)`)
  })

  it('cut in the zone and week of the project', () => {
    const text = models('- name: at\n  data_type: timestamptz\n  meta: {dimension: {time_intervals: [DAY, WEEK]}}')
    const table = baseOf(exploreNamed(compileFiles({ 'a.yml': text }, { timezone: 'Europe/Berlin', startOfWeek: 6 }), 'orders'))
    expect(table.dimensions['at_day']?.compiledSql).toBe(`CAST(TIMEZONE('Europe/Berlin', "orders".at) AS DATE)`)
    expect(table.dimensions['at_week']?.compiledSql).toContain('INTERVAL 6 DAY')
  })

  it.each([
    ['TIMESTAMP WITH TIME ZONE', 'type: timestamp', 'instant', undefined],
    ['TIMESTAMP', 'type: timestamp', 'naive', undefined],
    ['TIMESTAMP', 'timezone: America/New_York', 'naive', 'America/New_York'],
    ['timestamptz', 'sql: "CAST(${TABLE}.at AS TIMESTAMP)", type: timestamp', 'naive', undefined],
    ['timestamptz', 'sql: "${TABLE}.at", type: timestamp', 'instant', undefined],
  ])('know that %s with %s is %s', (type, meta, kind, zone) => {
    const { dimensions } = orders(`- name: at\n  meta: {dimension: {${meta}}}`, { at: type })
    expect(dimensions['at_month']).toMatchObject({ timestampKind: kind })
    expect(dimensions['at_month']?.sourceTimezone).toBe(zone)
  })

  it('never let a DATE shift, whatever its model calls it', () => {
    const { dimensions } = orders('- name: at\n  meta: {dimension: {type: timestamp}}', { at: 'DATE' })
    expect(dimensions['at']).toMatchObject({ type: 'date' })
    expect(Object.keys(dimensions)).toContain('at_quarter')
    expect(dimensions['at_raw']?.type).toBe('date')
  })

  it.each([
    ['{type: timestamp, time_intervals: [MONT, DAY]}', 'model.unknown_interval', ['at', 'at_day']],
    ['{type: date, time_intervals: [HOUR, DAY]}', 'model.intervals_not_possible', ['at', 'at_day']],
    ['{type: number, time_intervals: [DAY]}', 'model.intervals_not_possible', ['at']],
  ])('%s is a warning', (meta, code, expected) => {
    const project = compileFiles({ 'a.yml': models(`- name: at\n  meta:\n    dimension: ${meta}`) })
    expect(lines(project)).toEqual([`a.yml:6 warning ${code}`])
    expect(Object.keys(baseOf(exploreNamed(project, 'orders')).dimensions)).toEqual(expected)
  })

  it('give way to a column of the same name', () => {
    const project = compileFiles({ 'a.yml': models('- name: at\n  data_type: date\n- name: at_day') })
    expect(lines(project)).toEqual(['a.yml:4 warning model.interval_name_taken'])
    expect(baseOf(exploreNamed(project, 'orders')).dimensions['at_day']?.timeInterval).toBeUndefined()
  })
})

describe('wrong dimensions', () => {
  it.each([
    ['- name: a\n  meta: {dimension: {type: sting}}', 'a.yml:5 error model.unknown_word'],
    ['- name: a\n  meta: {dimension: {sql: [1]}}', 'a.yml:5 error model.wrong_value'],
    ['- name: a\n- name: a', 'a.yml:5 error model.duplicate_dimension'],
    ['- name: a\n  meta: {dimension: {sql: "${a}"}}', 'a.yml:5 error model.circle'],
    ['- name: a\n  meta: {dimension: {sql: "${b}"}}\n- name: b\n  meta: {dimension: {sql: "${a}"}}', 'a.yml:5 error model.circle'],
    ['- name: a\n  meta: {dimension: {sql: "${bb}"}}\n- name: bbb', 'a.yml:5 error model.unknown_field'],
    ['- name: a\n  meta: {dimension: {sql: "${others.x}"}}', 'a.yml:5 error model.unknown_table'],
    ['- name: a\n  meta: {dimension: {sql: "${ld.parameters.x}"}}', 'a.yml:5 error model.unknown_parameter'],
    ['- name: a\n  meta: {dimension: {sql: "${ld.query.x}"}}', 'a.yml:5 error model.unknown_reference'],
    ['- name: a\n  meta: {metrics: {n: {type: count}}, dimension: {sql: "${n}"}}', 'a.yml:5 error model.metric_not_possible'],
    ['- name: "a${b}"', 'a.yml:4 error model.bad_name'],
    ['- name: constructor', 'a.yml:4 error model.bad_name'],
    ['- name: __proto__', 'a.yml:4 error model.bad_name'],
    ['- name: a\n  meta: {dimension: {timezone: Mars/Base}}', 'a.yml:5 error model.wrong_value'],
    ['- name: a\n  meta: {dimension: {required_attributes: [x]}}', 'a.yml:5 error model.wrong_value'],
    ['- name: a\n  meta: {dimension: {required_atributes: {x: 1}}}', 'a.yml:5 error model.unknown_key'],
    ['- description: nameless', 'a.yml:4 error model.no_name'],
  ])('%j: %s', (columns, expected) => {
    const project = compileFiles({ 'a.yml': models(columns) })
    expect(lines(project)).toContain(expected)
    expect(brokenNamed(project, 'orders').errors[0]).toMatchObject({ type: 'METADATA_PARSE_ERROR', message: expect.stringContaining('(a.yml:') })
  })

  it.each([
    ['- name: a\n  meta: {dimension: {lable: A}}', 'model.unknown_key', 'Did you mean label?'],
    ['- name: a\n  meta: {dimension: {compact: zillions}}', 'model.unknown_word', 'millions'],
    ['- name: a\n  meta: {dimension: {label: [A]}}', 'model.wrong_value', 'ignored'],
    ['- name: a\n  meta: {dimension: {hidden: perhaps}}', 'model.wrong_value', 'true or false'],
    ['- name: a\n  meta: {dimension: {round: 1.5}}', 'model.wrong_value', 'decimals'],
  ])('%j is only a warning', (columns, code, hint) => {
    const project = compileFiles({ 'a.yml': models(columns) })
    expect(project.problems).toEqual([expect.objectContaining({ code, severity: 'warning', line: 5, model: 'orders', hint: expect.stringContaining(hint) })])
    exploreNamed(project, 'orders')
  })

  it.each([
    ['model.too_deep', (previous: number) => `\${d${previous}}`],
    ['model.too_long', (previous: number) => `\${d${previous}} || \${d${previous}}`],
  ])('stop at references that never end or grow without measure: %s', (code, sql) => {
    const chain = Array.from({ length: 3000 }, (_, index) => `- {name: d${index}, meta: {dimension: {sql: "${index === 2999 ? 'x' : sql(index + 1)}"}}}`)
    const upwards = Array.from({ length: 60 }, (_, index) => `- {name: d${index}, meta: {dimension: {sql: "${index === 0 ? 'x' : sql(index - 1)}"}}}`)
    const project = compileFiles({ 'a.yml': models((code === 'model.too_deep' ? chain : upwards).join('\n')) })
    expect(project.problems.map((problem) => problem.code)).toContain(code)
    brokenNamed(project, 'orders')
  })

  it('names columns that the warehouse does not have', () => {
    const project = compileFiles(
      { 'a.yml': models('- name: a\n- name: b\n- name: c\n  meta: {dimension: {sql: "1"}}') },
      { catalog: { orders: { a: 'INTEGER' } } },
    )
    expect(lines(project)).toEqual(['a.yml:5 warning model.column_not_in_warehouse'])
  })
})
