import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'
import type { Explore } from '../types/explore.ts'

const jaffle = `version: 2

models:
  - name: customers
    description: One row per customer
    tags: [core, people]
    config:
      tags: people
      schema: marts
    meta:
      label: Customers
      group_label: Shop
      order_fields_by: index
      required_filters:
        - status: "!gone"
      default_filters:
        - created: inThePast 30 days
      required_attributes: {region: [eu, us]}
      group_details:
        money: {label: Money, description: All in euros}
      sql_filter: \${TABLE}.deleted = false AND \${region} = \${lightdash.attribute.region}
      metrics:
        per_head: {type: number, sql: "\${total} / NULLIF(\${people}, 0)"}
    columns:
      - name: customer_id
        description: The key
        tests: [unique, not_null]
        meta:
          dimension: {type: number}
          metrics:
            people: {type: count_distinct, label: People}
      - name: status
      - name: region
      - name: created
        meta: {dimension: {type: date}}
      - name: total
        config:
          meta:
            dimension: {name: total_amount, type: number}
            metrics:
              total: {type: sum, round: 2}
`

describe('a dbt schema file', () => {
  const explore = exploreNamed(compileFiles({ 'models/schema.yml': jaffle }), 'customers')

  it('becomes an explore', () => {
    expect(explore).toMatchObject({
      name: 'customers',
      label: 'Customers',
      tags: ['core', 'people'],
      groupLabel: 'Shop',
      baseTable: 'customers',
      joinedTables: [],
      targetDatabase: 'duckdb',
      ymlPath: 'models/schema.yml',
    })
    expect(baseOf(explore)).toMatchObject({
      description: 'One row per customer',
      schema: 'marts',
      sqlTable: '"marts"."customers"',
      orderFieldsBy: 'index',
      requiredAttributes: { region: ['eu', 'us'] },
      groupDetails: { money: { label: 'Money', description: 'All in euros' } },
      source: { path: 'models/schema.yml', line: 4, column: 11 },
    })
  })

  it('keeps its row rule with the attributes unwritten', () => {
    expect(baseOf(explore)).toMatchObject({
      sqlWhere: '"customers".deleted = false AND ("customers".region) = ${lightdash.attribute.region}',
      uncompiledSqlWhere: '${TABLE}.deleted = false AND ${region} = ${lightdash.attribute.region}',
    })
  })

  it('has filters that are always there and filters that are proposed', () => {
    expect(baseOf(explore).requiredFilters).toEqual([
      { id: 'status-0', target: { fieldRef: 'status' }, operator: 'notEquals', values: ['gone'], required: true },
      {
        id: 'created-1',
        target: { fieldRef: 'created' },
        operator: 'inThePast',
        values: [30],
        settings: { unitOfTime: 'days', completed: false },
        required: false,
      },
    ])
  })

  it('names a dimension as its meta says, its metrics staying with the column', () => {
    expect(baseOf(explore).dimensions['total_amount']).toMatchObject({ label: 'Total amount', sql: '${TABLE}.total' })
    expect(baseOf(explore).metrics['per_head']?.compiledSql).toBe('(SUM("customers".total)) / NULLIF((COUNT(DISTINCT "customers".customer_id)), 0)')
  })

  it('survives being sent as JSON', () => expect(JSON.parse(JSON.stringify(explore))).toEqual(explore))
})

describe('meta and config.meta', () => {
  it('are read together: config.meta counts, except for the metrics of a model', () => {
    const explore = exploreNamed(
      compileFiles({
        'a.yml': `models:
  - name: a
    meta: {label: From meta, group_label: Kept, metrics: {m: {type: count, sql: "1"}}}
    config:
      meta: {label: From config, metrics: {c: {type: count, sql: "1"}}}
    columns:
      - name: x
        meta: {dimension: {label: Meta}, metrics: {n: {type: count}}}
        config: {meta: {dimension: {label: Config}}}
`,
      }),
      'a',
    )
    expect([explore.label, explore.groupLabel, Object.keys(baseOf(explore).metrics)]).toEqual(['From config', 'Kept', ['n', 'm']])
    expect(baseOf(explore).dimensions['x']?.label).toBe('Config')
  })
})

describe("Lightdash's own form", () => {
  it('is one model per file', () => {
    const text = `type: model/v1
name: orders
label: All orders
sql_from: main.raw_orders
primary_key: id
dimensions:
  - name: id
    type: number
    sql: \${TABLE}.order_id
    metrics: {orders: {type: count}}
  - name: at
    type: timestamp
    time_intervals: [DAY]
metrics:
  latest: {type: max, sql: "\${at}"}
joins:
  - {join: people, sql_on: "\${orders.id} = \${people.id}"}
`
    const project = compileFiles({
      'orders.yml': text,
      'people.yml': 'type: model\nname: people\nsql_from: SELECT 1 AS id;\ndimensions: [{name: id, type: number}]\n',
    })
    expect(lines(project)).toEqual([])
    const table = baseOf(exploreNamed(project, 'orders'))
    expect(table).toMatchObject({ label: 'All orders', sqlTable: 'main.raw_orders', schema: 'main', primaryKey: ['id'] })
    expect(Object.values(table.dimensions).map(({ name, compiledSql }) => [name, compiledSql])).toEqual([
      ['id', '"orders".order_id'],
      ['at', '"orders".at'],
      ['at_day', 'CAST("orders".at AS DATE)'],
    ])
    expect(Object.keys(table.metrics)).toEqual(['orders', 'latest'])
    expect(exploreNamed(project, 'orders').tables['people']?.sqlTable).toBe('(SELECT 1 AS id)')
  })
})

