import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compileProject, duckdb, type AnyExplore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { ChartDocument } from '../chart/chart-document.ts'
import { DashboardDocument } from '../dashboard/dashboard-document.ts'
import { SqlChartDocument } from '../sql-chart/sql-chart-document.ts'
import type { ImportedFile, ImportPlan, PlannedItem } from './import-plan.ts'
import { readYamlData } from '../code/read-yaml-data.ts'
import { formatOfFiles, planContentImport } from './plan-import.ts'

/** Small exports of each tool, written by hand. */
const exportsFolder = path.join(import.meta.dirname, '../../../../tests/fixtures/imports')

function filesOf(folder: string): ImportedFile[] {
  const root = path.join(exportsFolder, folder)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .toSorted()
    .map((file) => {
      const read = readYamlData(file, readFileSync(path.join(root, file), 'utf8'))
      if ('problem' in read) throw new Error(`${file}: ${read.problem}`)
      return { path: file, value: read.value }
    })
}

const models = `models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: customer_id, meta: {dimension: {type: number}}}
      - {name: status}
      - {name: ordered_at, meta: {dimension: {type: timestamp, time_intervals: [DAY, MONTH]}}}
      - {name: fee, meta: {dimension: {type: number, sql: '\${TABLE}.shipping_fee'}}}
`
const explores: AnyExplore[] = compileProject({ files: [{ path: 'orders.yml', text: models }], dialect: duckdb }).explores

const planOf = (folder: string, choices: Record<string, string | null> = {}): ImportPlan => {
  const files = filesOf(folder)
  const format = formatOfFiles(files)
  if (format === null) throw new Error(`${folder} is of no known format`)
  return planContentImport({ format, files, explores, choices })
}
function itemNamed<K extends PlannedItem['kind']>(plan: ImportPlan, kind: K, name: string): Extract<PlannedItem, { kind: K }> {
  const found = plan.items.find((item): item is Extract<PlannedItem, { kind: K }> => item.kind === kind && item.name === name)
  if (found === undefined) throw new Error(`There is no ${kind} ${name}: ${JSON.stringify(plan, null, 1)}`)
  return found
}

