import { describe, expect, it } from 'vitest'
import { baseOf, brokenNamed, compileFiles, exploreNamed, lines } from '../../golden/compile-models.ts'

type Node = Record<string, unknown>
const node = (name: string, more: Node = {}): Node => ({
  resource_type: 'model',
  name,
  unique_id: `model.shop.${name}`,
  database: 'db',
  schema: 'marts',
  alias: name,
  relation_name: `"db"."marts"."${name}"`,
  description: `About ${name}`,
  tags: ['core'],
  config: { materialized: 'table', meta: {} },
  meta: {},
  columns: { id: { name: 'id', data_type: 'integer', meta: {}, tags: [] } },
  original_file_path: `models/${name}.sql`,
  patch_path: 'shop://models/schema.yml',
  depends_on: { nodes: [] },
  ...more,
})
const manifest = (version: number, nodes: Node[]): string =>
  JSON.stringify({
    metadata: { dbt_schema_version: `https://schemas.getdbt.com/dbt/manifest/v${version}.json` },
    nodes: Object.fromEntries(nodes.map((each) => [String(each['unique_id']), each])),
    unheard_of: { anything: [1, 2] },
  })

describe('a manifest', () => {
  it.each([10, 11, 12, 13])('of version %d becomes explores', (version) => {
    const project = compileFiles({
      'target/manifest.json': manifest(version, [
        node('orders', {
          meta: { label: 'All orders', joins: [{ join: 'people', sql_on: '${orders.id} = ${people.id}' }] },
          depends_on: { nodes: ['model.shop.people', 'source.shop.raw.orders', 'macro.shop.x'] },
        }),
        node('people'),
      ]),
    })
    expect(lines(project)).toEqual([])
    const explore = exploreNamed(project, 'orders')
    expect(explore).toMatchObject({ label: 'All orders', tags: ['core'], sqlPath: 'models/orders.sql', ymlPath: 'models/schema.yml' })
    expect(baseOf(explore)).toMatchObject({
      description: 'About orders',
      database: 'db',
      schema: 'marts',
      sqlTable: '"db"."marts"."orders"',
      lineageGraph: {
        orders: [
          { type: 'model', name: 'people' },
          { type: 'source', name: 'orders' },
        ],
      },
    })
    expect(baseOf(explore).dimensions['id']?.type).toBe('number')
    expect(Object.keys(explore.tables)).toEqual(['orders', 'people'])
  })

  it('may keep its meta in config, at models and columns', () => {
    const columns = { id: { name: 'id', config: { meta: { dimension: { label: 'Key' }, metrics: { n: { type: 'count' } } } } } }
    const project = compileFiles({ 'manifest.json': manifest(12, [node('orders', { meta: undefined, config: { meta: { label: 'Own' } }, columns })]) })
    expect(exploreNamed(project, 'orders').label).toBe('Own')
    expect(baseOf(exploreNamed(project, 'orders'))).toMatchObject({ dimensions: { id: { label: 'Key' } }, metrics: { n: { type: 'count' } } })
  })

  it('holds more than models; these, ephemeral and disabled ones are left out', () => {
    const project = compileFiles({
      'manifest.json': manifest(12, [
        node('orders'),
        node('seeded', { resource_type: 'seed' }),
        node('tested', { resource_type: 'test' }),
        node('passing', { config: { materialized: 'ephemeral' } }),
        node('off', { config: { enabled: false } }),
      ]),
    })
    expect(project.explores.map(({ name }) => name)).toEqual(['orders'])
  })

  it('names old versions of a model by their number', () => {
    const versions = [1, 2].map((version) =>
      node('orders', { unique_id: `model.shop.orders.v${version}`, version, latest_version: 2, relation_name: null, alias: `orders_v${version}` }),
    )
    const project = compileFiles({ 'manifest.json': manifest(12, versions) })
    expect(project.explores.map(({ name }) => name)).toEqual(['orders_v1', 'orders'])
    expect(baseOf(exploreNamed(project, 'orders')).sqlTable).toBe('"db"."marts"."orders_v2"')
  })

  it('counts in a dbt project, and problems stand in the schema file it was made of', () => {
    const bad = { id: { name: 'id' }, amount: { name: 'amount', meta: { metrics: { m: { type: 'summ' } } } } }
    const project = compileFiles({
      'dbt_project.yml': 'name: shop\n',
      'models/schema.yml':
        'models:\n  - name: first\n    columns:\n      - name: id\n  - name: orders\n    columns:\n      - name: id\n      - name: amount\n        meta: {metrics: {m: {type: summ}}}\n',
      'target/manifest.json': manifest(12, [node('first'), node('orders', { columns: bad })]),
    })
    expect(lines(project)).toEqual(['models/schema.yml:8 error model.unknown_metric_type'])
    expect(baseOf(exploreNamed(project, 'first')).sqlTable).toBe('"db"."marts"."first"')
    brokenNamed(project, 'orders')
  })

  it.each([
    ['{', 'manifest.unreadable'],
    ['[]', 'manifest.unreadable'],
    ['{"nodes": 5}', 'manifest.unreadable'],
    ['['.repeat(200_000), 'manifest.unreadable'],
  ])('that cannot be read is said: %#', (text, code) => {
    expect(lines(compileFiles({ 'manifest.json': text }))).toEqual([`manifest.json:1 error ${code}`])
  })

  it('with odd nodes does not fail', () => {
    const text = JSON.stringify({
      nodes: {
        a: null,
        b: 5,
        c: { resource_type: 'model' },
        d: { resource_type: 'model', name: 'd', columns: [], meta: 'x', depends_on: { nodes: [1] } },
        __proto__: {},
      },
    })
    expect(compileFiles({ 'manifest.json': text }).explores.map(({ name }) => name)).toEqual(['d'])
  })
})