describe('where the rows are', () => {
  it.each([
    ['', '"orders"'],
    ['    config: {schema: shop, database: db, alias: o}\n', '"db"."shop"."o"'],
    ['    meta: {sql_table: "\\"Db\\".shop.orders"}\n', '"Db".shop.orders'],
    ['    meta: {sql_from: "read_parquet(\'x\')"}\n', "read_parquet('x')"],
    ['    meta: {sql_from: "select 1 as a"}\n', '(select 1 as a)'],
  ])('%j gives %s', (meta, sqlTable) => {
    expect(baseOf(exploreNamed(compileFiles({ 'a.yml': `models:\n  - name: orders\n${meta}    columns: [{name: a}]\n` }), 'orders')).sqlTable).toBe(sqlTable)
  })

  it('tells which table of the catalog has its types', () => {
    const project = compileFiles(
      { 'a.yml': 'models:\n  - name: orders\n    meta: {sql_table: main.Raw_Orders}\n    columns: [{name: a}]\n' },
      { catalog: { raw_orders: { A: 'BIGINT' } } },
    )
    expect(baseOf(exploreNamed(project, 'orders')).dimensions['a']?.type).toBe('number')
  })
})

describe('a broken part breaks what depends on it and nothing else', () => {
  const good = 'models:\n  - name: good\n    columns: [{name: a}]\n'

  it('a file that is no YAML', () => {
    const project = compileFiles({
      'bad.yml': 'models:\n  - name: first\n    columns:\n      - name: a\n\t  - name: b\n  - name: second\n    columns: [{name: c}]\n',
      'good.yml': good,
      'joins.yml': 'models:\n  - name: joiner\n    meta: {joins: [{join: second, sql_on: "${joiner.a} = ${second.c}"}]}\n    columns: [{name: a}]\n',
    })
    const tab = project.problems.find(({ file }) => file === 'bad.yml')
    expect(tab).toMatchObject({ severity: 'error', hint: expect.stringMatching(/.+/) })
    expect(brokenNamed(project, 'first').errors[0]?.message).toContain('line 5')
    brokenNamed(project, 'second')
    expect(project.explores.map(({ name }) => name)).toEqual(['first', 'second', 'good', 'joiner'])
    expect(brokenNamed(project, 'joiner').errors[0]?.message).toContain('joins second, which has an error')
    exploreNamed(project, 'good')
  })

  it('a file that is not even text in lines', () => {
    const project = compileFiles({ 'bad.yml': '\0\u0001: {[}]', 'good.yml': good })
    expect(project.problems.map(({ file, severity }) => [file, severity])).toContainEqual(['bad.yml', 'error'])
    exploreNamed(project, 'good')
  })

  it('not even what has a key twice: the last one counts, which is said', () => {
    const project = compileFiles({
      'a.yml': 'models:\n  - name: a\n    meta: {label: One}\n    meta: {label: Two}\n    columns: [{name: x}]\n',
      'good.yml': good,
    })
    expect(project.problems).toEqual([expect.objectContaining({ code: 'yaml.duplicate_key', severity: 'warning', file: 'a.yml', line: 4, column: 5 })])
    expect(exploreNamed(project, 'a').label).toBe('Two')
    exploreNamed(project, 'good')
  })

  it('a second model of the same name', () => {
    const project = compileFiles({ 'a.yml': good, 'b.yml': good })
    expect(project.problems).toEqual([
      expect.objectContaining({ code: 'model.duplicate_model', file: 'b.yml', line: 2, message: expect.stringContaining('a.yml, line 2') }),
    ])
    expect(project.explores).toHaveLength(1)
    exploreNamed(project, 'good')
  })

  it('a model without columns', () => {
    const project = compileFiles({ 'a.yml': 'models:\n  - name: empty\n', 'good.yml': good })
    expect(brokenNamed(project, 'empty')).toMatchObject({ label: 'Empty', errors: [{ type: 'NO_DIMENSIONS_FOUND' }] })
    expect(lines(project)).toEqual(['a.yml:2 warning model.no_dimensions'])
  })

  it.each(['idd', 'id || day', '[id, idd]'])('a key that is no dimension is no key: %s', (key) => {
    const project = compileFiles({ 'a.yml': `models:\n  - name: a\n    meta: {primary_key: ${key}}\n    columns: [{name: id}, {name: day}]\n` })
    expect(lines(project)).toEqual(['a.yml:3 warning model.unknown_field'])
    expect(baseOf(exploreNamed(project, 'a'))).not.toHaveProperty('primaryKey')
  })

  it.each([
    ['models: 5\n', 'model.wrong_value'],
    ['models:\n  - columns: []\n', 'model.no_name'],
    ['models:\n  - just text\n', 'model.no_name'],
    ['models:\n  - name: __proto__\n    columns: [{name: a}]\n', 'model.bad_name'],
    ['models:\n  - name: a\n    columns: 7\n', 'model.wrong_value'],
    ['models:\n  - name: a\n    meta: {sql_filer: "x = 1"}\n    columns: [{name: x}]\n', 'model.unknown_key'],
    ['models:\n  - name: a\n    meta: {sql_filter: "${nowhere}"}\n    columns: [{name: x}]\n', 'model.unknown_field'],
    ['models:\n  - name: a\n    meta: {required_filters: [{idd: 1}]}\n    columns: [{name: id}]\n', 'model.unknown_field'],
    ['modles:\n  - name: a\n    columns: [{name: id}]\n', 'model.unknown_key'],
    ['type: model\ndimensions: []\n', 'model.no_name'],
  ])('%j', (text, code) => {
    const project = compileFiles({ 'a.yml': text, 'good.yml': good })
    expect(project.problems.map((problem) => problem.code)).toContain(code)
    expect(project.explores.filter((explore) => !('errors' in explore)).map(({ name }) => name)).toEqual(['good'])
  })
})