describe.each(['metabase', 'superset', 'lightdash'])('an export of %s', (folder) => {
  it('is known by its files', () => expect(formatOfFiles(filesOf(folder))).toBe(folder))

  it('becomes documents that can be kept, and tiles that name charts of the plan', () => {
    const plan = planOf(folder)
    expect(plan.items.length).toBeGreaterThan(2)
    const charts = new Set(plan.items.flatMap(({ kind, sourceId }) => (kind === 'chart' || kind === 'sql_chart' ? [sourceId] : [])))
    for (const item of plan.items) {
      if (item.kind === 'chart') expect(ChartDocument.safeParse(item.document).error, item.name).toBeUndefined()
      if (item.kind === 'sql_chart') expect(SqlChartDocument.safeParse(item.document).error, item.name).toBeUndefined()
      if (item.kind !== 'dashboard') continue
      expect(DashboardDocument.safeParse(item.document).error, item.name).toBeUndefined()
      for (const tile of item.document.tiles) {
        if (tile.type === 'saved_chart') expect(charts).toContain(tile.properties.savedChartUuid)
        if (tile.type === 'sql_chart') expect(charts).toContain(tile.properties.savedSqlUuid)
      }
    }
  })

  it('loses nothing silently: every chart and dashboard of it is an item or skipped', () => {
    const plan = planOf(folder)
    const files = filesOf(folder).flatMap(({ path: file }) => (/(^|\/)(cards|charts|dashboards)\//.test(file) ? [file] : []))
    const told = new Set([...plan.items, ...plan.skipped].map(({ file }) => file))
    expect(files.filter((file) => !told.has(file))).toEqual([])
  })
})

describe('questions of Metabase', () => {
  const plan = planOf('metabase')

  it('are asked of the explore of their table, cut and filtered as there', () => {
    const { document, notes, spaceId } = itemNamed(plan, 'chart', 'Fees by month')
    expect(notes).toEqual([])
    expect(spaceId).toBe('Kf3vWq81nTz')
    expect(document.metricQuery).toMatchObject({
      exploreName: 'orders',
      dimensions: ['orders_ordered_at_month'],
      metrics: ['orders_fee_sum', 'orders_order_count'],
      additionalMetrics: [{ table: 'orders', name: 'fee_sum', type: 'sum', sql: '${orders.fee}', baseDimensionName: 'fee' }],
      sorts: [{ fieldId: 'orders_ordered_at_month', descending: false }],
      filters: {
        dimensions: {
          and: [
            {
              and: [
                { target: { fieldId: 'orders_status' }, operator: 'equals', values: ['completed', 'shipped'] },
                { target: { fieldId: 'orders_ordered_at' }, operator: 'inThePast', values: [12], settings: { unitOfTime: 'months', completed: true } },
              ],
            },
          ],
        },
      },
    })
    expect(document.chartConfig).toMatchObject({
      type: 'cartesian',
      config: { layout: { xField: 'orders_ordered_at_month' }, eChartsConfig: { series: [{ type: 'line' }, { type: 'line' }], xAxis: [{ name: 'Month' }] } },
    })
  })

  it('of the newer form too; an aggregation without a counterpart is said', () => {
    const { document, notes } = itemNamed(plan, 'chart', 'Orders by status')
    expect(notes).toEqual(['There is no counterpart of the aggregation "stddev": it was left out.'])
    expect(document.metricQuery).toMatchObject({
      dimensions: ['orders_status'],
      metrics: ['orders_order_count'],
      limit: 10,
      sorts: [{ fieldId: 'orders_order_count', descending: true }],
      filters: { dimensions: { and: [{ target: { fieldId: 'orders_fee' }, operator: 'greaterThan', values: [2] }] } },
    })
    expect(document.chartConfig).toMatchObject({ type: 'cartesian', config: { layout: { flipAxes: true } } })
  })

  it('in SQL become SQL charts without the conditions that wait for a value', () => {
    const { document, notes } = itemNamed(plan, 'sql_chart', 'Orders in SQL')
    expect(document.sql).toBe('select status, count(*) as orders\nfrom orders\nwhere true \ngroup by status')
    expect(document.config).toMatchObject({ type: 'vertical_bar', fieldConfig: { x: { reference: 'status' }, y: [{ reference: 'orders' }] } })
    expect(notes).toEqual(['Conditions that count only when somebody gives a value were left out.'])
  })

  it('that nothing answers for are skipped with the reason', () => {
    expect(plan.skipped).toEqual([
      expect.objectContaining({ kind: 'chart', name: 'One customer', reason: expect.stringContaining('asks for values') as string }),
      expect.objectContaining({ kind: 'chart', name: 'Flour in stock', reason: expect.stringContaining('main.flour_stock') as string }),
    ])
    expect(plan.tables).toEqual([
      { name: 'main.orders', explore: 'orders', charts: 2 },
      { name: 'main.flour_stock', explore: null, charts: 1 },
    ])
  })

  it('are asked of the explore that the person chooses', () => {
    expect(planOf('metabase', { 'main.orders': null }).skipped.map(({ name }) => name)).toContain('Fees by month')
    const chosen = planOf('metabase', { 'main.flour_stock': 'orders' })
    expect(itemNamed(chosen, 'chart', 'Flour in stock').document.metricQuery.metrics).toEqual(['orders_order_count'])
  })

  it('stand on dashboards with tabs and filters', () => {
    const { document, notes } = itemNamed(plan, 'dashboard', 'Counter')
    expect(document.tabs.map(({ name }) => name)).toEqual(['Today', 'The rest'])
    expect(document.tiles.map(({ type, x, y, w, h, tabUuid }) => [type, x, y, w, h, tabUuid])).toEqual([
      ['saved_chart', 0, 0, 18, 6, 'ffTabToday01'],
      ['sql_chart', 18, 0, 18, 6, 'ffTabToday01'],
      ['markdown', 0, 6, 36, 2, 'ffTabRest002'],
    ])
    expect(document.filters.dimensions).toMatchObject([
      {
        label: 'Status',
        target: { fieldId: 'orders_status', tableName: 'orders' },
        operator: 'equals',
        values: ['completed'],
        tileTargets: { ffTile000001: { fieldId: 'orders_status' }, ffTile000002: false },
      },
    ])
    expect(notes).toEqual([
      expect.stringContaining('A tile was left out: its question eeStock00005'),
      expect.stringContaining('The filter "Baker" was left out'),
    ])
  })
})

describe('charts of Superset', () => {
  const plan = planOf('superset')

  it('take metrics of the dataset and of their own, and time ranges', () => {
    const { document, notes } = itemNamed(plan, 'chart', 'Fees over time')
    expect(document.metricQuery).toMatchObject({
      dimensions: ['orders_ordered_at_month', 'orders_status'],
      metrics: ['orders_fee_sum', 'orders_customer_id_count_distinct'],
      additionalMetrics: [
        { label: 'fees', type: 'sum', formatOptions: { type: 'currency', currency: 'USD', round: 2 } },
        { label: 'Customers', type: 'count_distinct' },
      ],
      limit: 5000,
      filters: {
        dimensions: {
          and: [
            { target: { fieldId: 'orders_status' }, operator: 'equals', values: ['completed', 'shipped'] },
            { target: { fieldId: 'orders_ordered_at' }, operator: 'inThePast', values: [12], settings: { unitOfTime: 'months' } },
          ],
        },
      },
    })
    expect(document.pivotConfig).toEqual({ columns: ['orders_status'] })
    expect(notes).toEqual([
      expect.stringContaining('The metric "share" was left out: it is SQL'),
      'The filter "shipping_fee > 1" was left out: the numbers are of more rows.',
      'It asked for 10000 rows; 5000 are the most here.',
    ])
  })

  it('of SQL show its rows, which is said', () => {
    const { document, notes } = itemNamed(plan, 'sql_chart', 'Late orders')
    expect(document).toMatchObject({ sql: "select order_id, status from orders where status = 'pending'", limit: 50, config: { type: 'table' } })
    expect(notes[0]).toContain('without the grouping')
  })

  it('stand on dashboards row by row, in columns and tabs', () => {
    const { document, notes } = itemNamed(plan, 'dashboard', 'Counter of Superset')
    expect(document.tabs.map(({ name }) => name)).toEqual(['Fees', 'Late'])
    expect(document.tiles.map(({ type, x, y, w, h }) => [type, x, y, w, h])).toEqual([
      ['saved_chart', 0, 0, 24, 10],
      ['saved_chart', 24, 0, 12, 7],
      ['markdown', 24, 7, 12, 3],
      ['markdown', 0, 0, 36, 1],
      ['sql_chart', 0, 1, 18, 8],
    ])
    expect(document.filters.dimensions).toMatchObject([{ label: 'Status', operator: 'equals', values: ['completed'], disabled: false }])
    expect(notes).toEqual([expect.stringContaining('The tile "Gone" was left out'), expect.stringContaining('The filter "Baker" was left out')])
  })
})

describe('content as code of Lightdash', () => {
  const plan = planOf('lightdash')

  it('is taken as it is, with spaces by their slugs', () => {
    expect(plan.items.filter(({ kind }) => kind === 'space').map(({ sourceId, name, spaceId }) => [sourceId, name, spaceId])).toEqual([
      ['bakery', 'Bakery', null],
      ['bakery/counter', 'Counter', 'bakery'],
    ])
    expect(itemNamed(plan, 'chart', 'Fees by status')).toMatchObject({
      spaceId: 'bakery/counter',
      notes: [],
      document: { metricQuery: { metrics: ['orders_order_count'] } },
    })
    expect(plan.skipped).toMatchObject([{ kind: 'chart', name: 'Flour', reason: expect.stringContaining('There is no explore flour') as string }])
  })

  it('keeps filters of dashboards, and says which tile is gone', () => {
    const { document, notes } = itemNamed(plan, 'dashboard', 'Morning')
    expect(document.tiles.map(({ type, uuid }) => [type, uuid])).toEqual([
      ['saved_chart', 'fees-by-status'],
      ['markdown', 'morning-1'],
    ])
    expect(document.filters.dimensions).toMatchObject([{ label: 'Status', tileTargets: { 'fees-by-status': { fieldId: 'orders_status' } } }])
    expect(notes).toEqual(['A tile was left out: its chart flour is not in the export, or could not be taken over.'])
  })
})

describe('files of nobody', () => {
  it('are of no format', () =>
    expect(
      formatOfFiles([
        { path: 'a.yml', value: { models: [] } },
        { path: 'charts/b.yml', value: 5 },
      ]),
    ).toBeNull())

  it.each(['metabase', 'superset', 'lightdash'] as const)('that look like %s in parts fail nothing', (format) => {
    const odd = [
      null,
      5,
      'text',
      [],
      {},
      { entity_id: 'a', 'serdes/meta': [{ model: 'Card' }], dataset_query: { query: { 'source-table': 7, aggregation: 'x', filter: [[]] } } },
    ]
    const more = [
      { slice_name: 'x', params: [], dataset_uuid: 1 },
      { dashboard_title: 'x', position: { ROOT_ID: { children: ['ROOT_ID'] } } },
      { slug: 's', tiles: [1] },
    ]
    const files = [...odd, ...more].flatMap((value, index) => ['charts', 'dashboards', 'cards'].map((folder) => ({ path: `${folder}/${index}.yml`, value })))
    expect(() => planContentImport({ format, files, explores })).not.toThrow()
  })
})