describe('which files are read', () => {
  const model = (name: string): string => `models:\n  - name: ${name}\n    columns: [{name: a}]\n`
  const names = (files: Record<string, string>): string[] => compileFiles(files).explores.map(({ name }) => name)

  it('in a plain folder every YAML file, whatever lies beside', () => {
    expect(
      names({
        'a.yml': model('a'),
        'deep/b.yaml': model('b'),
        'note.md': '# models',
        'list.yml': '- 1\n',
        '.github/x.yml': model('x'),
        'charts/c.yml': 'name: c\nkind: chart\n',
      }),
    ).toEqual(['a', 'b'])
  })

  it('in a dbt project those under its model paths', () => {
    const files = { 'models/a.yml': model('a'), 'marts/b.yml': model('b'), 'target/c.yml': model('c'), 'dbt_packages/d/models/d.yml': model('d') }
    expect(names({ 'dbt_project.yml': 'name: shop\n', ...files })).toEqual(['a'])
    expect(names({ 'dbt_project.yml': 'name: shop\nmodel-paths: ["models/", ./marts]\n', ...files })).toEqual(['a', 'b'])
    expect(names(Object.fromEntries(Object.entries({ 'dbt_project.yml': 'name: shop\n', ...files }).map(([path, text]) => [`sub/${path}`, text])))).toEqual([
      'a',
    ])
  })

  it('none at all is an empty project', () => expect(compileFiles({})).toMatchObject({ explores: [], problems: [] }))
})

describe('the revision', () => {
  const text = 'models: [{name: a, columns: [{name: b}]}]'
  it('is the same for the same input', () => expect(compileFiles({ 'a.yml': text }).revision).toBe(compileFiles({ 'a.yml': text }).revision))

  it.each([
    [{ 'b.yml': text }, {}],
    [{ 'a.yml': `${text} ` }, {}],
    [{ 'a.yml': text, 'b.yml': '' }, {}],
    [{ 'a.yml': text }, { catalog: { a: { b: 'DATE' } } }],
    [{ 'a.yml': text }, { startOfWeek: 6 }],
    [{ 'a.yml': text }, { timezone: 'Europe/Berlin' }],
  ])('changes with everything that goes in: %j %j', (files, options) => {
    const { revision } = compileFiles(files, options)
    expect(revision).toMatch(/^[0-9a-f]{28}$/)
    expect(revision).not.toBe(compileFiles({ 'a.yml': text }).revision)
  })
})

describe('a thousand models', () => {
  it('compile, each joined to the next, under an alias, and with all its fields', () => {
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => {
        const next = `model_${(index + 1) % 1000}`
        const text = `models:
  - name: model_${index}
    meta:
      primary_key: id
      joins:
        - {join: ${next}, alias: next, relationship: many-to-one, sql_on: "\${model_${index}.next_id} = \${next.id}"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {n: {type: count}, ratio: {type: number, sql: "\${n} / \${next.n}"}}}}
      - {name: next_id}
      - {name: at, meta: {dimension: {type: timestamp}}}
`
        return [`models/${index}.yml`, text]
      }),
    )
    const project = compileFiles(files)
    expect(project.problems).toEqual([])
    const explores = project.explores.filter((explore): explore is Explore => !('errors' in explore))
    expect(explores).toHaveLength(1000)
    expect(explores[999]?.tables['next']).toMatchObject({ originalName: 'model_0', sqlTable: '"model_0"' })
    expect(explores[0]?.tables['model_0']?.metrics['ratio']?.compiledSql).toBe('(COUNT("model_0".id)) / (COUNT("next".id))')
  })
})
